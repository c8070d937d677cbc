import Evidence

/// The call states, agent states and participant states that a record names next to a label.
struct States: Sendable {
  enum Subject: Sendable, Equatable {
    case call
    case agent
    case participant
  }

  struct Found: Sendable {
    var subject: Subject
    var state: CallState
    /// As written, lower-cased without underscores.
    var word: String
    var index: Int
    var group: Int
  }

  private(set) var found: [Found] = []

  /// - Parameter hasCallID: Whether the record names a call, so that a bare `state` is the call's.
  init(in record: Record, hasCallID: Bool) {
    let tokens = record.tokens
    for (index, token) in tokens.enumerated() {
      guard let (state, word) = States.state(token) else { continue }
      if let last = found.last, States.isTransition(from: last.index, to: index, in: tokens) {
        // `from Connecting to Connected`, `Connecting -> Connected`: the last one is the state entered.
        found[found.count - 1] = Found(
          subject: last.subject, state: state, word: word, index: index, group: token.group)
      } else if let subject = States.subject(at: index, in: tokens, hasCallID: hasCallID) {
        found.append(Found(subject: subject, state: state, word: word, index: index, group: token.group))
      }
    }
  }

  /// Whether only an arrow, `to` and quotes stand between two state words.
  private static func isTransition(from first: Int, to second: Int, in tokens: [Token]) -> Bool {
    guard second - first <= 12 else { return false }
    var isLinked = false
    for token in tokens[(first + 1)..<second] {
      switch token.kind {
      case .word("to"), .mark(UInt8(ascii: ">")): isLinked = true
      case .mark(let byte) where "-='\"".utf8.contains(byte): continue
      case .mark(let byte) where byte >= 0x80: isLinked = true
      default: return false
      }
    }
    return isLinked
  }

  private static func state(_ token: Token) -> (CallState, String)? {
    switch token.kind {
    case .word(let word): return Words.callState(word).map { ($0, word) }
    case .number(let number): return Words.appleCallState(number).map { ($0, String(number)) }
    default: return nil
    }
  }

  private static func subject(at index: Int, in tokens: [Token], hasCallID: Bool) -> Subject? {
    let isNumber: Bool = if case .number = tokens[index].kind { true } else { false }
    let isNone = tokens[index].word == "none"
    let isHold = tokens[index].word == "hold"
    let label = tokens.label(at: index)
    if label.links.contains("old") || label.links.contains("prev") || label.links.contains("previous") {
      return nil
    }
    let joined = label.joined
    if isNumber { return joined.hasSuffix("callstate") ? .call : nil }
    let labelled =
      label.words.contains { word in stateLabels.contains { word.hasSuffix($0) } }
      || joined.hasSuffix("callinfomodel") || joined.hasSuffix("callstatus")
    if isPartOfKey(index, in: tokens) { return nil }
    if !labelled, !isNone, !isHold {
      // `Call Disconnected...`, `ACSCall{id}{Connected}`
      if modifiesAnother(index, in: tokens) { return nil }
      if label.words.first == "call", label.words.count == 1 || label.words[1] == "the" { return .call }
      if label.isEmpty, isAfterCallID(index, in: tokens) { return .call }
    }
    guard labelled else { return nil }
    switch nearestSubject(before: index, in: tokens) {
    case .some(let subject): return subject
    case nil:
      return hasCallID || joined.hasSuffix("dispatchstate") || joined.hasSuffix("callinfomodel") ? .call : nil
    }
  }

  /// `call.state.connected` is the key of a text, `CallState.connected` a value.
  private static func isPartOfKey(_ index: Int, in tokens: [Token]) -> Bool {
    index > 1 && tokens[index - 1].kind == .mark(UInt8(ascii: ".")) && tokens[index - 2].word == "state"
  }

  /// Whether the word belongs to the next one, `Call Connected devices support`, rather than ending what is said.
  private static func modifiesAnother(_ index: Int, in tokens: [Token]) -> Bool {
    guard index + 1 < tokens.count, let next = tokens[index + 1].word else { return false }
    return !(followers.contains(next) || next.hasPrefix("call") || next.hasSuffix("code"))
  }

  private static let followers: Set<String> = [
    "with", "reason", "due", "because", "by", "at", "after", "for", "and", "successfully", "unexpectedly",
    "to",
    "from", "now", "again", "in", "on", "id", "endreason", "end",
  ]

  private static let stateLabels = [
    "state", "states", "statechanged", "statechange", "stateupdate", "stateupdated",
  ]

  /// Whether a labelled GUID stands right before, `}{` or the like between: `ACSCall{id}{Connected}`, `Call id: Connected`.
  private static func isAfterCallID(_ index: Int, in tokens: [Token]) -> Bool {
    for (position, token) in tokens[max(0, index - 4)..<index].enumerated().reversed() {
      switch token.kind {
      case .guid:
        let label = tokens.label(at: max(0, index - 4) + position).joined
        return label.hasSuffix("call") || label.hasSuffix("callid")
      case .mark(let byte) where "}{][)(:=-> ".utf8.contains(byte): continue
      case .word("is"), .word("now"): continue
      default: return false
      }
    }
    return false
  }

  /// Whose state it is, by the nearest of the words before it on its line that name a subject; nil where
  /// none does. `Connected` is shared by calls, participants and agents.
  private static func nearestSubject(before index: Int, in tokens: [Token]) -> Subject?? {
    var words = 0
    var position = index - 1
    var sawConnection = false
    while position >= 0, words < 10 {
      if tokens[position].kind == .lineBreak { break }
      if let word = tokens[position].word {
        words += 1
        if word.contains("participant") { return .some(.participant) }
        if word.contains("callagent") || word.hasSuffix("agent") { return .some(.agent) }
        if word.contains("connectionstate") || word == "connection" { sawConnection = true }
        if isForeign(word) { return .some(nil) }
        if word.contains("call"), !sawConnection {
          let isOther = CallIDs.isForeignCall(word, before: position > 0 ? tokens[position - 1].word : nil)
          return .some(isOther ? nil : .call)
        }
      }
      position -= 1
    }
    if sawConnection { return .some(nil) }
    let enclosing = tokens[index].enclosing ?? ""
    if enclosing.contains("participant") { return .some(.participant) }
    if isForeign(enclosing) { return .some(nil) }
    return nil
  }

  private static func isForeign(_ word: String) -> Bool {
    foreignPrefixes.contains { word.hasPrefix($0) } || foreignParts.contains { word.contains($0) }
  }

  /// Other things whose states share words with a call's.
  private static let foreignPrefixes = [
    "ice", "peer", "push", "video", "session", "server", "stream", "device",
  ]
  private static let foreignParts = [
    "transfer", "recording", "transcription", "caption", "socket", "signalr", "transport", "network",
    "gathering",
    "bluetooth", "trouter", "lobbyparticipant", "datachannel", "database", "redis",
  ]
}
