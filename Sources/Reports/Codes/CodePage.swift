import Catalog

/// The parts of the page about one code.
enum CodePage {
  private static let column = 12

  /// What an end with these codes means.
  static func write(code: Int, subCode: Int?, _ explanation: Explanation, to page: inout TextPage) {
    let heading = [Span(codeText(code, subCode), .strong), Span(" \(explanation.title)")]
    page.paragraph(heading, hanging: 2)
    field("Class", [Span(explanation.outcome.rawValue, explanation.outcome.ink)], to: &page)
    field("Flag", flag(code), to: &page)
    field("Do", explanation.action, to: &page)
    for note in explanation.allNotes { field("Note", note, to: &page) }
    field("Based on", basis(explanation.match), to: &page)
  }

  /// All rows, those that say the same in several domains together.
  ///
  /// - Parameter explanation: What the page says already, not to be repeated with each row.
  static func write(_ entries: [CatalogEntry], besides explanation: Explanation?, to page: inout TextPage) {
    page.blankLine()
    guard !entries.isEmpty else {
      page.line("The documentation has no row for it.")
      return
    }
    page.line(counted(entries.count, "documented row"), .strong)
    let groups = Dictionary(grouping: entries, by: Statement.init)
    for statement in entries.map(Statement.init).uniqued() {
      write(statement.entry, groups[statement] ?? [], besides: explanation, to: &page)
    }
  }

  /// What a row says, wherever it stands.
  private struct Statement: Hashable {
    let entry: CatalogEntry

    init(_ entry: CatalogEntry) {
      var entry = entry
      entry.domain = .calling
      entry.section = ""
      entry.callbackEvents = []
      self.entry = entry
    }
  }

  private static func write(
    _ entry: CatalogEntry, _ rows: [CatalogEntry], besides explanation: Explanation?, to page: inout TextPage
  ) {
    page.paragraph([Span(entry.label, .strong), Span(" \(entry.title)")], hanging: 2)
    if entry.outcome != explanation?.outcome {
      field("Class", [Span(entry.outcome.rawValue, entry.outcome.ink)], to: &page)
    }
    if let code = entry.code, entry.flag != explanation?.flag { field("Flag", flag(code), to: &page) }
    if !entry.categories.isEmpty { field("Category", entry.categories.joined(separator: ", "), to: &page) }
    if entry.advice != explanation?.action { field("Do", entry.advice, to: &page) }
    if let note = entry.note, explanation?.allNotes.contains(note) != true { field("Note", note, to: &page) }
    let events = rows.flatMap(\.callbackEvents).uniqued()
    if !events.isEmpty { field("Events", events.joined(separator: ", "), to: &page) }
    if let status = entry.status { field("Status", status, to: &page) }
    if let name = entry.enumName { field("Enum case", name, to: &page) }
    if let name = entry.field { field("Log field", name, to: &page) }
    let places = rows.map { "\($0.domain.rawValue) (\($0.section))" }.uniqued()
    field("Stands in", places.joined(separator: ", "), to: &page)
  }

  private static func flag(_ code: Int) -> [Span] {
    guard let flag = Flag(code: code) else { return [Span("none")] }
    return [Span(flag.rawValue, .bad), Span(" (code \(code) is one of \(flag.range), whatever it means)")]
  }

  private static func basis(_ match: Explanation.Match) -> String {
    switch match {
    case .codeAndSubCode: "a row with this code and subcode"
    case .subCode: "a row with this subcode"
    case .code: "a row with this code"
    case .rule: "a documented rule"
    case .none: "nothing: it is not documented"
    }
  }

  private static func field(_ label: String, _ text: String, to page: inout TextPage) {
    field(label, [Span(text)], to: &page)
  }

  private static func field(_ label: String, _ spans: [Span], to page: inout TextPage) {
    page.field(label, spans, indent: 2, column: column)
  }
}
