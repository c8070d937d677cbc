import Evidence

/// Pairs requests with their answers in the order of a log, by the ID of the request where the log has one, else by order
/// where that leaves no doubt.
struct ExchangeTracker: Sendable {
  private struct Pending {
    var part: HTTPPart
    var time: WrittenTime?
    var source: Source
  }

  /// Requests without an answer so far, in order.
  private var pending: [Pending] = []
  /// The answer that was told last: more about it may follow.
  private var open: HTTPExchange?
  /// Whether the request that was told last came right before, no other part between.
  private var followsRequest = false

  /// Requests that may wait at a time; the oldest is told without an answer then.
  private static let mostPending = 512

  /// Takes a part into account and gives what is complete by then.
  mutating func note(_ part: HTTPPart, of sightings: RecordSightings) -> [Observation] {
    var part = part
    part.completeID()
    let wasRequest = followsRequest
    followsRequest = false
    switch part.role {
    case .request: return noteRequest(part, sightings)
    case .response, .failure: return noteResponse(part, sightings, wasRequest)
    case .moreOfRequest:
      if let place = place(of: part, isAdjacent: wasRequest) { pending[place].part.merge(part) }
      followsRequest = wasRequest
      return []
    case .moreOfResponse:
      guard let response = open?.response, part.id == nil || response.id == nil || part.id == response.id
      else {
        return []
      }
      open?.response?.merge(part)
      return []
    }
  }

  private mutating func noteRequest(_ part: HTTPPart, _ sightings: RecordSightings) -> [Observation] {
    let told = flush()
    followsRequest = true
    // Two loggers of one library tell the same request.
    if let id = part.id,
      let place = pending.lastIndex(where: { $0.part.id == id && $0.part.method == part.method })
    {
      pending[place].part.merge(part)
      return told
    }
    pending.append(Pending(part: part, time: sightings.time, source: sightings.source))
    guard pending.count > ExchangeTracker.mostPending else { return told }
    return told + [ExchangeTracker.unanswered(pending.removeFirst())]
  }

  private mutating func noteResponse(_ part: HTTPPart, _ sightings: RecordSightings, _ wasRequest: Bool)
    -> [Observation]
  {
    if let known = open?.response, let id = part.id, known.id == id, known.status == part.status {
      open?.response?.merge(part)
      return []
    }
    let told = flush()
    var exchange = HTTPExchange(response: part, answered: sightings.time, source: sightings.source)
    if let place = place(of: part, isAdjacent: wasRequest) {
      let request = pending.remove(at: place)
      exchange.request = request.part
      exchange.requested = request.time
      if exchange.response?.id == nil { exchange.response?.id = request.part.id }
    }
    open = exchange
    return told
  }

  /// The request that a part belongs to.
  private func place(of part: HTTPPart, isAdjacent: Bool) -> Int? {
    if let id = part.id {
      if let place = pending.lastIndex(where: { $0.part.id == id }) { return place }
      guard let last = pending.last, last.part.id == nil else { return nil }
    }
    return isAdjacent || pending.count == 1 ? pending.indices.last : nil
  }

  /// What is known of the answer told last; nothing more about it is expected.
  mutating func flush() -> [Observation] {
    defer { open = nil }
    return open.map { [$0.observation()] } ?? []
  }

  /// Everything that is left, in order.
  mutating func finish() -> [Observation] {
    let left = flush() + pending.map(ExchangeTracker.unanswered)
    pending = []
    return left
  }

  private static func unanswered(_ request: Pending) -> Observation {
    HTTPExchange(request: request.part, requested: request.time, source: request.source).observation()
  }
}

extension HTTPPart {
  /// Takes over what another record tells of the same side: values that were masked, headers and bodies that were left out.
  fileprivate mutating func merge(_ other: HTTPPart) {
    id = id ?? other.id
    method = method ?? other.method
    url = url ?? other.url
    status = status ?? other.status
    reason = reason ?? other.reason
    milliseconds = milliseconds ?? other.milliseconds
    if body.isEmpty { body = other.body }
    document = document ?? other.document
    for header in other.headers where !headers.contains(header) { add(header) }
  }
}
