import Evidence

/// The call IDs that a record names, found by the label next to them. A GUID without a label is never a call.
struct CallIDs: Sendable {
  /// What the label says the ID is to the call.
  enum Role: Sendable, Equatable {
    case current
    case new
    case old
    case transferTarget
  }

  struct Found: Sendable {
    var id: GUID
    var role: Role
    /// Its token.
    var index: Int
    var group: Int
  }

  private(set) var found: [Found] = []
  /// The first GUID whose label is a bare `id`, or that stands in brackets at the beginning of a line.
  private var bareID: Found?

  init(in record: borrowing Record) {
    let tokens = record.tokens
    guard tokens.contains(where: { $0.guid != nil }) else { return }
    let words = record.words
    let saysIDChanged = CallIDs.saysIDChanged(words)
    // In a print of a call, an announced call or an end, a bare `id` is the call's.
    let printsCall = tokens.contains { $0.word.map(CallIDs.isPartOfPrint) ?? false }
    for index in tokens.indices {
      guard let id = tokens[index].guid, !id.isNil else { continue }
      let token = tokens[index]
      let label = tokens.label(at: index)
      let isBareID =
        label.joined == "id" && (printsCall || tokens.enclosing(at: index).map(CallIDs.namesCall) ?? false)
      if let earlier = label.precedingID, label.isEmpty,
        let origin = found.lastIndex(where: { $0.id == earlier })
      {
        link(id, to: origin, label: label, token: token, index: index)
      } else if let role = CallIDs.role(of: label, isBareID: isBareID, hasCallBefore: !found.isEmpty)
        ?? (saysIDChanged || (label.nearest.map(CallIDs.namesVersion) ?? label.nearLinks.contains(.now))
          ? roleInChange(label, words: words, saysIDChanged: saysIDChanged) : nil)
      {
        found.append(Found(id: id, role: role, index: index, group: token.group))
      } else if bareID == nil, CallIDs.isBareID(label) || label.isEmpty && CallIDs.isPrefix(index, in: tokens)
      {
        bareID = Found(id: id, role: .current, index: index, group: token.group)
      }
    }
    if saysIDChanged { markChange() }
    if words.containsPart("transfer"), !saysIDChanged { markTransferTarget() }
  }

  /// Takes a second GUID that only a link or an arrow parts from the first: `A -> B`, `B (was A)`.
  private mutating func link(_ id: GUID, to origin: Int, label: Label, token: Token, index: Int) {
    let isPast =
      !label.nearLinks.isDisjoint(with: Label.Links.past)
      || label.nearLinks.contains(.from) && !label.nearLinks.contains(.to)
    if found[origin].role != .transferTarget { found[origin].role = isPast ? .new : .old }
    found.append(Found(id: id, role: isPast ? .old : .new, index: index, group: token.group))
  }

  /// `idChanged { old: …, new: … }`, `oldId=…, newId=…` of a call, `call id was …, now …`.
  private func roleInChange(_ label: Label, words: WordSequence, saysIDChanged: Bool) -> Role? {
    if let name = label.nearest, CallIDs.namesVersion(name) {
      guard saysIDChanged || words.contains("call") else { return nil }
      return name.hasPrefix("new") ? .new : .old
    }
    guard label.isEmpty else { return nil }
    if saysIDChanged {
      if !label.nearLinks.isDisjoint(with: Label.Links.past) || label.nearLinks.contains(.from) {
        return .old
      }
      return label.nearLinks.isDisjoint(with: [.new, .to, .now, .current]) ? nil : .new
    }
    return found.count == 1 && found[0].role == .old ? .new : nil
  }

  private static func namesVersion(_ word: Word) -> Bool {
    word == "oldid" || word == "newid" || word == "previousid"
  }

  /// `id: …`, also behind a state, `state: Connected id=…`.
  private static func isBareID(_ label: Label) -> Bool {
    label.nearest == "id" && (label[1].map { Words.callState($0) != nil } ?? true)
  }

  /// `[GUID] …`
  private static func isPrefix(_ index: Int, in tokens: [Token]) -> Bool {
    index == 1 && tokens[0].kind == .mark(UInt8(ascii: "[")) && tokens.count > 2
      && tokens[2].kind == .mark(UInt8(ascii: "]"))
  }

  /// `transfer accepted, new call id B`: the other call, not a new name of this one.
  private mutating func markTransferTarget() {
    guard !found.contains(where: { $0.role == .old }) else { return }
    for index in found.indices where found[index].role == .new { found[index].role = .transferTarget }
  }

  /// Takes the GUID of a bare `id` for the call's, where the record tells a call's state.
  mutating func adoptBareID() {
    guard found.isEmpty, let bareID else { return }
    found.append(bareID)
  }

  /// `idChanged { callId: … }`: the record, not the label, says that the ID is new; of two, the first is the old one.
  private mutating func markChange() {
    guard let last = found.indices.last, found.allSatisfy({ $0.role == .current }), found.count <= 2 else {
      return
    }
    found[last].role = .new
    if last > 0 { found[0].role = .old }
  }

  private static func saysIDChanged(_ words: WordSequence) -> Bool {
    words.containsAny(changes) || words.has("id", "changed")
  }

  private static let changes: WordList = ["idchanged", "callidchanged", "onidchanged", "oncallidchanged"]

  private static func isPartOfPrint(_ word: Word) -> Bool {
    word.count >= 7 && (word == "incomingcall" || word.contains("callend") || word.contains("endreason"))
  }

  private static func namesCall(_ word: Word) -> Bool {
    word.hasSuffix("call") || word.hasSuffix("callinfo") || word.hasSuffix("calls")
  }

  private static func role(of label: Label, isBareID: Bool, hasCallBefore: Bool) -> Role? {
    let joined = label.joined
    guard let nearest = label.nearest else { return nil }
    if joined.hasSuffix("targetcallid") || joined.hasSuffix("transferredcallid") { return .transferTarget }
    if foreign.contains(where: { joined.hasSuffix($0) }) { return nil }
    if isForeignCall(nearest, before: label[1]) { return nil }
    if nearest == "id", let second = label[1], isForeignCall(second, before: label[2]) { return nil }
    let isCallID = callIDLabels.contains { joined.hasSuffix($0) }
    let isCall = (nearest.hasSuffix("call") && !nearest.hasSuffix("groupcall")) || nearest == "calls"
    // `phone call <ID> CRM record`, `GET /calls/<ID>`: records of other systems.
    if !isCallID, isCall, label[1] == "phone" || label.isPath { return nil }
    let isChangedID = joined.hasSuffix("idchanged") || (nearest == "id" && hasChange(label) && hasCallBefore)
    guard isCallID || isCall || isBareID || isChangedID else { return nil }
    if joined.hasPrefix("old") || joined.hasPrefix("prev") || joined.hasPrefix("from")
      || !label.links.isDisjoint(with: [.old, .previous, .from])
      || !label.nearLinks.isDisjoint(with: Label.Links.past)
    {
      return .old
    }
    let saysNew = label.links.contains(.new) || joined.contains("newcallid") || joined.hasSuffix("idchanged")
    return (isCallID || isChangedID) && (saysNew || hasChange(label)) ? .new : .current
  }

  private static func hasChange(_ label: Label) -> Bool {
    !label.nearLinks.isDisjoint(with: Label.Links.changes)
  }

  /// The last is how the UI library for iOS spells an announced call: `incoming all received <id>`.
  private static let callIDLabels: [StaticString] = [
    "callid", "callids", "callguid", "calluuid", "callidchanged", "incomingall",
  ]

  /// IDs whose labels end like a call's and that are something else.
  private static let foreign: [StaticString] = [
    "servercallid", "groupcallid", "groupcall", "callconnectionid", "nocall", "lastcall", "callbackid",
  ]

  /// Calls of another kind: of a function, of an interface, of a service.
  private static let foreignCalls: WordSet = [
    "api", "system", "function", "method", "http", "https", "rest", "rpc", "grpc", "graph", "graphql", "db",
    "database", "sql", "service", "network", "async", "tool", "backend", "fetch", "ajax", "procedure", "re",
  ]

  /// Whether a word with `call` in it, behind another word, speaks of no telephone call: `callback`,
  /// `systemCall`, `API call`.
  static func isForeignCall(_ word: Word, before: Word?) -> Bool {
    if word == "call" { return before.map(foreignCalls.contains) ?? false }
    if word.hasPrefix("callback") || word.hasPrefix("callclient") || word.hasPrefix("caller") { return true }
    guard let length = word.firstIndex(of: "call") else { return false }
    return length == 0
      ? before.map(foreignCalls.contains) ?? false
      : foreignCalls.contains(word.dropping(first: 0, last: word.count - length))
  }

  /// The call a claim at a token is about: the one in the same brackets, else the last one before it, else
  /// the first of the record.
  func call(near index: Int, group: Int) -> GUID? {
    let candidates = found.filter { $0.role != .transferTarget && $0.role != .old }
    return
      (candidates.first { $0.group == group && group != 0 } ?? candidates.last { $0.index < index }
      ?? candidates.first)?.id
  }

  /// The first call the record is about.
  var primary: GUID? { call(near: 0, group: -1) }

  var transferTarget: GUID? { found.first { $0.role == .transferTarget }?.id }

  /// The change of ID that the record speaks of; `from` nil where only the new ID is written.
  var change: (from: GUID?, to: GUID)? {
    guard let new = found.last(where: { $0.role == .new }) else { return nil }
    let old =
      found.first { $0.role == .old && $0.id != new.id }
      ?? found.first { $0.role == .current && $0.id != new.id }
    return (old?.id, new.id)
  }
}
