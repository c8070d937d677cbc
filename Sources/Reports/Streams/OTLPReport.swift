import Calls
import Catalog
import Evidence

extension StreamReport {
  /// OpenTelemetry's OTLP in JSON, an export request a line as its file exporter writes them: a call is a trace, its legs are spans
  /// of one service each, their states spans below, all else events. What has no date is left out and counted in an attribute of the
  /// call's span; what belongs to no call has no trace.
  public static func otlp(tool: Tool) -> StreamReport {
    StreamReport(call: { _, call in OTLPTrace(call, tool: tool).text })
  }
}

/// One call as an export request.
private struct OTLPTrace {
  private let call: Call
  private let tool: Tool

  init(_ call: Call, tool: Tool) {
    self.call = call
    self.tool = tool
  }

  /// Empty where nothing of the call has a date.
  var text: String {
    guard let span = call.span else { return "" }
    var line = JSONLine()
    line.begin()
    line.name("resourceSpans")
    line.append(list: [nil] + call.legs.indices.map(Optional.some)) { line, leg in
      line.append(object: { self.writeResource(leg, span, to: &$0) })
    }
    line.end()
    return line.take()
  }

  /// The call itself, or one of its legs.
  private func writeResource(_ leg: Int?, _ whole: (start: Instant, end: Instant), to line: inout JSONLine) {
    let service = leg.map(call.name) ?? "Communication Services call"
    line.set(
      "resource",
      object: { resource in
        resource.set("attributes", list: [("service.name", service)], OTLPTrace.attribute)
      })
    line.set("scopeSpans", list: [0]) { line, _ in
      line.append(object: { scope in
        scope.set(
          "scope",
          object: {
            $0.set("name", tool.name)
            $0.set("version", tool.version)
          })
        scope.set("spans", list: spans(leg, whole)) { line, span in
          line.append(object: { self.write(span, to: &$0) })
        }
      })
    }
  }

  private struct Span {
    var name: String
    var id: String
    var parent: String?
    var start: Instant
    var end: Instant
    var attributes: [(String, String)]
    var events: [TimelineEvent] = []
    var failure: String?
  }

  private func spans(_ leg: Int?, _ whole: (start: Instant, end: Instant)) -> [Span] {
    guard let leg else {
      let attributes = [
        ("acs.call.id", call.key), ("acs.verdict", call.verdict),
        ("acs.end.code", call.endReason.map { codeText($0.codes) } ?? ""),
        ("acs.end.class", call.endReason?.outcome.rawValue ?? ""),
        ("acs.flags", call.flags.map(\.rawValue).joined(separator: " ")),
        ("acs.time.basis", call.startTime?.basis.rawValue ?? ""),
        ("acs.events.without_date", call.timeline.undated > 0 ? String(call.timeline.undated) : ""),
      ]
      let events = call.timeline.filter { $0.client == nil || legs(ofClient: $0.client).isEmpty }
      return [
        Span(
          name: "call", id: spanID("call"), start: whole.start, end: whole.end,
          attributes: attributes.filter { !$0.1.isEmpty }, events: events,
          failure: Selection.Filter.failed.accepts(call) ? call.verdict : nil)
      ]
    }
    guard let span = call.span(ofLeg: leg) else { return [] }
    let reason = call.legs[leg].endReason
    let attributes = [
      ("acs.participant.id", call.legs[leg].participantID.map(JSONReport.canonicalID) ?? ""),
      ("acs.end.code", reason.map { codeText($0.codes) } ?? ""),
      ("acs.end.class", reason?.outcome.rawValue ?? ""),
    ]
    let isFirst = legs(ofClient: call.legs[leg].client).first == leg
    let own = Span(
      name: call.name(ofLeg: leg), id: spanID("leg \(leg)"), parent: spanID("call"), start: span.start,
      end: span.end, attributes: attributes.filter { !$0.1.isEmpty },
      events: isFirst ? call.timeline.filter { $0.client != nil && $0.client == call.legs[leg].client } : [])
    let states = call.stateSpans(ofLeg: leg).enumerated().filter { $0.element.end > $0.element.start }
    return [own]
      + states.map { index, state in
        Span(
          name: state.state.rawValue, id: spanID("leg \(leg) state \(index)"), parent: own.id,
          start: state.start, end: state.end, attributes: [])
      }
  }

  private func legs(ofClient client: Int?) -> [Int] {
    guard let client else { return [] }
    return call.legs.indices.filter { call.legs[$0].client == client }
  }

  private func write(_ span: Span, to line: inout JSONLine) {
    line.set("traceId", traceID)
    line.set("spanId", span.id)
    line.set("parentSpanId", span.parent)
    line.set("name", span.name)
    line.set("kind", 1)
    line.set("startTimeUnixNano", String(span.start.nanoseconds))
    line.set("endTimeUnixNano", String(span.end.nanoseconds))
    line.set("attributes", list: span.attributes, OTLPTrace.attribute)
    let events = span.events.filter { $0.time?.isPlaced == true }
    line.set("events", list: events) { line, event in line.append(object: { self.write(event, to: &$0) }) }
    line.set(
      "status",
      object: { status in
        status.set("message", span.failure)
        if span.failure != nil { status.set("code", 2) }
      })
  }

  private func write(_ event: TimelineEvent, to line: inout JSONLine) {
    line.set("timeUnixNano", event.time.map { String($0.instant.nanoseconds) })
    line.set("name", event.kind)
    let attributes = [
      ("acs.text", event.text), ("acs.witness", event.witness.rawValue),
      ("acs.code", event.codes.map { codeText($0) } ?? ""),
      ("acs.time.basis", event.time?.basis.rawValue ?? ""),
    ]
    line.set("attributes", list: attributes.filter { !$0.1.isEmpty }, OTLPTrace.attribute)
  }

  private static func attribute(_ line: inout JSONLine, _ pair: (String, String)) {
    line.append(object: { attribute in
      attribute.set("key", pair.0)
      attribute.set("value", object: { $0.set("stringValue", pair.1) })
    })
  }

  /// The digits of the call ID, which is as long as a trace ID; else a hash of the key.
  private var traceID: String {
    if let id = call.callID { return id.description.filter { $0 != "-" } }
    return hexadecimal(hash(call.key)) + hexadecimal(hash(call.key + " trace"))
  }

  private func spanID(_ name: String) -> String { hexadecimal(hash("\(call.key) \(name)")) }

  private func hexadecimal(_ value: UInt64) -> String {
    // An ID of zeros is none.
    let digits = String(max(value, 1), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// FNV-1a: the same in every run.
  private func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
