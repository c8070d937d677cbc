internal import Evidence

/// Gives what was said outside calls to the call during which its client said it: lines that name no call and stand in
/// another artifact than the call's own, or between two stays in one call.
///
/// Only where the time lies within one call of the client, and no more than one, is there no doubt.
struct Adoption {
  /// A time line on which moments can be compared: UTC, or the clock of one artifact.
  private struct Line: Hashable {
    var client: Int
    var rank: Int
    var artifact: Int?

    init(_ moment: Moment, client: Int, artifact: Int) {
      self.client = client
      rank = moment.rank
      self.artifact = moment.isUTC ? nil : artifact
    }
  }

  /// One stay while its fragment is read.
  private struct Stay {
    let line: Line
    var span: Span
    var isOver = false

    init(_ line: Line, _ span: Span) {
      self.line = line
      self.span = span
    }

    mutating func include(_ instant: Instant, on line: Line) {
      if line == self.line { span.include(instant) }
    }
  }

  /// The stays in calls.
  private var stays: [Line: Spans] = [:]
  /// From the first word of a client about a call to the last.
  private var lives: [Line: Spans] = [:]

  init(_ calls: PackedList<JoinedCall>, clientsOfInterest clients: Set<Int>) {
    for (index, call) in calls.enumerated() {
      for fragment in call.fragments where clients.contains(fragment.client) { add(fragment, of: index) }
    }
    for line in stays.keys { stays[line]?.close() }
    for line in lives.keys { lives[line]?.close() }
  }

  /// Moves what belongs to calls from `outside` into them.
  static func adopt(_ outside: inout PackedList<OutsideEvent>, into calls: inout PackedList<JoinedCall>) {
    let clients = Set(outside.lazy.filter { $0.event.claim.mayBeAdopted }.compactMap(\.client))
    guard !clients.isEmpty else { return }
    let adoption = Adoption(calls, clientsOfInterest: clients)
    var adopted: [Int: [Int: [Event]]] = [:]
    var rest = PackedList<OutsideEvent>()
    for entry in outside {
      guard let client = entry.client, let span = adoption.span(around: entry.event, of: client) else {
        rest.append(entry)
        continue
      }
      var event = entry.event
      event.cycle = span.cycle
      adopted[span.call, default: [:]][client, default: []].append(event)
    }
    outside = rest
    guard !adopted.isEmpty else { return }
    var index = 0
    calls = calls.changed { call in
      call.add(adopted[index] ?? [:])
      index += 1
    }
  }

  private mutating func add(_ joined: JoinedFragment, of call: Int) {
    var current: [Int: Stay] = [:]
    for event in joined.fragment.events where event.claim.isAboutCall {
      let stay = current[event.cycle]
      if let stay, stay.isOver, event.claim.beginsStay {
        add(stay, of: joined)
        current[event.cycle] = nil
      }
      if let moment = event.moment {
        let line = Line(moment, client: joined.client, artifact: event.source.artifact)
        let new = Stay(line, Span(call: call, cycle: event.cycle, instant: moment.instant))
        current[event.cycle, default: new].include(moment.instant, on: line)
      }
      if event.claim.showsEnd { current[event.cycle]?.isOver = true }
    }
    for (_, stay) in current.sorted(by: { $0.key < $1.key }) { add(stay, of: joined) }
  }

  private mutating func add(_ stay: Stay, of joined: JoinedFragment) {
    lives[stay.line, default: Spans()].extend(stay.span)
    var span = stay.span
    // A call of which no end is shown lasts, unless it goes on under another ID.
    if !stay.isOver, !joined.isCarriedOn { span.last = Instant(nanoseconds: .max) }
    stays[stay.line, default: Spans()].append(span)
  }

  private func span(around event: Event, of client: Int) -> Span? {
    guard event.claim.mayBeAdopted, let moment = event.moment else { return nil }
    let line = Line(moment, client: client, artifact: event.source.artifact)
    if let found = stays[line]?.around(moment.instant), !found.isEmpty {
      return found.allSatisfy { $0.call == found[0].call } ? found[0] : nil
    }
    // A failure between two stays may be that of the way back.
    if case .failure = event.claim { return nil }
    guard let found = lives[line]?.around(moment.instant), found.count == 1 else { return nil }
    return found[0]
  }
}

extension JoinedCall {
  /// Adds what was adopted, by client.
  fileprivate mutating func add(_ adopted: [Int: [Event]]) {
    for (client, events) in adopted.sorted(by: { $0.key < $1.key }) {
      guard let model = fragments.first(where: { $0.client == client }) else { continue }
      let fragment = Fragment(
        client: model.fragment.client, hasCertainClient: false, ids: [], changes: [], ties: [],
        events: events)
      fragments.append(
        JoinedFragment(client: client, group: model.group, isCarriedOn: false, fragment: fragment))
    }
  }
}

/// When a client was in a call.
private struct Span {
  var call: Int
  var cycle: Int
  var first: Instant
  var last: Instant

  init(call: Int, cycle: Int, instant: Instant) {
    self.call = call
    self.cycle = cycle
    first = instant
    last = instant
  }

  mutating func include(_ instant: Instant) {
    first = min(first, instant)
    last = max(last, instant)
  }
}

/// Spans of one client, searched by time.
private struct Spans {
  private var spans: [Span] = []
  /// The latest end of each span and those before it.
  private var ends: [Instant] = []
  private var placeOfCall: [Int: Int] = [:]

  mutating func append(_ span: Span) {
    spans.append(span)
  }

  /// One span a call.
  mutating func extend(_ span: Span) {
    if let place = placeOfCall[span.call] {
      spans[place].include(span.first)
      spans[place].include(span.last)
    } else {
      placeOfCall[span.call] = spans.count
      spans.append(span)
    }
  }

  /// To be called once, when all spans are there.
  mutating func close() {
    spans.sort { ($0.first, $0.last, $0.call, $0.cycle) < ($1.first, $1.last, $1.call, $1.cycle) }
    var latest = Instant(nanoseconds: .min)
    ends = spans.map { span in
      latest = max(latest, span.last)
      return latest
    }
  }

  /// The spans that the instant lies in.
  func around(_ instant: Instant) -> [Span] {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].first <= instant { low = middle + 1 } else { high = middle }
    }
    var found: [Span] = []
    var index = low - 1
    while index >= 0, ends[index] >= instant {
      if spans[index].last >= instant { found.append(spans[index]) }
      index -= 1
    }
    return found
  }
}

extension Claim {
  /// What can belong to a call without naming one.
  fileprivate var mayBeAdopted: Bool {
    switch self {
    case .media, .diagnostic, .muted, .failure, .participant, .recording, .note: true
    default: false
    }
  }

  fileprivate var beginsStay: Bool {
    switch self {
    case .state(let state): state.beginsCycle && state != .none
    case .start, .incoming: true
    default: false
    }
  }

  fileprivate var showsEnd: Bool {
    switch self {
    case .state(.disconnected), .startFailed: true
    case .end(let codes): !codes.isPlainZero
    default: false
    }
  }
}
