public import Calls
import Catalog
import Evidence

extension StreamReport {
  /// Chrome's trace event format, which Perfetto and Speedscope open: a call is a process, a leg a thread in it; legs, phases of
  /// state and events are nested in it. What has no date is left out and counted in `otherData`.
  public static func perfetto(of analysis: Analysis, tool: Tool) -> StreamReport {
    let undated = analysis.undatedEvents
    let leftOut = undated > 0 ? ",\"eventsWithoutDate\":\"\(undated)\"" : ""
    return StreamReport(
      head:
        "{\"displayTimeUnit\":\"ms\",\"otherData\":{\"tool\":\"\(tool.name) \(tool.version)\"\(leftOut)},\"traceEvents\":[\n"
        + "{\"ph\":\"M\",\"name\":\"process_name\",\"pid\":0,\"tid\":0,\"args\":{\"name\":\"outside calls\"}}",
      call: { index, call in
        var trace = PerfettoTrace(process: index + 1)
        trace.add(call)
        return trace.text
      },
      outside: { events in
        var trace = PerfettoTrace(process: 0)
        for event in events { trace.add(event, thread: 0) }
        return trace.text
      }, tail: "\n]}\n")
  }
}

/// The events of one process of a trace, each on a line behind a comma.
private struct PerfettoTrace {
  let process: Int
  private(set) var text = ""
  private var line = JSONLine()
  private var legs: [(client: Int?, span: (start: Instant, end: Instant)?)] = []

  init(process: Int) {
    self.process = process
  }

  mutating func add(_ call: Call) {
    legs = call.legs.indices.map { (call.legs[$0].client, call.span(ofLeg: $0)) }
    name("process_name", thread: 0, call.key + (call.endReason.map { " \(codeText($0.codes))" } ?? ""))
    name("thread_name", thread: 0, "call")
    if let span = call.span {
      complete("call", span.start, span.end, thread: 0) { arguments in
        arguments.set("verdict", call.verdict)
        arguments.set("class", call.endReason?.outcome.rawValue)
        arguments.set("timeBasis", call.startTime?.basis.rawValue)
      }
    }
    for index in call.legs.indices { add(leg: index, of: call) }
    for event in call.timeline where event.kind != "state" || event.witness != .client {
      add(event, thread: thread(of: event))
    }
    let witnesses: [(Witness, String)] = [(.service, "service records"), (.callback, "callbacks")]
    for (place, (witness, title)) in witnesses.enumerated()
    where call.timeline.contains(where: { $0.witness == witness }) {
      name("thread_name", thread: PerfettoTrace.firstWitness + place, title)
    }
  }

  /// Threads of witnesses come behind those of legs.
  private static let firstWitness = 1_000_000

  /// That of the leg that was under way.
  private func thread(of event: TimelineEvent) -> Int {
    switch event.witness {
    case .service: return PerfettoTrace.firstWitness
    case .callback: return PerfettoTrace.firstWitness + 1
    case .client:
      guard let client = event.client else { return 0 }
      let own = legs.lastIndex { leg in
        guard leg.client == client, let time = event.time, let span = leg.span else { return false }
        return span.start <= time.instant
      }
      return (own ?? legs.firstIndex { $0.client == client }).map { $0 + 1 } ?? 0
    }
  }

  private mutating func add(leg index: Int, of call: Call) {
    guard let span = legs[index].span else { return }
    let leg = call.legs[index]
    let title = call.name(ofLeg: index)
    name("thread_name", thread: index + 1, "leg \(index + 1) \(title)")
    complete(title, span.start, span.end, thread: index + 1) { arguments in
      arguments.set("participantId", leg.participantID.map(JSONReport.canonicalID))
      arguments.set("end", leg.endReason.map { "\(codeText($0.codes)) \($0.title)" })
    }
    for state in call.stateSpans(ofLeg: index) where state.end > state.start {
      complete(state.state.rawValue, state.start, state.end, thread: index + 1) { _ in }
    }
  }

  mutating func add(_ event: TimelineEvent, thread: Int) {
    guard let time = event.time, time.isPlaced else { return }
    record { line in
      line.set("ph", "i")
      line.set("s", "t")
      line.set("name", event.kind)
      line.set("ts", time.instant.microseconds)
      line.set("tid", thread)
      line.set(
        "args",
        object: { arguments in
          arguments.set("text", event.text)
          arguments.set("witness", event.witness.rawValue)
          arguments.set("timeBasis", time.basis.rawValue)
          arguments.set("code", event.codes.map { codeText($0) })
        })
    }
  }

  private mutating func complete(
    _ name: String, _ start: Instant, _ end: Instant, thread: Int, arguments: (inout JSONLine) -> Void
  ) {
    record { line in
      line.set("ph", "X")
      line.set("name", name)
      line.set("ts", start.microseconds)
      line.set("dur", end.microseconds &- start.microseconds)
      line.set("tid", thread)
      line.set("args", object: arguments)
    }
  }

  private mutating func name(_ kind: String, thread: Int, _ name: String) {
    record { line in
      line.set("ph", "M")
      line.set("name", kind)
      line.set("tid", thread)
      line.set("args", object: { $0.set("name", name) })
    }
  }

  private mutating func record(_ members: (inout JSONLine) -> Void) {
    line.append(object: { line in
      members(&line)
      line.set("cat", "acs")
      line.set("pid", process)
    })
    text += ",\n" + line.take()
  }
}
