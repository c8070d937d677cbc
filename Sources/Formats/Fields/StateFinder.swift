import Evidence

/// The call states, agent states and participant states that a record names next to a label.
struct States: Sendable {
  struct Found: Sendable {
    var subject: Subject
    var state: CallState
    /// Whether it is written as `hold`.
    var isHold: Bool
    var index: Int
    var group: Int
  }

  private(set) var found: [Found] = []

  /// - Parameter hasCallID: Whether the record names a call, so that a bare `state` is the call's.
  init(in record: borrowing Record, hasCallID: Bool) {
    let tokens = record.tokens
    let isAboutCall = hasCallID || (record.tag.map(States.isCallTag) ?? false)
    for index in tokens.indices {
      guard States.mayBeState(tokens[index]), let state = States.state(tokens[index]) else { continue }
      let token = tokens[index]
      let isHold = token.word == "hold"
      if let last = found.last, States.isTransition(from: last.index, to: index, in: tokens) {
        // `from Connecting to Connected`, `Connecting -> Connected`: the last one is the state entered.
        found[found.count - 1] = Found(
          subject: last.subject, state: state, isHold: isHold, index: index, group: token.group)
      } else if let subject = States.subject(at: index, in: tokens, isAboutCall: isAboutCall) {
        found.append(Found(subject: subject, state: state, isHold: isHold, index: index, group: token.group))
      }
    }
  }

  /// Whether the call is over, or on its way there.
  var saysEnd: Bool {
    found.contains { $0.subject == .call && ($0.state == .disconnected || $0.state == .disconnecting) }
  }

  /// `Call`, `CallManager`, `ACSCall`: a tag of logcat that makes a bare `state` the call's.
  private static func isCallTag(_ tag: String) -> Bool {
    let tag = tag.lowercased()
    return (tag.hasPrefix("call") || tag.hasSuffix("call")) && !CallIDs.isForeignCall(Word(tag), before: nil)
  }

  /// Whether only an arrow, `to` and quotes stand between two state words.
  private static func isTransition(from first: Int, to second: Int, in tokens: [Token]) -> Bool {
    guard second - first <= 12 else { return false }
    var isLinked = false
    for token in tokens[(first + 1)..<second] {
      switch token.kind {
      case .word("to"), .mark(UInt8(ascii: ">")): isLinked = true
      case .mark(let byte) where isOne(byte, of: "-='\""): continue
      case .mark(let byte) where byte >= 0x80: isLinked = true
      default: return false
      }
    }
    return isLinked
  }

  /// Tells of most tokens that they are no state, without a copy of their word.
  private static func mayBeState(_ token: Token) -> Bool {
    if case .number = token.kind { true } else { Words.callStates.slots.contains(token.slot) }
  }

  private static func state(_ token: Token) -> CallState? {
    switch token.kind {
    case .word(let word): Words.callState(word)
    case .number(let number): Words.appleCallState(number)
    default: nil
    }
  }

  private static func subject(at index: Int, in tokens: [Token], isAboutCall: Bool) -> Subject? {
    let isNumber: Bool = if case .number = tokens[index].kind { true } else { false }
    let isNone = tokens[index].word == "none"
    let isHold = tokens[index].word == "hold"
    let label = tokens.label(at: index)
    if !label.links.isDisjoint(with: [.old, .previous]) { return nil }
    let joined = label.joined
    if isNumber { return joined.hasSuffix("callstate") ? .call : nil }
    let labelled =
      label.contains { word in stateLabels.contains { word.hasSuffix($0) } }
      || joined.hasSuffix("callinfomodel") || joined.hasSuffix("callstatus")
    if isPartOfKey(index, in: tokens) { return nil }
    if !labelled, !isNone, !isHold {
      // `Call Disconnected...`, `ACSCall{id}{Connected}`
      if modifiesAnother(index, in: tokens) { return nil }
      if label.nearest == "call", label.count == 1 || label[1] == "the" { return .call }
      if label.isEmpty, isAfterCallID(index, in: tokens) { return .call }
    }
    guard labelled, !isPathSegment(before: index, in: tokens) else { return nil }
    switch Subject.nearest(before: index, in: tokens) {
    case .other: return nil
    case .some(let subject): return subject
    case nil:
      let namesCall =
        isAboutCall || joined.hasSuffix("dispatchstate") || joined.hasSuffix("callinfomodel")
        || isEventOfCall(index, label: label, in: tokens)
      return namesCall ? .call : nil
    }
  }

  /// `stateChanged Connected`, `state: Connecting -> Connected`: a line that begins with the event of the SDK or tells
  /// of a change between a call's states, and names no owner of the state. A lone `state: Connected` may be anything's.
  private static func isEventOfCall(_ index: Int, label: Label, in tokens: [Token]) -> Bool {
    guard let name = label.nearest, label.count == 1, let state = tokens[index].word, !isOnlyState(state)
    else { return false }
    var isFirst = true
    var isOfEvent = eventNames.contains(name)
    for token in tokens[..<index].reversed() where isFirst {
      if token.kind == .lineBreak { break }
      guard let word = token.word else { continue }
      if eventNames.contains(word) {
        isOfEvent = true
      } else if word != name, !Label.linksState(word) {
        isFirst = false
      }
    }
    guard isFirst, !namesAnother(after: index, in: tokens) else { return false }
    if isOfEvent { return true }
    guard name == "state" else { return false }
    if label.nearLinks.contains(.changed) || onlyCalls.contains(state) { return true }
    let next = tokens[(index + 1)...].prefix(12).firstIndex { States.state($0) != nil }
    return next.map { isTransition(from: index, to: $0, in: tokens) } ?? false
  }

  /// `state changed: Connected (socket 12)`; what stands behind a reason tells why, not whose.
  private static func namesAnother(after index: Int, in tokens: [Token]) -> Bool {
    for token in tokens[(index + 1)...] {
      if token.kind == .lineBreak { break }
      guard let word = token.word else { continue }
      if word.hasSuffix("reason") { break }
      if Subject.namesAnother(word) { return true }
    }
    return false
  }

  private static let eventNames: WordSet = ["statechanged", "onstatechanged"]

  private static func isOnlyState(_ word: Word) -> Bool { word == "none" || word == "hold" }

  /// States that nothing but a call or a participant has.
  private static let onlyCalls: WordSet = ["earlymedia", "ringing", "localhold", "remotehold", "inlobby"]

  /// `/calls/…/state Connected`: the path of a request.
  private static func isPathSegment(before index: Int, in tokens: [Token]) -> Bool {
    index > 1 && tokens[index - 1].word != nil && tokens[index - 2].kind == .mark(UInt8(ascii: "/"))
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

  private static let followers: WordSet = [
    "with", "reason", "due", "because", "by", "at", "after", "for", "and", "successfully", "unexpectedly",
    "to",
    "from", "now", "again", "in", "on", "id", "endreason", "end",
  ]

  private static let stateLabels: [StaticString] = [
    "state", "states", "statechanged", "statechange", "stateupdate", "stateupdated",
  ]

  /// Whether a labelled GUID stands right before, `}{` or the like between: `ACSCall{id}{Connected}`, `Call id: Connected`.
  private static func isAfterCallID(_ index: Int, in tokens: [Token]) -> Bool {
    for (position, token) in tokens[max(0, index - 4)..<index].enumerated().reversed() {
      switch token.kind {
      case .guid:
        let label = tokens.label(at: max(0, index - 4) + position).joined
        return label.hasSuffix("call") || label.hasSuffix("callid")
      case .mark(let byte) where isOne(byte, of: "}{][)(:=-> "): continue
      case .word("is"), .word("now"): continue
      default: return false
      }
    }
    return false
  }
}
