public import Formats

/// Patterns for people: which there are, and what they make of a log.
public enum PatternsReport {
  /// What is said of a file that is right.
  public static func checked(_ file: String, patterns: [Pattern], samples: Int) -> String {
    "\(file): \(counted(patterns.count, "pattern")), \(counted(samples, "sample")), all as expected\n"
  }

  /// A line for each pattern, those that users added first, as they are asked.
  public static func list(_ added: [Pattern], builtIn: [Pattern], style: ReportStyle = ReportStyle())
    -> String
  {
    var page = TextPage(style: style)
    let column = min((added + builtIn).map { $0.name.count }.max() ?? 0, 32)
    page.line("Added (\(counted(added.count, "pattern")))", .strong)
    for pattern in added { write(pattern, column: column, to: &page) }
    page.blankLine()
    page.line("Built in (\(counted(builtIn.count, "pattern")))", .strong)
    for pattern in builtIn { write(pattern, column: column, to: &page) }
    return page.text
  }

  private static func write(_ pattern: Pattern, column: Int, to page: inout TextPage) {
    let place = pattern.origin.map { "\($0.file):\($0.line)" }
    let words = [place, pattern.about.isEmpty ? nil : pattern.about, fields(of: pattern)].compactMap(\.self)
    page.paragraph(
      [
        Span(padded(pattern.name, to: column), .strong, unbreakable: true), Span("  "),
        Span(words.joined(separator: "; ")),
      ], indent: 2, hanging: column + 4)
  }

  private static func fields(of pattern: Pattern) -> String {
    let given = pattern.gives.sorted { $0.key.name < $1.key.name }.map { "\($0.key.name) \($0.value)" }
    let read = pattern.fields.filter { $0 != .skipped && pattern.gives[$0] == nil }.map(\.name)
    return (read + given).joined(separator: ", ")
  }

  // MARK: A log

  /// What patterns make of one record; empty where that is nothing to be shown.
  public static func record(_ record: PatternTrial.Record, style: ReportStyle = ReportStyle()) -> String {
    var page = TextPage(style: style)
    switch record.outcome {
    case .read(let name, let findings):
      for finding in findings {
        let values = finding.values.listed.map { "\($0.field.name) \($0.value)" }.joined(separator: ", ")
        page.paragraph(
          [
            Span("line \(record.line + finding.line)  ", .strong, unbreakable: true),
            Span("\(name): \(values)"),
          ],
          indent: 0, hanging: 4)
      }
    case .misfit(let misfits):
      for misfit in misfits {
        page.paragraph(
          [
            Span("line \(record.line)  ", .strong, unbreakable: true),
            Span("\(misfit.pattern) does not fit: \(misfit.reason)"),
          ], indent: 0, hanging: 4)
      }
    case .known, .nothing: return ""
    }
    page.paragraph([Span(record.text, .faint)], indent: 4, hanging: 4)
    return page.text
  }

  /// How many records became what.
  public static func summary(_ tally: PatternTrialTally, patterns: [Pattern]) -> String {
    var lines = ["\(counted(tally.records, "record")): \(tally.read) read by these patterns"]
    if tally.misfits > 0 { lines[0] += ", \(tally.misfits) with a pattern's text that do not fit" }
    if tally.known > 0 { lines[0] += ", \(tally.known) that acs-logscan reads by itself" }
    let idle = patterns.map(\.name).filter { tally.byPattern[$0] == nil }
    if !idle.isEmpty { lines.append("read nothing here: \(idle.joined(separator: ", "))") }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// Counts what becomes of the records of a log.
public struct PatternTrialTally: Sendable {
  public private(set) var records = 0
  public private(set) var read = 0
  public private(set) var misfits = 0
  public private(set) var known = 0
  public private(set) var byPattern: [String: Int] = [:]

  /// Of no record yet.
  public init() {}

  /// Counts a record.
  public mutating func count(_ record: PatternTrial.Record) {
    records += 1
    switch record.outcome {
    case .read(let name, _):
      read += 1
      byPattern[name, default: 0] += 1
    case .misfit: misfits += 1
    case .known: known += 1
    case .nothing: break
    }
  }
}
