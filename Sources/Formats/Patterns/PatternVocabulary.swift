import Evidence
import Scan

/// Shapes that are told by patterns. The first pattern that finds something in a record has read it.
struct PatternVocabulary: Vocabulary {
  private let readers: [PatternReader]

  init(_ patterns: [Pattern]) {
    readers = patterns.map(PatternReader.init)
  }

  var literals: [Literal] { readers.compactMap(\.pattern.literal) }

  func read(_ record: Record, into sink: inout ObservationSink) {
    for reader in readers {
      for match in reader.read(record) { sink.add(match, of: reader.pattern) }
      if !sink.isEmpty { return }
    }
  }
}

extension ObservationSink {
  /// Adds what a pattern read.
  fileprivate mutating func add(_ match: PatternReader.Match, of pattern: Pattern) {
    let claims = PatternClaims(match.values)
    var identifiers = claims.identifiers
    for claim in claims.claims {
      add(
        claim, callID: claims.callID, identifiers: identifiers, text: match.values[.message],
        ownTime: match.values.time, line: match.line, pattern: pattern.origin.map { _ in pattern.name })
      identifiers = []
    }
    if let level = match.values[.level] { noteLevel(level) }
  }
}
