/// A call that a corpus will tell of, and what a reader must find out about it. Follows from the seed and the
/// call's number alone, so that the files of its participants, and the truth, can be written independently.
struct PlannedCall {
  /// The ID that all participants end up with.
  let callID: String
  let legs: [PlannedLeg]

  /// - Parameter participants: at least 1.
  init(seed: UInt64, number: Int, participants: Int, changesIDs: Bool) {
    var random = SeededGenerator(seed: seed, stream: UInt64(number) &+ 0x1000_0000)
    let callID = random.guid()
    self.callID = callID
    legs = (0..<participants).map { position in
      PlannedLeg(callID: callID, position: position, changesIDs: changesIDs, random: &random)
    }
  }

  /// All its IDs, sorted.
  var ids: [String] {
    Set(legs.flatMap(\.ids)).sorted()
  }

  /// What its end codes raise: documented as 490 to 498 for the network, 500 to 504 for the infrastructure.
  var flags: [String] {
    var flags: Set<String> = []
    for leg in legs {
      if (490...498).contains(leg.end.code) { flags.insert("network") }
      if (500...504).contains(leg.end.code) { flags.insert("infrastructure") }
    }
    return flags.sorted()
  }
}

/// One participant's stay in a call, and what that participant's log will say.
struct PlannedLeg {
  /// In the order in which the client has them; the last is the call's.
  let ids: [String]
  /// 8:acs:<resource>_<user>
  let user: String
  let participantID: String
  let direction: String
  let end: (code: Int, subCode: Int)
  /// A diagnostic's name and value, shown as bad and later as good.
  let diagnostic: String?
  /// Milliseconds by which this participant is later than the first.
  let delay: Int

  init(callID: String, position: Int, changesIDs: Bool, random: inout SeededGenerator) {
    // Who starts a call keeps the own ID more often than not; who joins one takes over the server's.
    let changes = position == 0 ? random.pick([0, 0, 1, 1, 2]) : random.pick([1, 1, 1, 2])
    var ids: [String] = []
    for _ in 0..<(changesIDs ? changes : 0) { ids.append(random.guid()) }
    self.ids = ids + [callID]
    user = "8:acs:\(random.guid())_\(random.guid())"
    participantID = random.guid()
    direction = position == 0 ? "Outgoing" : "Incoming"
    end = random.pick(PlannedLeg.ends)
    diagnostic = random.happens(oneIn: 3) ? random.pick(PlannedLeg.diagnostics) : nil
    delay = position * 300 + random.next(below: 250)
  }

  private static let ends: [(code: Int, subCode: Int)] = [
    (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 5300), (487, 10004), (487, 0), (480, 10037), (603, 0),
    (408, 10057), (410, 3101), (410, 301_005), (403, 5222), (404, 4500),
    (490, 4502), (491, 0), (495, 0), (496, 7), (498, 0), (500, 0), (500, 41_033), (502, 0), (503, 0),
    (504, 0),
  ]

  private static let diagnostics = [
    "networkReconnect", "networkReceiveQuality", "networkSendQuality",
  ]
}

/// Something that happens in a leg, which its log tells in a line.
enum LegEvent {
  case started
  case state(String)
  case idChanged(to: String)
  case participantAdded
  case muted(Bool)
  case diagnostic(name: String, value: Int)
  case ended
}

extension PlannedLeg {
  /// The leg's events, each with its place in the call's span from 0 (begin) to 1000 (end).
  var events: [(place: Int, event: LegEvent)] {
    var events: [(place: Int, event: LegEvent)] = [(60, .started), (61, .state("Connecting"))]
    for (index, id) in ids.dropFirst().enumerated() {
      events.append((90 + 10 * index, .idChanged(to: id)))
    }
    events.append((150, .state("Connected")))
    events.append((200, .participantAdded))
    if participantID.hasPrefix("a") || participantID.hasPrefix("b") {
      events += [(300, .muted(true)), (340, .muted(false))]
    }
    if let diagnostic {
      events += [
        (500, .diagnostic(name: diagnostic, value: 3)), (560, .diagnostic(name: diagnostic, value: 1)),
      ]
    }
    events += [(880, .state("Disconnecting")), (890, .state("Disconnected")), (891, .ended)]
    return events
  }
}
