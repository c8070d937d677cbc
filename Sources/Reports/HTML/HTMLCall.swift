import Calls
import Catalog
import Evidence

/// Everything that the page shows of one call; parsed by the browser when the call is opened.
struct HTMLCall {
  private let call: Call
  private let context: ReportContext

  init(_ call: Call, in context: ReportContext) {
    self.call = call
    self.context = context
  }

  func element(id: String) -> String {
    var line = JSONLine()
    line.begin()
    line.set("connected", HTMLCell(call.connectedTime))
    line.set("ids", rows: call.ids.map(row))
    line.set("clients", rows: call.clients.map(row))
    writeLegs(to: &line)
    line.set("states", rows: call.states.map(row))
    writeReasons(to: &line)
    line.set("carrier", texts: call.legs.indices.compactMap(carrier))
    line.set("identifiers", rows: call.identifiers.map(row))
    line.set("related", rows: call.related.map(row))
    line.set("diagnostics", rows: call.diagnostics.map(row))
    line.set("quality", rows: call.quality.map(row))
    line.set("findings", rows: findings)
    line.set("support", rows: support)
    line.set("events", rows: call.timeline.map { HTMLEvents.row($0, of: call.callID) })
    line.end()
    return HTMLData.element(id: id, line.bytes)
  }

  private func row(_ sighting: CallIDSighting) -> [HTMLCell] {
    [
      .text(sighting.id.description), .text(sighting.role.rawValue), .text(sighting.evidence.rawValue),
      HTMLCell(sighting.firstSeen), HTMLCell(sighting.source),
    ]
  }

  private func row(_ client: Client) -> [HTMLCell] {
    [.text(client.label), HTMLCell(client.platform), .row(client.artifacts.map(HTMLCell.number))]
  }

  private func row(_ change: StateChange) -> [HTMLCell] {
    [
      .text(change.state.rawValue), HTMLCell(change.time), .number(change.client ?? -1),
      .number(change.leg ?? -1), HTMLCell(change.source),
      HTMLCell(change.callID == call.callID ? nil : change.callID?.description),
      change.impossible ? .number(1) : .none,
    ]
  }

  private func row(_ sighting: IdentifierSighting) -> [HTMLCell] {
    [
      .text(sighting.identifier.kind.rawValue), .text(JSONReport.canonicalID(sighting.identifier.value)),
      HTMLCell(sighting.source),
    ]
  }

  private func row(_ related: RelatedCall) -> [HTMLCell] {
    [.text(related.relation), .text(related.key), .text(related.evidence.rawValue), HTMLCell(related.source)]
  }

  private func row(_ change: DiagnosticChange) -> [HTMLCell] {
    let diagnostic = change.diagnostic
    let isUnhealthy = Catalog.diagnostic(named: diagnostic.name)?.isUnhealthy(diagnostic.value)
    return [
      .text(diagnostic.name), .text(diagnostic.value), HTMLCell(change.time), .number(change.client ?? -1),
      .text(isUnhealthy.map { $0 ? "unhealthy" : "healthy" } ?? "unjudged"), HTMLCell(change.source),
      HTMLCell(diagnostic.participant),
    ]
  }

  private func row(_ verdict: QualityVerdict) -> [HTMLCell] {
    [
      .text(verdict.verdict), .text(verdict.metric), .text(decimal(verdict.value, digits: 2)),
      HTMLCell(verdict.participant), HTMLCell(verdict.source),
    ]
  }

  private var findings: [[HTMLCell]] {
    (context.findingsByCall[call.key] ?? []).map { finding in
      [
        .text(finding.severity.rawValue), .text(finding.kind), .text(finding.text), HTMLCell(finding.source),
      ]
    }
  }

  /// What support asks for, as the text timeline's block has it.
  private var support: [[HTMLCell]] {
    let facts = SupportFacts(call)
    let fields = facts.fields.filter { !$0.values.isEmpty }.map { field -> [HTMLCell] in
      [.text(field.label), .row(field.values.map(HTMLCell.text))]
    }
    guard let window = facts.window else { return fields }
    return fields + [
      [.text(window.isUTC ? "Window (UTC)" : "Window (as written)"), .row([.text(window.text)])]
    ]
  }

  private func carrier(leg index: Int) -> String? {
    guard let cause = call.legs[index].carrier else { return nil }
    let parts = EndSection.parts(of: cause)
    guard !parts.isEmpty else { return nil }
    let whose = call.legs.count > 1 ? " of leg \(index + 1)" : ""
    return "Telephone network\(whose): \(parts.joined(separator: ", "))"
  }
}

extension HTMLCall {
  private func writeLegs(to line: inout JSONLine) {
    line.name("legs")
    line.append(list: call.legs) { line, leg in
      line.append(object: { self.write(leg, to: &$0) })
    }
  }

  private func write(_ leg: Leg, to line: inout JSONLine) {
    line.set("client", HTMLCell(leg.client.map { $0 + 1 }))
    line.set("user", HTMLCell(leg.user))
    line.set("participant", HTMLCell(leg.participantID.map(JSONReport.canonicalID)))
    line.set("direction", HTMLCell(leg.direction?.rawValue))
    line.set("types", texts: [leg.endpointType, leg.participantType].compactMap(\.self).uniqued())
    line.set("software", texts: [leg.sdkVersion.map { "SDK \($0)" }, leg.os, leg.browser].compactMap(\.self))
    line.set("quality", HTMLCell(leg.quality))
    line.set("join", HTMLCell(leg.joinTime))
    line.set("connect", HTMLCell(leg.connectedTime))
    line.set("leave", HTMLCell(leg.leaveTime))
    let phases = leg.phases
    line.set("setup", seconds: phases.setup)
    line.set("ringing", seconds: phases.ringing)
    line.set("lobby", seconds: phases.lobby)
    line.set("hold", seconds: phases.hold)
    line.set("connected", seconds: phases.connected)
    if let reason = leg.endReason {
      line.set("code", .text(codeText(reason.codes)))
      line.set("class", .text(reason.outcome.rawValue))
      line.set("title", .text(reason.title))
      line.set("witness", .text(reason.witness.rawValue))
    }
  }

  /// The call's own reason first.
  private func writeReasons(to line: inout JSONLine) {
    let reasons = [call.endReason].compactMap(\.self) + call.endReasons.filter { $0 != call.endReason }
    line.name("reasons")
    line.append(list: reasons) { line, reason in
      line.append(object: { self.write(reason, to: &$0) })
    }
  }

  private func write(_ reason: EndReason, to line: inout JSONLine) {
    let codes = reason.codes
    let explanation = Catalog.standard.explain(
      code: codes.code, subCode: codes.subCode, categories: codes.categories, domain: call.domain(of: reason))
    line.set("code", .text(codeText(codes)))
    line.set("class", .text(reason.outcome.rawValue))
    line.set("title", .text(reason.title))
    line.set("witness", .text(reason.witness.rawValue))
    line.set("leg", HTMLCell(call.legs.count > 1 ? reason.leg.map { $0 + 1 } : nil))
    line.set("phrase", HTMLCell(codes.phrase))
    line.set("categories", texts: codes.categories)
    line.set("meaning", .text(reason.meaning))
    line.set("action", .text(call.action(for: reason)))
    line.set("notes", texts: explanation.notes)
    line.set("source", HTMLCell(reason.source))
  }
}
