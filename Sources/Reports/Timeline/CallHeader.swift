import Calls
import Catalog
import Evidence

/// Who was in a call, under which IDs, and how long each phase took.
struct CallHeader {
  static let column = 11

  private let call: Call
  private let context: ReportContext

  init(_ call: Call, in context: ReportContext) {
    self.call = call
    self.context = context
  }

  private var clock: Clock { context.clock }

  private var names: SourceNames { context.names }

  func write(to page: inout TextPage) {
    page.paragraph([Span("Call ", .strong), Span(call.key, .strong, unbreakable: true)])
    if !call.verdict.isEmpty { page.paragraph([Span(call.verdict)], indent: 2, hanging: 2) }
    page.blankLine()
    writeIDs(to: &page)
    writeClients(to: &page)
    writeTimes(to: &page)
    for index in call.legs.indices { writeLeg(index, to: &page) }
    writeStates(to: &page)
    writeFlags(to: &page)
    context.writeFileNotes(for: artifacts, to: &page)
  }

  /// The artifacts that the page's sources name.
  private var artifacts: [Int] {
    let sources = call.ids.map(\.source) + call.timeline.map(\.source) + call.endReasons.map(\.source)
    return sources.map(\.artifact) + call.clients.flatMap(\.artifacts)
  }

  private func field(_ label: String, _ spans: [Span], to page: inout TextPage) {
    page.field(label, spans, column: CallHeader.column)
  }

  private func writeIDs(to page: inout TextPage) {
    for (index, sighting) in call.ids.enumerated() {
      var spans = [
        Span(sighting.id.description, .strong, unbreakable: true),
        Span("  \(sighting.role.rawValue), \(sighting.evidence.rawValue)"),
      ]
      if let seen = sighting.firstSeen { spans.append(Span(", first seen \(clock.time(seen))")) }
      spans += [Span("  "), names.span(sighting.source)]
      field(index == 0 ? "IDs" : "", spans, to: &page)
    }
  }

  private func writeClients(to page: inout TextPage) {
    for (index, client) in call.clients.enumerated() {
      let platform = client.platform.map { client.label.contains($0) ? "" : " (\($0))" } ?? ""
      let files = client.artifacts.map(names.name).joined(separator: ", ")
      let spans = [Span("#\(index + 1) \(client.label)\(platform)"), Span("  \(files)", .faint)]
      field(index == 0 ? "Clients" : "", spans, to: &page)
    }
  }

  private func writeTimes(to page: inout TextPage) {
    let times = [("Start", call.startTime), ("Connected", call.connectedTime), ("End", call.endTime)]
    for (label, time) in times {
      guard let time else { continue }
      field(label, [Span(clock.dateAndTime(time, fractionDigits: 3))], to: &page)
    }
    if let seconds = call.durationSeconds { field("Duration", [Span(duration(seconds))], to: &page) }
  }

  private func writeLeg(_ index: Int, to page: inout TextPage) {
    let leg = call.legs[index]
    var words: [String] = []
    if let client = leg.client {
      words.append("client #\(client + 1)")
    } else if !call.legs.isEmpty, let reason = leg.endReason, reason.witness != .client {
      words.append("seen by the \(reason.witness.rawValue) alone")
    }
    let types = [leg.endpointType, leg.participantType].compactMap { $0 }.uniqued()
    if !types.isEmpty { words.append(types.joined(separator: ", ")) }
    if let direction = leg.direction { words.append(direction.rawValue) }
    if let user = leg.user { words.append("user \(user)") }
    if let participant = leg.participantID {
      words.append("participant \(JSONReport.canonicalID(participant))")
    }
    if let join = leg.joinTime { words.append("joined \(clock.time(join))") }
    words += phases(leg.phases)
    if let leave = leg.leaveTime { words.append("left \(clock.time(leave))") }
    if let quality = leg.quality { words.append("quality \(quality)") }
    words += [leg.sdkVersion.map { "SDK \($0)" }, leg.os, leg.browser].compactMap { $0 }
    var spans = [Span(words.isEmpty ? "nothing known" : words.joined(separator: ", "))]
    if let reason = leg.endReason {
      spans += [Span(", ended "), Span(codeText(reason.codes), reason.outcome.ink)]
    }
    let label = call.legs.count == 1 ? "Leg" : "Leg \(index + 1)"
    field(label, spans, to: &page)
  }

  private func writeStates(to page: inout TextPage) {
    let paths = CallPath.all(of: call)
    for (index, path) in paths.enumerated() {
      let client = path.client.map { "#\($0 + 1) " } ?? ""
      let spans = [Span(paths.count > 1 ? client : "", .faint), Span(path.text, .accent)]
      field(index == 0 ? "States" : "", spans, to: &page)
    }
  }

  private func phases(_ phases: Phases) -> [String] {
    let named = [
      ("setup", phases.setup), ("ringing", phases.ringing), ("lobby", phases.lobby), ("hold", phases.hold),
      ("connected", phases.connected),
    ]
    return named.compactMap { name, seconds in seconds.map { "\(name) \(duration($0))" } }
  }

  private func writeFlags(to page: inout TextPage) {
    let reasons = call.endReasons.isEmpty ? [call.endReason].compactMap { $0 } : call.endReasons
    let codes = reasons.map(\.codes.code)
    let flags = call.flags.map { flag in
      let raising = codes.filter { Flag(code: $0) == flag }.uniqued().map { String($0) }
      let why = raising.isEmpty ? "" : " (code \(raising.joined(separator: ", ")))"
      return flag.rawValue + why
    }
    let text = flags.isEmpty ? "none" : flags.joined(separator: ", ")
    field("Flags", [Span(text, flags.isEmpty ? .plain : .bad)], to: &page)
  }
}
