internal import Evidence

/// What a client did before a call, as the service recorded it without the call's ID: it goes to the nearest call of the
/// same client instance that follows within two hours.
struct EarlyOperations {
  private var byCall: [Int: [AccountEvent]] = [:]
  /// What was followed by no call.
  private(set) var outside: [AccountEvent] = []
  /// The calls of accounts that went to one call as a whole.
  private var callOfAccount: [Int: Int] = [:]

  /// Seconds.
  static let window: Double = 2 * 3600

  /// - Parameter callOf: The call of each fragment and account.
  init(_ logs: [FoldedLog], _ outlines: AccountOutlines, _ callOf: [Int?]) {
    let unplaced = outlines.unnamed.filter { callOf[$0] == nil }
    guard !unplaced.isEmpty else { return }
    var wanted: Set<String> = []
    for number in unplaced {
      let (log, index) = outlines.place(of: number)
      for told in logs[log].accounts[index].events {
        if let instance = told.instance { wanted.insert(instance) }
      }
    }
    let beginnings = EarlyOperations.beginnings(of: wanted, logs, outlines, callOf)
    for number in unplaced {
      let (log, index) = outlines.place(of: number)
      var calls: Set<Int?> = []
      for told in logs[log].accounts[index].events {
        let call = told.instance.flatMap { beginnings[$0] }.flatMap { EarlyOperations.call(after: told, $0) }
        if told.event.claim.isKeptWithoutTimeline { calls.insert(call) }
        if let call { byCall[call, default: []].append(told.inferred) } else { outside.append(told) }
      }
      if calls.count == 1, let call = calls.first ?? nil { callOfAccount[number] = call }
    }
  }

  /// What was done before the call.
  func account(of call: Int) -> Account? {
    byCall[call].map {
      Account(
        ids: [], authority: .hearsay, ties: [], participants: [], showsCall: false, witnesses: [],
        events: $0)
    }
  }

  /// The call of each fragment and account, those of operations before calls included.
  func placed(_ callOf: [Int?]) -> [Int?] {
    var callOf = callOf
    for (account, call) in callOfAccount { callOf[account] = call }
    return callOf
  }

  /// When each instance is first seen in each of its calls, in order of time.
  private static func beginnings(
    of wanted: Set<String>, _ logs: [FoldedLog], _ outlines: AccountOutlines, _ callOf: [Int?]
  ) -> [String: [(instant: Instant, call: Int)]] {
    struct Stay: Hashable {
      var instance: String
      var call: Int
    }
    var first: [Stay: Instant] = [:]
    for (log, value) in logs.enumerated() {
      for (number, account) in value.accounts.enumerated() {
        guard let call = callOf[outlines[log] + number] else { continue }
        for told in account.events where told.event.claim.isKeptWithoutTimeline {
          guard let instance = told.instance, wanted.contains(instance), let moment = told.event.moment,
            moment.isUTC
          else { continue }
          let stay = Stay(instance: instance, call: call)
          first[stay] = min(first[stay] ?? moment.instant, moment.instant)
        }
      }
    }
    var beginnings: [String: [(instant: Instant, call: Int)]] = [:]
    for (stay, instant) in first { beginnings[stay.instance, default: []].append((instant, stay.call)) }
    for instance in beginnings.keys {
      beginnings[instance]?.sort { ($0.instant, $0.call) < ($1.instant, $1.call) }
    }
    return beginnings
  }

  private static func call(after told: AccountEvent, _ beginnings: [(instant: Instant, call: Int)]) -> Int? {
    guard let moment = told.event.moment, moment.isUTC else { return nil }
    var (low, high) = (0, beginnings.count)
    while low < high {
      let middle = (low + high) / 2
      if beginnings[middle].instant < moment.instant { low = middle + 1 } else { high = middle }
    }
    guard low < beginnings.count else { return nil }
    let next = beginnings[low]
    return next.instant.seconds(since: moment.instant) <= window ? next.call : nil
  }
}

extension AccountEvent {
  /// Marked as tied to its call by inference.
  fileprivate var inferred: AccountEvent {
    var told = self
    told.event.text = "inferred, by the client instance: " + told.event.text
    return told
  }

  /// The client's instance, in lower case.
  var instance: String? { testimony.clientInstance?.lowercased() }
}
