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

  init(in record: Record) {
    let tokens = record.tokens
    // In a print of a call, an announced call or an end, a bare `id` is the call's.
    let printsCall = tokens.contains { $0.word.map(CallIDs.isPartOfPrint) ?? false }
    for (index, token) in tokens.enumerated() {
      guard case .guid(let id) = token.kind, !id.isNil else { continue }
      let label = tokens.label(at: index)
      let enclosing = token.enclosing ?? ""
      let isBareID = label.joined == "id" && (printsCall || CallIDs.namesCall(enclosing))
      if let previous = label.followsValue, label.isEmpty, case .guid(let earlier) = previous,
        let origin = found.lastIndex(where: { $0.id == earlier })
      {
        if found[origin].role != .transferTarget { found[origin].role = .old }
        found.append(Found(id: id, role: .new, index: index, group: token.group))
      } else if let role = CallIDs.role(of: label, isBareID: isBareID, hasCallBefore: !found.isEmpty) {
        found.append(Found(id: id, role: role, index: index, group: token.group))
      }
    }
    if CallIDs.saysIDChanged(record) { markChange() }
  }

  /// `idChanged { callId: … }`: the record, not the label, says that the ID is new; of two, the first is the old one.
  private mutating func markChange() {
    guard let last = found.indices.last, found.allSatisfy({ $0.role == .current }), found.count <= 2 else {
      return
    }
    found[last].role = .new
    if last > 0 { found[0].role = .old }
  }

  private static func saysIDChanged(_ record: Record) -> Bool {
    let words = WordSequence(record.tokens)
    return words.containsAny(["idchanged", "callidchanged", "onidchanged", "oncallidchanged"])
      || words.has("id", "changed")
  }

  private static func isPartOfPrint(_ word: String) -> Bool {
    // Searching in a text is slow, and most words are short.
    word.utf8.count >= 7
      && (word == "incomingcall" || word.contains("callend") || word.contains("endreason"))
  }

  private static func namesCall(_ word: String) -> Bool {
    word.hasSuffix("call") || word.hasSuffix("callinfo") || word.hasSuffix("calls")
  }

  private static func role(of label: Label, isBareID: Bool, hasCallBefore: Bool) -> Role? {
    let joined = label.joined
    guard let nearest = label.words.first else { return nil }
    if joined.hasSuffix("targetcallid") || joined.hasSuffix("transferredcallid") { return .transferTarget }
    if foreign.contains(where: { joined.hasSuffix($0) }) { return nil }
    if isForeignCall(nearest, before: label.words.dropFirst().first) { return nil }
    if nearest == "id", label.words.count > 1,
      isForeignCall(label.words[1], before: label.words.dropFirst(2).first)
    {
      return nil
    }
    let isCallID = callIDLabels.contains { joined.hasSuffix($0) }
    let isCall = (nearest.hasSuffix("call") && !nearest.hasSuffix("groupcall")) || nearest == "calls"
    let isChangedID = joined.hasSuffix("idchanged") || (nearest == "id" && hasChange(label) && hasCallBefore)
    guard isCallID || isCall || isBareID || isChangedID else { return nil }
    if joined.hasPrefix("old") || joined.hasPrefix("prev") || joined.hasPrefix("from")
      || label.links.contains("old") || label.links.contains("previous") || label.links.contains("prev")
      || label.links.contains("from")
    {
      return .old
    }
    let saysNew = label.links.contains("new") || joined.contains("newcallid") || joined.hasSuffix("idchanged")
    return (isCallID || isChangedID) && (saysNew || hasChange(label)) ? .new : .current
  }

  private static func hasChange(_ label: Label) -> Bool {
    !label.nearLinks.isDisjoint(with: ["changed", "change", "became"])
  }

  /// The last is how the UI library for iOS spells an announced call: `incoming all received <id>`.
  private static let callIDLabels = [
    "callid", "callids", "callguid", "calluuid", "callidchanged", "incomingall",
  ]

  /// IDs whose labels end like a call's and that are something else.
  private static let foreign = [
    "servercallid", "groupcallid", "groupcall", "callconnectionid", "nocall", "lastcall", "callbackid",
  ]

  /// Calls of another kind: of a function, of an interface, of a service.
  private static let foreignCalls: Set<String> = [
    "api", "system", "function", "method", "http", "https", "rest", "rpc", "grpc", "graph", "graphql", "db",
    "database", "sql", "service", "network", "async", "tool", "backend", "fetch", "ajax", "procedure", "re",
  ]

  /// Whether a word with `call` in it, behind another word, speaks of no telephone call: `callback`,
  /// `systemCall`, `API call`.
  static func isForeignCall(_ word: String, before: String?) -> Bool {
    if word.hasPrefix("callback") || word.hasPrefix("callclient") || word.hasPrefix("caller") { return true }
    guard let range = word.firstRange(of: "call") else { return false }
    let prefix = word[..<range.lowerBound]
    return prefix.isEmpty ? before.map(foreignCalls.contains) ?? false : foreignCalls.contains(String(prefix))
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
