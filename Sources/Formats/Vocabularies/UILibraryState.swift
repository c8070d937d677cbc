import Evidence

/// One of immer's patches: what became of the value under a path.
struct StatePatch: Hashable, Sendable {
  var isRemoval: Bool
  var path: [String]
  /// Nil for removals, and where the value became `undefined`.
  var value: JSONValue?

  /// The patches of a JSON array; what is none is left out.
  static func list(_ value: JSONValue) -> [StatePatch] {
    value.elements.compactMap { patch in
      guard let operation = patch["op"]?.string else { return nil }
      let path = patch["path"]?.elements.compactMap(\.scalarText) ?? []
      return StatePatch(isRemoval: operation == "remove", path: path, value: patch["value"])
    }
  }

  /// The ID of the call that is added, replaced or removed whole in one of the state's tables.
  func wholeCall(in table: String) -> GUID? {
    path.count == 2 && path[0] == table ? GUID(path[1]) : nil
  }
}

/// Turns the patches of one change of the stateful client's state into claims.
///
/// The state is `{calls, callsEnded, incomingCalls, incomingCallsEnded: {id: call}, callAgent, latestErrors:
/// {target: error}, deviceManager, …}`; composites' adapters have `call` and `endedCall` instead of the tables.
enum StatePatchReader {
  static func read(_ patches: [StatePatch], into sink: inout ObservationSink) {
    let moves = moves(in: patches)
    for move in moves {
      sink.add(.idChange(from: move.from, to: move.to), callID: move.to, text: "call ID changed")
    }
    let moved = Set(moves.map(\.to))
    for patch in patches { read(patch, moved: moved, into: &sink) }
  }

  private struct Move: Hashable {
    var from: GUID
    var to: GUID
  }

  /// A call that is removed under one ID and added under another in one change was given another ID.
  private static func moves(in patches: [StatePatch]) -> [Move] {
    let ended = Set(patches.compactMap { $0.wholeCall(in: "callsEnded") })
    let removed = patches.filter(\.isRemoval).compactMap { $0.wholeCall(in: "calls") }
      .filter { !ended.contains($0) }
    let added = patches.filter { !$0.isRemoval }.compactMap { $0.wholeCall(in: "calls") }
    var moves: [Move] = []
    if removed.count == 1, added.count == 1, let from = removed.first, let to = added.first, from != to {
      moves.append(Move(from: from, to: to))
    }
    for patch in patches where patch.path.count == 3 && patch.path[0] == "calls" && patch.path[2] == "id" {
      guard let from = GUID(patch.path[1]), let to = patch.value?.string.flatMap({ GUID($0) }), from != to
      else { continue }
      if !moves.contains(Move(from: from, to: to)) { moves.append(Move(from: from, to: to)) }
    }
    return moves
  }

  private static func read(_ patch: StatePatch, moved: Set<GUID>, into sink: inout ObservationSink) {
    guard let root = patch.path.first else { return }
    let rest = patch.path.dropFirst()
    switch root {
    case "calls":
      guard let key = rest.first else {
        for member in patch.value?.members ?? [] {
          UILibraryCall(id: GUID(member.key)).readWhole(member.value, isNew: true, into: &sink)
        }
        return
      }
      let call = UILibraryCall(id: GUID(key))
      if rest.count > 1 {
        call.read(rest.dropFirst(), patch, into: &sink)
      } else if !patch.isRemoval, let value = patch.value {
        call.readWhole(value, isNew: call.id.map { !moved.contains($0) } ?? true, into: &sink)
      }
    case "call":
      if !rest.isEmpty {
        UILibraryCall(id: nil).read(rest, patch, into: &sink)
      } else if let value = patch.value {
        UILibraryCall(id: value["id"]?.string.flatMap { GUID($0) }).readWhole(value, isNew: true, into: &sink)
      }
    case "callsEnded", "incomingCallsEnded":
      if rest.count == 1, !patch.isRemoval, let key = rest.first, let value = patch.value {
        UILibraryCall(id: GUID(key)).readEnded(value, into: &sink)
      }
    case "endedCall":
      if rest.isEmpty, let value = patch.value {
        UILibraryCall(id: value["id"]?.string.flatMap { GUID($0) }).readEnded(value, into: &sink)
      }
    case "incomingCalls":
      if rest.count == 1, !patch.isRemoval, let key = rest.first, patch.value?.isObject == true {
        let caller = patch.value?.at("callerInfo", "identifier").flatMap(mri)
        sink.add(
          .incoming, callID: GUID(key), identifiers: caller.map { [Identifier(.userMRI, $0)] } ?? [],
          text: "incoming call")
      }
    case "callAgent":
      if rest.isEmpty, patch.value?.isObject == true {
        sink.add(.agent(.created), text: "call agent created")
      }
    case "latestErrors":
      if rest.count == 1, let target = rest.first, let error = patch.value, error.isObject {
        readError(error, target: target, into: &sink)
      }
    default: break
    }
  }

  private static func readError(_ error: JSONValue, target: String, into sink: inout ObservationSink) {
    if target == "Call.mutedByOthers" {
      // The library reports this event as if it were an error.
      return sink.add(.muted(true, byOthers: true), text: "muted by another participant")
    }
    let inner = error["innerError"] ?? error
    let name = inner["name"]?.string ?? error["name"]?.string ?? "CallError"
    let words = inner["message"]?.string ?? error["message"]?.string
    let failure = Failure(name: name, target: target, codes: EndCodes(json: inner))
    sink.add(.failure(failure), text: clipped("\(target) failed" + (words.map { ": \($0)" } ?? "")))
  }

  /// The MRI of a communication identifier, as the library's own keys spell it.
  private static func mri(of identifier: JSONValue) -> String? {
    if let raw = identifier["rawId"]?.string ?? identifier["communicationUserId"]?.string { return raw }
    if let user = identifier["microsoftTeamsUserId"]?.string { return "8:orgid:" + user }
    return identifier["phoneNumber"]?.string.map { "4:" + $0 }
  }
}

extension EndCodes {
  /// The codes of an end reason or an error, under any of the names in use; nil where there is no code.
  init?(json: JSONValue) {
    guard let code = json["code"]?.int else { return nil }
    let categories = json["resultCategories"]
    let phrase = json["phrase"] ?? json["message"] ?? json["reason"]
    self.init(
      code: code, subCode: json["subCode"]?.int,
      categories: categories?.elements.compactMap(\.string) ?? categories?.string.map { [$0] } ?? [],
      phrase: phrase?.string.flatMap { $0.isEmpty ? nil : clipped($0) })
  }
}
