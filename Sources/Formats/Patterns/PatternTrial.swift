import Evidence
public import Intake

/// What patterns make of a log, record by record, for their author.
public struct PatternTrial: Sendable {
  /// One record of the log.
  public struct Record: Sendable {
    /// The line it begins on, from 1.
    public var line: Int
    /// Its words, on one line and without secrets.
    public var text: String
    public var outcome: Outcome
  }

  /// What becomes of a record.
  public enum Outcome: Sendable {
    /// The pattern of this name reads it.
    case read(pattern: String, findings: [PatternFinding])
    /// It has the text that these patterns search for, and none fits; each says why.
    case misfit([(pattern: String, reason: String)])
    /// No pattern reads it, and acs-logscan knows it all the same.
    case known
    case nothing
  }

  private let patterns: [Pattern]
  private let readers: [PatternReader]

  /// The most bytes of a log that are read.
  public static let longest = 64 << 20

  /// A trial of these patterns, in the order in which they are asked.
  public init(_ patterns: [Pattern]) {
    self.patterns = patterns
    readers = patterns.map(PatternReader.init)
  }

  /// Reads the lines of an artifact to its end.
  ///
  /// - Returns: Whether it was read whole.
  public func read(_ artifact: OpenedArtifact, visit: (Record) -> Void) -> Bool {
    var window = TextWindow(artifact)
    while window.bytes.count < PatternTrial.longest, window.load() {}
    let isWhole = window.isComplete || !window.load()
    var start = 0
    while start < window.bytes.count {
      let cut = RecordCutter.record(at: start, from: start, limit: window.bytes.count, in: window)
      let lines = window.line(cut.range)
      let source = window.source(at: cut.range.lowerBound, artifact: 0)
      visit(record(lines, source: source))
      start = max(cut.range.upperBound, start) + 1
    }
    return isWhole
  }

  private func record(_ lines: [UInt8], source: Source) -> Record {
    let record = RecordBuilder.record(lines, source: source).record
    return Record(line: source.line ?? 0, text: LogWords.text(lines), outcome: outcome(of: record))
  }

  private func outcome(of record: Formats.Record) -> Outcome {
    for reader in readers {
      let findings = reader.findings(in: record)
      if !findings.isEmpty { return .read(pattern: reader.pattern.name, findings: findings) }
    }
    let words = decodedText(record.written ?? record.message)
    let misfits = patterns.filter { pattern in pattern.contains.first.map { words.contains($0) } ?? false }
    if !misfits.isEmpty {
      return .misfit(misfits.map { (pattern: $0.name, reason: $0.reasonForNothing(in: words)) })
    }
    return Vocabularies.builtIn.read(record).isEmpty ? .nothing : .known
  }
}
