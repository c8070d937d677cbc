internal import Catalog
internal import Evidence

/// Failures that are results of their own: of the call agent, of starts, of tokens, of signalling; and flagged
/// codes outside calls. Equal ones are one finding with a count.
struct FailureFindings {
  private struct Key: Hashable {
    var kind: String
    var detail: String
    var callKey: String?
  }

  private struct Group {
    var count: Int
    var first: Source
    var severity: Finding.Severity
    var codes: EndCodes?
    var text: (Int) -> String
  }

  private var groups: [Key: Group] = [:]
  /// Unanswered pings in a row, by client.
  private var pings: [Int: (count: Int, last: Moment?)] = [:]
  /// Where the ping of each moment stands first: excerpts of one log may overlap.
  private var artifactOfPing: [Moment: Int] = [:]
  /// Failures of call agents, by client, in the order in which they are told.
  private var agentFailures: [Int: [(codes: EndCodes?, event: Event)]] = [:]
  private(set) var flaggedOutsideCalls = 0

  /// Takes an event; `callKey` is nil outside calls.
  mutating func take(_ event: Event, client: Int?, callKey: String?) {
    switch event.claim {
    case .agent(.failed(let codes)): agentFailures[client ?? -1, default: []].append((codes, event))
    case .agent(.disconnected(let reason)):
      if reason?.lowercased().contains("invalidtoken") == true {
        noteToken("the call agent was disconnected for it", nil, event, nil)
      }
    case .failure(let failure):
      let name = (failure.target ?? failure.name).lowercased()
      if name.contains("createcallagent") || name.contains("createteamscallagent") {
        agentFailures[client ?? -1, default: []].append((failure.codes, event))
      }
    case .startFailed(let codes): noteStart(codes, event, callKey)
    case .signalling(let signal): noteSignal(signal, event, client ?? -1, callKey)
    case .operation(let operation): return note(operation, event, callKey)
    default: break
    }
    guard let codes = event.claim.codes else { return }
    // An agent registers a user, whatever calls there are.
    let isAgent = if case .agent = event.claim { true } else { false }
    noteMeaning(codes, event, isAgent ? nil : callKey)
    if callKey == nil { noteFlag(codes, event) }
  }

  /// To be called once, when every event was taken.
  mutating func finish() -> [Finding] {
    noteAgents()
    return groups.map { key, group in
      Finding(
        kind: key.kind, severity: group.severity, text: group.text(group.count), callKey: key.callKey,
        artifact: group.first.artifact, source: group.first, codes: group.codes)
    }
  }

  mutating func note(
    _ kind: String, _ severity: Finding.Severity, _ event: Event, detail: String = "",
    codes: EndCodes? = nil, callKey: String? = nil, inRow: Int? = nil, text: @escaping (Int) -> String
  ) {
    let key = Key(kind: kind, detail: codes?.written ?? detail, callKey: callKey)
    var group =
      groups[key] ?? Group(count: 0, first: event.source, severity: severity, codes: codes, text: text)
    group.count = inRow.map { max(group.count, $0) } ?? group.count + 1
    group.first = min(group.first, event.source)
    groups[key] = group
  }

  /// A failure that is told without its code, and within five seconds on the same client with it, is one.
  private mutating func noteAgents() {
    for failures in agentFailures.values {
      var repeated: Set<Int> = []
      for told in failures where told.codes != nil {
        let double = failures.indices.first { index in
          guard failures[index].codes == nil, !repeated.contains(index) else { return false }
          let seconds = told.event.moment?.seconds(since: failures[index].event.moment)
          return seconds.map { abs($0) <= 5 } ?? false
        }
        if let double { repeated.insert(double) }
      }
      for index in failures.indices where !repeated.contains(index) {
        noteAgent(failures[index].codes, failures[index].event)
      }
    }
    agentFailures = [:]
  }

  private mutating func noteAgent(_ codes: EndCodes?, _ event: Event) {
    note("call-agent-failed", .error, event, codes: codes) { count in
      "Creating the call agent failed\(times(count))\(meaning(codes, or: "without a code; ask for the console log from the start of the page, with its errors"))"
    }
  }

  private mutating func noteStart(_ codes: EndCodes?, _ event: Event, _ callKey: String?) {
    note("start-call-failed", .error, event, codes: codes, callKey: callKey) { count in
      "Starting, joining or accepting a call failed\(times(count))\(meaning(codes, or: "without a code; ask for the console log with the error that was thrown"))"
    }
  }

  private mutating func noteSignal(
    _ signal: SignallingEvent, _ event: Event, _ client: Int, _ callKey: String?
  ) {
    switch signal {
    case .failed:
      note("signalling-unreachable", .error, event, detail: "failed", callKey: callKey) { count in
        "A signalling endpoint could not be reached or refused\(times(count)); check that the firewall and the proxy let through "
          + "the documented addresses and ports."
      }
    case .configurationTimeout:
      note("signalling-unreachable", .error, event, detail: "configuration", callKey: callKey) { count in
        "The configuration service did not answer in time\(times(count)), which is how a firewall or proxy in the way "
          + "first shows; check the documented addresses and ports."
      }
    case .pingUnanswered: notePing(event, client, callKey)
    case .connected, .started: pings[client] = nil
    case .disconnected, .stopped: break
    }
  }

  /// Two pings without an answer in a row mean more than a lost line.
  private mutating func notePing(_ event: Event, _ client: Int, _ callKey: String?) {
    if let moment = event.moment, moment.isUTC {
      let artifact = artifactOfPing[moment] ?? event.source.artifact
      guard artifact == event.source.artifact else { return }
      artifactOfPing[moment] = artifact
    }
    let earlier = pings[client]
    let isInRow = event.moment?.seconds(since: earlier?.last).map { $0 <= 180 } ?? true
    let count = isInRow ? (earlier?.count ?? 0) + 1 : 1
    pings[client] = (count, event.moment)
    guard count >= 2 else { return }
    note(
      "signalling-unreachable", .warning, event, detail: "pings", callKey: callKey, inRow: count
    ) { count in
      "Pings of the signalling connection went unanswered, \(count) or more in a row; the network or a proxy was "
        + "in the way."
    }
  }

  private mutating func noteMeaning(_ codes: EndCodes, _ event: Event, _ callKey: String?) {
    if codes.code == 401 || TokenCodes.subCodes.contains(codes.subCode ?? 0) {
      noteToken("it was refused with \(codes.written)", codes, event, callKey)
    }
    if codes.code == 429 {
      note("throttled", .warning, event, codes: codes, callKey: callKey) { count in
        "The service throttled this client\(times(count)) (\(codes.written)); wait as long as its Retry-After says, and send "
          + "fewer requests."
      }
    }
  }

  mutating func noteToken(_ how: String, _ codes: EndCodes?, _ event: Event, _ callKey: String?) {
    note("token-expired", .error, event, detail: how, codes: codes, callKey: callKey) { count in
      "An access token was missing, invalid or expired: \(how)\(times(count)). Check when the application refreshes "
        + "its tokens, which last 24 hours unless asked otherwise."
    }
  }

  /// Counts a flagged code outside calls.
  mutating func countFlag() {
    flaggedOutsideCalls += 1
  }

  private mutating func noteFlag(_ codes: EndCodes, _ event: Event) {
    guard let flag = Flag(code: codes.code) else { return }
    countFlag()
    note("flagged-code-outside-call", .warning, event, codes: codes) { count in
      "Code \(codes.written) (\(flag.rawValue)) stands outside any call\(times(count))\(meaning(codes, or: ""))"
    }
  }
}

/// Subcodes that say that the token is missing, invalid or expired.
private enum TokenCodes {
  static let subCodes: Set<Int> = [4507, 40235, 44110, 71005]
}

func times(_ count: Int) -> String {
  count == 1 ? "" : ", \(count) times"
}

/// What the codes mean and what to do about them.
func meaning(_ codes: EndCodes?, or missing: String, domain: CatalogDomain = .calling) -> String {
  guard let codes else { return ", \(missing)." }
  let explanation = Catalog.standard.explain(
    code: codes.code, subCode: codes.subCode, categories: codes.categories, domain: domain,
    phrase: codes.phrase)
  return " (\(codes.written)): \(explanation.title) \(explanation.action)"
}
