import Calls
import Catalog
import Evidence

/// Why a call ended, explained: what each witness says, what it means and what to do.
struct EndSection {
  private let call: Call
  private let names: SourceNames

  init(_ call: Call, names: SourceNames) {
    self.call = call
    self.names = names
  }

  func write(to page: inout TextPage) {
    page.blankLine()
    page.line("Why it ended", .strong)
    let reasons = [call.endReason].compactMap { $0 } + call.endReasons.filter { $0 != call.endReason }
    if reasons.isEmpty { page.line("No end reason in these files.", indent: 2) }
    for reason in reasons { write(reason, to: &page) }
    for (index, leg) in call.legs.enumerated() {
      if let cause = leg.carrier { write(cause, leg: index, to: &page) }
    }
  }

  /// What the telephone network says.
  private func write(_ cause: CarrierCause, leg: Int, to page: inout TextPage) {
    let parts = EndSection.parts(of: cause)
    guard !parts.isEmpty else { return }
    let whose = call.legs.count > 1 ? " of leg \(leg + 1)" : ""
    page.paragraph(
      [Span("Telephone network\(whose): ", .strong), Span(parts.joined(separator: ", "))], indent: 2,
      hanging: 4)
  }

  /// The codes of the telephone network with their words.
  static func parts(of cause: CarrierCause) -> [String] {
    [
      cause.sipCode.map { "SIP \($0)" + (cause.sipText.map { " \($0)" } ?? "") },
      cause.q850Code.map { "Q.850 \($0)" + (cause.q850Text.map { " \($0)" } ?? "") },
    ].compactMap(\.self)
  }

  private func write(_ reason: EndReason, to page: inout TextPage) {
    let codes = reason.codes
    let explanation = Catalog.standard.explain(
      code: codes.code, subCode: codes.subCode, categories: codes.categories, domain: call.domain(of: reason))
    let heading = [
      Span(codeText(codes), reason.outcome.ink), Span(" \(reason.title)"),
    ]
    page.paragraph(heading, indent: 2, hanging: 4, trailer: names.span(reason.source))
    field("Said by", witness(reason), to: &page)
    if let phrase = codes.phrase { field("Phrase", phrase, to: &page) }
    if !codes.categories.isEmpty { field("Category", codes.categories.joined(separator: ", "), to: &page) }
    field("Meaning", reason.meaning, to: &page)
    let action = call.action(for: reason)
    if !action.isEmpty { field("Do", action, to: &page) }
    for note in explanation.notes { field("Note", note, to: &page) }
  }

  private func field(_ label: String, _ text: String, to page: inout TextPage) {
    page.field(label, [Span(text)], indent: 4, column: 10)
  }

  private func witness(_ reason: EndReason) -> String {
    guard let leg = reason.leg, call.legs.count > 1 else { return reason.witness.rawValue }
    return "\(reason.witness.rawValue), about leg \(leg + 1)"
  }
}
