import Calls
import Catalog
import Evidence

/// What the page knows of all calls before one of them is looked at: enough to list, draw and search them.
struct HTMLOverview {
  private let context: ReportContext

  init(_ context: ReportContext) {
    self.context = context
  }

  func element(includesTimeline: Bool) -> String {
    let analysis = context.analysis
    var line = JSONLine()
    line.begin()
    line.set(
      "artifacts",
      rows: analysis.artifacts.indices.map { index in
        [.text(context.names.name(index)), .text(analysis.artifacts[index].path)]
      })
    line.set("outside", .number(analysis.outsideCalls.count))
    line.set("timeline", .number(includesTimeline ? 1 : 0))
    line.name("calls")
    var diagnostics: Set<String> = []
    line.append(list: analysis.calls) { line, call in
      line.append(object: { self.write(call, to: &$0) })
      diagnostics.formUnion(call.diagnostics.map(\.diagnostic.name))
    }
    line.set("meanings", rows: meanings(of: diagnostics))
    line.end()
    return HTMLData.element(id: "data", line.bytes)
  }

  /// What the diagnostics that occur mean, each once.
  private func meanings(of names: Set<String>) -> [[HTMLCell]] {
    names.sorted().compactMap { name in
      Catalog.diagnostic(named: name).map { [.text(name), .text($0.meaning)] }
    }
  }

  private func write(_ call: Call, to line: inout JSONLine) {
    line.set("key", .text(call.key))
    line.set("start", HTMLCell(call.startTime))
    line.set("end", HTMLCell(call.endTime))
    // Where the log does not show a start or an end, the bar goes as far as the log speaks of the call.
    line.set("from", HTMLCell(call.activity?.lowerBound.milliseconds))
    line.set("to", HTMLCell(call.activity?.upperBound.milliseconds))
    line.set("seconds", seconds: call.durationSeconds)
    if let reason = call.endReason {
      line.set("code", .text(codeText(reason.codes)))
      line.set("class", .text(reason.outcome.rawValue))
      line.set("title", .text(reason.title))
    }
    line.set("failed", Selection.Filter.failed.accepts(call) ? .number(1) : .none)
    line.set("flags", texts: call.flags.map(\.rawValue))
    line.set("verdict", .text(call.verdict))
    line.set("path", .text(CallPath(call).spans.map(\.text).joined()))
    line.set("clients", HTMLCell(call.clients.isEmpty ? nil : call.clients.count))
    line.set("participants", HTMLCell(call.legs.isEmpty ? nil : call.legs.count))
    line.set("codes", texts: call.endReasons.map { codeText($0.codes) }.uniqued())
    line.set("witnesses", texts: witnesses(of: call))
    line.set("findings", texts: (context.findingsByCall[call.key] ?? []).map(\.kind).uniqued())
    line.set("people", texts: people(in: call))
    line.set("ids", texts: ids(of: call))
  }

  private func witnesses(of call: Call) -> [String] {
    let shown = call.timeline.map(\.witness) + call.endReasons.map(\.witness)
    return (shown + (call.clients.isEmpty ? [] : [.client])).map(\.rawValue).uniqued()
  }

  private func people(in call: Call) -> [String] {
    let legs = call.legs.flatMap { [$0.participantID.map(JSONReport.canonicalID), $0.user] }
    let named = call.identifiers.map(\.identifier).filter {
      [.participantID, .userMRI, .userID].contains($0.kind)
    }
    return (legs.compactMap(\.self) + named.map { JSONReport.canonicalID($0.value) }).uniqued()
  }

  private func ids(of call: Call) -> [String] {
    let identifiers = call.identifiers.map { JSONReport.canonicalID($0.identifier.value) }
    let endpoints = call.legs.compactMap(\.endpointID).map(JSONReport.canonicalID)
    return (call.ids.map(\.id.description) + identifiers + endpoints).uniqued()
  }
}
