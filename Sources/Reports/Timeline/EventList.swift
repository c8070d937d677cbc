import Calls
import Catalog
import Evidence

/// Events in order: time, offset from the start, kind, the words of the log, and at the right where they stand.
struct EventList {
  /// The moment that offsets count from.
  struct Start {
    var moment: Moment
    /// The artifact whose clock it is, where it is not UTC.
    var artifact: Int?
    /// Whether it is the first event's, for want of a start.
    var isFirstEvent: Bool

    /// The start of a call; nil where nothing in it has a time.
    init?(of call: Call) {
      if let start = call.startTime {
        moment = start
        isFirstEvent = false
      } else if let first = call.timeline.lazy.compactMap(\.time).first {
        moment = first
        isFirstEvent = true
      } else {
        return nil
      }
      let time = moment
      artifact = call.timeline.first { $0.time == time }?.source.artifact
    }

    /// The distance of an event; nil where the two clocks have nothing in common.
    func offset(to moment: Moment, in artifact: Int) -> String? {
      let comparable =
        self.moment.isUTC
        ? moment.isUTC : self.moment.basis == moment.basis && self.artifact == artifact
      return comparable ? offsetText(from: self.moment.instant, to: moment.instant) : nil
    }
  }

  private let names: SourceNames
  private let clock: Clock
  private let start: Start?
  private let callID: GUID?
  /// Whether events must say which client they come from.
  private let hasManyClients: Bool

  init(_ context: ReportContext, start: Start? = nil, call: Call? = nil) {
    names = context.names
    clock = context.clock
    self.start = start
    callID = call?.callID
    hasManyClients = (call?.clients.count ?? 0) > 1
  }

  /// How to read the columns.
  private func explanation(of events: [TimelineEvent]) -> String {
    var parts = [clock.caption(events.lazy.compactMap(\.time))]
    if let start { parts.append(start.isFirstEvent ? "+ from the first event" : "+ from the start") }
    let hasUnknown = events.contains { $0.time?.basis == .unknown }
    if hasUnknown, events.contains(where: { $0.time?.isUTC == true }) { parts.append("? zone not known") }
    return parts.joined(separator: "; ") + "."
  }

  func write(_ events: [TimelineEvent], to page: inout TextPage) {
    let runs = EventList.folded(events)
    let columns = Columns(
      time: runs.map { displayWidth(timeText($0.event)) }.max() ?? 0,
      offset: runs.map { displayWidth(offset($0.event)) }.max() ?? 0,
      kind: runs.map { displayWidth($0.event.kind) }.max() ?? 0)
    page.line(explanation(of: events), .faint)
    var day: String?
    for run in runs {
      if let time = run.event.time, let next = clock.day(time), next != day {
        page.line(next, .strong)
        day = next
      }
      write(run, columns, to: &page)
    }
  }

  /// Equal lines that follow each other.
  private struct Run {
    var event: TimelineEvent
    var count: Int
    var last: Moment?
  }

  /// Widths of the columns before the words.
  private struct Columns {
    var time: Int
    var offset: Int
    var kind: Int

    init(time: Int, offset: Int, kind: Int) {
      self.time = min(time, 24)
      self.offset = offset
      self.kind = min(kind, 14)
    }
  }

  private static func folded(_ events: [TimelineEvent]) -> [Run] {
    var runs: [Run] = []
    for event in events {
      if let last = runs.indices.last, saysTheSame(runs[last].event, event) {
        runs[last].count += 1
        runs[last].last = event.time
      } else {
        runs.append(Run(event: event, count: 1))
      }
    }
    return runs
  }

  private static func saysTheSame(_ one: TimelineEvent, _ other: TimelineEvent) -> Bool {
    one.kind == other.kind && one.text == other.text && one.witness == other.witness
      && one.pattern == other.pattern
      && one.callID == other.callID && one.codes == other.codes && one.client == other.client
      && one.source.artifact == other.source.artifact
  }

  private func write(_ run: Run, _ columns: Columns, to page: inout TextPage) {
    let event = run.event
    var cells: [Span] = []
    var hanging = 0
    if columns.time > 0 {
      cells += [Span(padded(timeText(event), to: columns.time), unbreakable: true), Span("  ")]
      hanging += columns.time + 2
    }
    if columns.offset > 0 {
      let offset = offset(event)
      let padding = String(repeating: " ", count: columns.offset - displayWidth(offset))
      cells += [Span(padding + offset, .faint, unbreakable: true), Span("  ")]
      hanging += columns.offset + 2
    }
    cells += [Span(padded(event.kind, to: columns.kind), ink(of: event), unbreakable: true), Span("  ")]
    hanging += columns.kind + 2
    page.paragraph(cells + words(of: run), hanging: hanging, trailer: names.span(event.source))
  }

  private func words(of run: Run) -> [Span] {
    let event = run.event
    var spans: [Span] = []
    if hasManyClients, let client = event.client { spans.append(Span("#\(client + 1) ", .faint)) }
    if event.witness != .client { spans.append(Span("\(event.witness.rawValue): ", .faint)) }
    if let pattern = event.pattern { spans.append(Span("\(pattern): ", .faint)) }
    spans.append(Span(event.text, event.kind == "state" ? .accent : .plain))
    if let codes = event.codes {
      let parts = [codes.code, codes.subCode].compactMap { $0 }
      if !parts.allSatisfy({ event.text.contains(String($0)) }) { spans.append(Span(" \(codeText(codes))")) }
      if let flag = Flag(code: codes.code) { spans.append(Span(" [flag \(flag.rawValue)]", .bad)) }
    }
    if let id = event.callID, let callID, id != callID {
      spans.append(Span(" (as \(id.description.prefix(8)))", .faint))
    }
    if run.count > 1 {
      let until = run.last.map { ", last \(clock.time($0))" } ?? ""
      spans.append(Span(" ×\(grouped(run.count))\(until)", .strong))
    }
    return spans
  }

  private func timeText(_ event: TimelineEvent) -> String {
    event.time.map(clock.time) ?? ""
  }

  private func offset(_ event: TimelineEvent) -> String {
    guard let start, let time = event.time else { return "" }
    return start.offset(to: time, in: event.source.artifact) ?? ""
  }

  private func ink(of event: TimelineEvent) -> Ink {
    switch event.kind {
    case "state": .accent
    case "end", "failure", "start-failed", "crash": .warning
    default: .plain
    }
  }
}
