internal import Evidence

/// Finds out which stays in the service's records are which legs of clients.
struct StayMatching {
  /// For each stay the client's leg that it is.
  private(set) var legOfStay: [Int?]
  private let legs: [Leg]
  private let stays: [CallAccounts.StayTold]

  /// - Parameter legs: The legs that clients show, with what they say of themselves.
  init(_ stays: [CallAccounts.StayTold], _ legs: [Leg]) {
    self.stays = stays
    self.legs = legs
    legOfStay = Array(repeating: nil, count: stays.count)
    guard !legs.isEmpty else { return }
    match {
      $0.stay.participantID
    } with: {
      $0.participantID
    }
    match {
      $0.stay.endpointID
    } with: {
      $0.endpointID
    }
    match {
      $0.stay.user
    } with: {
      $0.user
    }
    matchByTimes(haveSameTimes)
    matchByTimes(beginTogether)
  }

  /// More legs than this of one name, or of none, are not compared with all stays.
  private static let most = 64

  private var freeStays: [Int] { stays.indices.filter { legOfStay[$0] == nil } }
  private var freeLegs: [Int] {
    let taken = Set(legOfStay.compactMap(\.self))
    return legs.indices.filter { !taken.contains($0) }
  }

  /// Who comes back has several stays under one ID: the nearest in time belong together.
  private mutating func match(
    _ ofStay: (CallAccounts.StayTold) -> String?, with ofLeg: (Leg) -> String?
  ) {
    var legsOfName: [String: [Int]] = [:]
    for leg in freeLegs {
      if let name = ofLeg(legs[leg])?.lowercased() { legsOfName[name, default: []].append(leg) }
    }
    guard !legsOfName.isEmpty else { return }
    var pairs: [(distance: Double, stay: Int, leg: Int)] = []
    for stay in freeStays {
      let named = ofStay(stays[stay]).flatMap { legsOfName[$0.lowercased()] } ?? []
      for leg in named.prefix(StayMatching.most) { pairs.append((distance(stay, leg), stay, leg)) }
    }
    pairs.sort { ($0.distance, $0.stay, $0.leg) < ($1.distance, $1.stay, $1.leg) }
    var taken: Set<Int> = []
    for pair in pairs where legOfStay[pair.stay] == nil && taken.insert(pair.leg).inserted {
      legOfStay[pair.stay] = pair.leg
    }
  }

  private func distance(_ stay: Int, _ leg: Int) -> Double {
    let start = stays[stay].start
    let seconds = start.flatMap { (legs[leg].joinTime ?? legs[leg].connectedTime)?.seconds(since: $0) }
    return seconds.map(abs) ?? .infinity
  }

  /// Where no ID tells, the same times do, if no other pair has them.
  private mutating func matchByTimes(_ fit: (_ stay: Int, _ leg: Int) -> Bool) {
    let (freeStays, freeLegs) = (freeStays, freeLegs)
    guard freeLegs.count <= StayMatching.most else { return }
    var fitting: [(stay: Int, leg: Int)] = []
    for stay in freeStays {
      for leg in freeLegs where fit(stay, leg) && !contradict(stay, leg) {
        fitting.append((stay, leg))
      }
    }
    let stayCounts = Dictionary(fitting.map { ($0.stay, 1) }, uniquingKeysWith: +)
    let legCounts = Dictionary(fitting.map { ($0.leg, 1) }, uniquingKeysWith: +)
    for (stay, leg) in fitting where stayCounts[stay] == 1 && legCounts[leg] == 1 { legOfStay[stay] = leg }
  }

  private func haveSameTimes(_ stay: Int, _ leg: Int) -> Bool {
    let limit = AccountLimits.sameMoment
    guard let end = stays[stay].end, let left = legs[leg].leaveTime, left.isUTC,
      abs(end.instant.seconds(since: left.instant)) <= limit
    else { return false }
    return beginTogether(stay, leg)
  }

  /// A service that noticed late that a client was gone ends its stay late, but does not begin it late.
  private func beginTogether(_ stay: Int, _ leg: Int) -> Bool {
    guard let start = stays[stay].start, start.isUTC else { return false }
    return legs[leg].startDifference(to: start).map { abs($0) <= AccountLimits.sameMoment } ?? false
  }

  /// A telephone has no client whose log could be here, and two IDs of one kind that differ name two participants.
  private func contradict(_ stay: Int, _ leg: Int) -> Bool {
    let (told, known) = (stays[stay].stay, legs[leg])
    if told.endpointType?.uppercased() == "PSTN" { return true }
    return [
      (told.participantID, known.participantID), (told.endpointID, known.endpointID), (told.user, known.user),
    ].contains { one, other in
      guard let one, let other else { return false }
      return one.lowercased() != other.lowercased()
    }
  }
}

extension Leg {
  /// By how many seconds another witness's beginning lies outside the time in which this client joined; 0 within it.
  func startDifference(to start: Moment) -> Double? {
    guard let join = joinTime ?? connectedTime, join.isUTC, start.isUTC else { return nil }
    let early = start.instant.seconds(since: join.instant)
    guard early > 0, let connected = connectedTime, connected.isUTC else { return early }
    return max(0, start.instant.seconds(since: connected.instant))
  }
}
