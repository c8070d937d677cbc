import Calls
import Catalog
import Evidence

extension JSONReport {
  static func call(_ call: Call, includesTimeline: Bool) -> JSONValue {
    var object = JSONObject()
    object.set("key", call.key)
    object.set("callId", call.callID?.description)
    object.set("aliases", .strings(call.aliases.map(\.description)))
    object.set("verdict", call.verdict)
    object.set("ids", .list(call.ids, id))
    object.set("clients", .list(call.clients, client))
    object.setTime("startTime", call.startTime)
    object.setTime("connectedTime", call.connectedTime)
    object.setTime("endTime", call.endTime)
    object.set("durationSeconds", call.durationSeconds.map(milliseconds))
    object.set("legs", .list(call.legs) { leg($0, of: call) })
    object.set("states", .list(call.states, state))
    object.set("endReason", call.endReason.map { endReason($0, of: call) })
    object.set("endReasons", .list(call.endReasons) { endReason($0, of: call) })
    object.set("flags", .strings(call.flags.map(\.rawValue)))
    object.set("identifiers", identifiers(call.identifiers))
    object.set("related", .list(call.related, related))
    object.set("diagnostics", .list(call.diagnostics, diagnostic))
    object.set("quality", .list(call.quality, quality))
    if includesTimeline { object.set("timeline", .list(call.timeline, event)) }
    return .object(object)
  }

  private static func id(_ sighting: CallIDSighting) -> JSONValue {
    var object = JSONObject()
    object.set("id", sighting.id.description)
    object.set("role", sighting.role.rawValue)
    object.set("evidence", sighting.evidence.rawValue)
    object.setTime("firstSeen", sighting.firstSeen)
    object.set("source", source(sighting.source))
    return .object(object)
  }

  private static func client(_ client: Client) -> JSONValue {
    var object = JSONObject()
    object.set("label", client.label)
    object.set("platform", client.platform)
    object.set("artifacts", .list(client.artifacts, JSONValue.integer))
    return .object(object)
  }

  private static func leg(_ leg: Leg, of call: Call) -> JSONValue {
    var phases = JSONObject()
    phases.set("setup", leg.phases.setup.map(milliseconds))
    phases.set("ringing", leg.phases.ringing.map(milliseconds))
    phases.set("lobby", leg.phases.lobby.map(milliseconds))
    phases.set("hold", leg.phases.hold.map(milliseconds))
    phases.set("connected", leg.phases.connected.map(milliseconds))
    var object = JSONObject()
    object.set("participantId", leg.participantID.map(canonicalID))
    object.set("user", leg.user)
    object.set("endpointId", leg.endpointID.map(canonicalID))
    object.set("client", leg.client)
    object.set("direction", leg.direction?.rawValue)
    object.setTime("joinTime", leg.joinTime)
    object.setTime("connectedTime", leg.connectedTime)
    object.setTime("leaveTime", leg.leaveTime)
    object.set("phases", .object(phases))
    object.set("endReason", leg.endReason.map { endReason($0, of: call) })
    object.set("quality", leg.quality)
    object.set("sdkVersion", leg.sdkVersion)
    object.set("os", leg.os)
    object.set("browser", leg.browser)
    object.set("endpointType", leg.endpointType)
    object.set("participantType", leg.participantType)
    object.set("carrier", leg.carrier.map(carrier))
    object.set("sources", .list(leg.sources, source))
    return .object(object)
  }

  private static func carrier(_ cause: CarrierCause) -> JSONValue {
    var object = JSONObject()
    object.set("sipCode", cause.sipCode)
    object.set("sipText", cause.sipText)
    object.set("q850Code", cause.q850Code)
    object.set("q850Text", cause.q850Text)
    return .object(object)
  }

  private static func state(_ change: StateChange) -> JSONValue {
    var object = JSONObject()
    object.set("state", change.state.rawValue)
    object.setTime(change.time)
    object.set("callId", change.callID?.description)
    object.set("client", change.client)
    object.set("leg", change.leg)
    if change.impossible { object.set("impossible", .bool(true)) }
    object.set("source", source(change.source))
    return .object(object)
  }

  private static func endReason(_ reason: EndReason, of call: Call) -> JSONValue {
    var object = JSONObject()
    object.set("code", reason.codes.code)
    object.set("subCode", reason.codes.subCode)
    object.set("categories", .strings(reason.codes.categories))
    object.set("phrase", reason.codes.phrase)
    object.set("class", reason.outcome.rawValue)
    object.set("title", reason.title)
    object.set("action", call.action(for: reason))
    object.set("witness", reason.witness.rawValue)
    object.set("leg", reason.leg)
    object.setTime(reason.time)
    object.set("source", source(reason.source))
    return .object(object)
  }

  /// Kind to values; a call's sightings come sorted by kind.
  private static func identifiers(_ sightings: [IdentifierSighting]) -> JSONValue {
    var values: [IdentifierKind: [String]] = [:]
    for sighting in sightings {
      values[sighting.identifier.kind, default: []].append(canonicalID(sighting.identifier.value))
    }
    var object = JSONObject()
    for kind in sightings.map(\.identifier.kind).uniqued() {
      object.set(kind.rawValue, .strings((values[kind] ?? []).uniqued()))
    }
    return .object(object)
  }

  private static func related(_ related: RelatedCall) -> JSONValue {
    var object = JSONObject()
    object.setCall(key: related.key)
    object.set("relation", related.relation)
    object.set("evidence", related.evidence.rawValue)
    object.set("source", source(related.source))
    return .object(object)
  }

  private static func diagnostic(_ change: DiagnosticChange) -> JSONValue {
    var object = JSONObject()
    object.set("name", change.diagnostic.name)
    object.set("value", change.diagnostic.value)
    object.set("participant", change.diagnostic.participant)
    object.setTime(change.time)
    object.set("client", change.client)
    object.set("source", source(change.source))
    return .object(object)
  }

  private static func quality(_ verdict: QualityVerdict) -> JSONValue {
    var object = JSONObject()
    object.set("participant", verdict.participant)
    object.set("metric", verdict.metric)
    object.set("value", verdict.value)
    object.set("verdict", verdict.verdict)
    object.set("source", source(verdict.source))
    return .object(object)
  }

  static func event(_ event: TimelineEvent) -> JSONValue {
    var object = JSONObject()
    object.setTime(event.time)
    object.set("kind", event.kind)
    object.set("text", event.text)
    object.set("witness", event.witness.rawValue)
    object.set("pattern", event.pattern)
    object.set("callId", event.callID?.description)
    object.set("code", event.codes?.code)
    object.set("subCode", event.codes?.subCode)
    object.set("client", event.client)
    object.set("source", source(event.source))
    return .object(object)
  }
}
