import Calls
import Evidence

/// What support asks for, one value a line, to be copied as it stands.
struct SupportBlock {
  private static let column = 20
  /// Values of one kind before they are only counted.
  private static let limit = 8

  private let facts: SupportFacts
  private let systems: [String]

  init(_ call: Call) {
    facts = SupportFacts(call)
    systems = facts.values(of: .userAgent).isEmpty ? call.bareSystems : []
  }

  func write(to page: inout TextPage) {
    page.blankLine()
    page.line("For support", .strong)
    for entry in facts.fields { field(entry.label, entry.values, to: &page) }
    field("Operating system", systems, to: &page)
    if let window = facts.window {
      field(window.isUTC ? "Window (UTC)" : "Window (as written)", [window.text], to: &page)
    }
  }

  private func field(_ label: String, _ values: [String], to page: inout TextPage) {
    for (index, value) in values.prefix(SupportBlock.limit).enumerated() {
      page.field(
        index == 0 ? label : "", [Span(value, unbreakable: true)], indent: 2, column: SupportBlock.column)
    }
    let hidden = values.count - SupportBlock.limit
    if hidden > 0 {
      page.field(
        "", [Span("… and \(grouped(hidden)) more (`ids` lists them)", .faint)], indent: 2,
        column: SupportBlock.column)
    }
  }
}
