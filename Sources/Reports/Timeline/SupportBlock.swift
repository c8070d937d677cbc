import Calls
import Evidence

/// What support asks for, one value a line, to be copied as it stands.
struct SupportBlock {
  private static let column = 20
  /// Values of one kind before they are only counted.
  private static let limit = 8

  private let call: Call

  init(_ call: Call) {
    self.call = call
  }

  func write(to page: inout TextPage) {
    page.blankLine()
    page.line("For support", .strong)
    field("Call ID", [call.callID?.description].compactMap { $0 }, to: &page)
    field("Other call IDs", call.aliases.map(\.description), to: &page)
    for (label, kind) in SupportBlock.kinds {
      field(label, values(of: kind), to: &page)
    }
    if let window {
      field(window.isUTC ? "Window (UTC)" : "Window (as written)", [window.text], to: &page)
    }
  }

  private static let kinds: [(label: String, kind: IdentifierKind)] = [
    ("Server call ID", .serverCallID), ("Call connection ID", .callConnectionID),
    ("Participant ID", .participantID), ("Endpoint ID", .endpointID), ("Correlation ID", .correlationID),
    ("Chain ID", .chainID), ("MS-CV", .msCV), ("Room ID", .roomID), ("Group ID", .groupID),
    ("Thread ID", .threadID), ("Resource ID", .resourceID), ("Immutable ID", .immutableResourceID),
    ("SDK version", .sdkVersion), ("User agent", .userAgent), ("App", .appPackage),
  ]

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

  /// The call's identifiers of a kind, and what its legs know besides.
  private func values(of kind: IdentifierKind) -> [String] {
    let seen = call.identifiers.map(\.identifier).filter { $0.kind == kind }.map(\.value)
    let known: [String] =
      switch kind {
      case .participantID: call.legs.compactMap(\.participantID)
      case .endpointID: call.legs.compactMap(\.endpointID)
      case .sdkVersion: call.legs.compactMap(\.sdkVersion)
      case .userAgent where seen.isEmpty: call.legs.compactMap { leg in environment(leg) }
      default: []
      }
    return (seen + known).map(JSONReport.canonicalID).uniqued()
  }

  private func environment(_ leg: Leg) -> String? {
    let parts = [leg.browser, leg.os].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// From the first to the last moment of the call that any line shows, and whether it is UTC.
  private var window: (text: String, isUTC: Bool)? {
    let own = [call.startTime, call.connectedTime, call.endTime].compactMap { $0 }
    let times = own + call.states.compactMap(\.time) + call.timeline.compactMap(\.time)
    let utc = times.filter(\.isUTC)
    let shown = (utc.isEmpty ? times.filter(\.isPlaced) : utc).map(\.instant)
    guard let first = shown.min(), let last = shown.max() else {
      return times.first.map { ("date not known; the log says \($0.text)", false) }
    }
    if !utc.isEmpty { return ("\(first.rfc3339) to \(last.rfc3339)", true) }
    let texts = [first, last].map { "\($0.date) \($0.clockText(fractionDigits: 3))" }
    return ("\(texts[0]) to \(texts[1])", false)
  }
}
