internal import Catalog
internal import Evidence

/// What must be known of all calls at once when each was summed up and put away: little of each.
struct CallOutlines {
  private(set) var keys: [CallKey] = []
  private(set) var ranks: [CallRank] = []
  /// The stays of clients in calls.
  private(set) var legs = PackedList<LegOutline>()
  /// Calls that were handed over to others.
  private(set) var transfers: [(call: Int, target: GUID, source: Source)] = []
  /// Calls of one client in which others were seen: how many, and the first of them.
  private(set) var alone: (count: Int, key: CallKey, source: Source)?
  /// Calls of which no client's log is here: how many, and the first of them.
  private(set) var withoutClient: (count: Int, key: CallKey, source: Source)?
  /// The artifacts in which clients of calls speak.
  private(set) var artifacts: Set<Int> = []

  /// - Parameter callCount: How many calls there will be: growing lists would take twice the room.
  init(callCount: Int) {
    keys.reserveCapacity(callCount)
    ranks.reserveCapacity(callCount)
  }

  /// Takes the next call, in order.
  mutating func take(_ summary: CallSummary) {
    let call = keys.count
    keys.append(summary.key)
    ranks.append(CallRank(summary.call))
    for (draft, leg) in zip(summary.legs, summary.call.legs) {
      if let outline = LegOutline(draft, leg, call: call, client: summary.clients[draft.client]) {
        legs.append(outline)
      }
    }
    for (target, source) in summary.transfers { transfers.append((call, target, source)) }
    if summary.call.clients.count == 1, summary.seesOthers {
      alone = (
        (alone?.count ?? 0) + 1, alone?.key ?? summary.key, alone?.source ?? summary.firstSource
      )
    }
    if summary.call.clients.isEmpty {
      withoutClient = (
        (withoutClient?.count ?? 0) + 1, withoutClient?.key ?? summary.key,
        withoutClient?.source ?? summary.firstSource
      )
    }
    for client in summary.call.clients { artifacts.formUnion(client.artifacts) }
  }
}

/// A stay of a client in a call, as far as other calls have to do with it.
struct LegOutline: Packable {
  var call: Int
  /// Index into the joined clients.
  var client: Int
  var start: Source
  var join: Moment?
  var leave: Moment?
  /// The log shows that the client has left, or has lost the connection.
  var hasEnded: Bool
  var hasConnected: Bool
  var isIncoming: Bool
  var beginsLate: Bool
  /// It did not come about, or did not end well.
  var hasFailed: Bool
  /// The network ended it.
  var isLost: Bool

  /// Nil for a leg without events.
  init?(_ draft: LegDraft, _ leg: Leg, call: Int, client: Int) {
    guard let start = draft.events.first?.source else { return nil }
    self.call = call
    self.client = client
    self.start = start
    join = leg.joinTime?.withoutText
    leave = leg.leaveTime?.withoutText
    hasEnded = draft.isOver || draft.isLost
    hasConnected = draft.hasConnected
    isIncoming = draft.direction == .incoming
    beginsLate = draft.beginsLate
    isLost = draft.isLost || leg.endReason?.outcome == .network
    if draft.startFailed {
      hasFailed = true
    } else if let reason = leg.endReason {
      hasFailed = reason.outcome != .success
    } else {
      hasFailed = draft.isDisconnected && !draft.beginsLate
    }
  }

  func pack(into packer: inout Packer) {
    packer.pack(call)
    packer.pack(client)
    packer.pack(start)
    packer.pack(join)
    packer.pack(leave)
    packer.pack(PackedPresence(hasEnded, hasConnected, isIncoming, beginsLate, hasFailed, isLost))
  }

  init(unpacking unpacker: inout Unpacker) {
    call = unpacker.unpack()
    client = unpacker.unpack()
    start = unpacker.unpack()
    join = unpacker.unpack(Moment?.self)
    leave = unpacker.unpack(Moment?.self)
    let has = unpacker.unpack(PackedPresence.self)
    hasEnded = has[0]
    hasConnected = has[1]
    isIncoming = has[2]
    beginsLate = has[3]
    hasFailed = has[4]
    isLost = has[5]
  }
}
