internal import Catalog
internal import Evidence

/// Adds to a call's legs what other witnesses know of them, and legs that only they show.
struct AccountLegs {
  private let accounts: CallAccounts
  /// Client legs first, as they are.
  private(set) var legs: [Leg]
  /// The stay of each leg that has one.
  private(set) var stayOfLeg: [Int: Int] = [:]
  /// The leg of each call connection that is one.
  private var legOfConnection: [String: Int] = [:]
  /// The last leg of each participant, by each of the names, in lower case.
  private var legOfName: [String: Int] = [:]

  /// - Parameter quality: What the accounts say of media, judged.
  init(_ accounts: CallAccounts, _ clientLegs: [Leg], _ quality: [QualityVerdict]) {
    self.accounts = accounts
    legs = clientLegs
    let matching = StayMatching(accounts.stays, clientLegs)
    for (index, told) in accounts.stays.enumerated() {
      if let leg = matching.legOfStay[index] {
        stayOfLeg[leg] = index
        complete(leg, told)
      } else {
        stayOfLeg[legs.count] = index
        legs.append(Leg(told))
      }
    }
    for (index, leg) in legs.enumerated() { for name in leg.names { legOfName[name] = index } }
    for (leg, stay) in stayOfLeg.sorted(by: { $0.key < $1.key }) {
      if let name = accounts.stays[stay].told.testimony.participant { legOfName[name.lowercased()] = leg }
    }
    if !accounts.hasTable {
      addConnections()
      addRoster()
      if clientLegs.isEmpty { addClientOperations() }
    }
    add(quality)
    addCarriers()
  }

  /// What the client says of itself comes first; its times go together, and so do the service's.
  private mutating func complete(_ index: Int, _ told: CallAccounts.StayTold) {
    var leg = legs[index]
    let stay = Leg(told)
    leg.participantID = leg.participantID ?? stay.participantID
    leg.user = leg.user ?? stay.user
    leg.endpointID = leg.endpointID ?? stay.endpointID
    leg.endpointType = stay.endpointType
    leg.participantType = stay.participantType
    leg.sdkVersion = leg.sdkVersion ?? stay.sdkVersion
    leg.os = leg.os ?? stay.os
    let isKnown = leg.joinTime?.isUTC == true && leg.leaveTime?.isUTC == true
    if !isKnown, stay.joinTime?.isUTC == true, stay.leaveTime != nil {
      leg.joinTime = stay.joinTime
      leg.connectedTime = nil
      leg.leaveTime = stay.leaveTime
    }
    leg.sources = unique(leg.sources + stay.sources)
    legs[index] = leg
  }

  /// A call connection is an application's own leg; where the service's table of participants is there, it is among those.
  private mutating func addConnections() {
    for told in accounts.events where told.testimony.witness == .callback {
      guard let connection = told.connection?.lowercased() else { continue }
      let index = legOfConnection[connection] ?? legs.count
      if index == legs.count {
        legs.append(Leg())
        legOfConnection[connection] = index
        legs[index].joinTime = told.event.moment
        legs[index].sources = [told.event.source]
      }
      switch told.event.claim {
      case .state(.connected): legs[index].connectedTime = legs[index].connectedTime ?? told.event.moment
      case .state(.disconnected), .end, .startFailed:
        legs[index].leaveTime = legs[index].leaveTime ?? told.event.moment
      default: break
      }
      legs[index].sources = unique([legs[index].sources.first, told.event.source].compactMap(\.self))
    }
  }

  /// Participants that the service's events show coming and going.
  private mutating func addRoster() {
    for told in accounts.events where told.testimony.witness == .service {
      guard case .participant(let change, _) = told.event.claim, let name = told.testimony.participant else {
        continue
      }
      let key = name.lowercased()
      switch change {
      case .added:
        if let index = legOfName[key], legs[index].client != nil || legs[index].leaveTime == nil { continue }
        var leg = Leg()
        leg.take(name)
        leg.joinTime = told.event.moment
        leg.sources = [told.event.source]
        legOfName[key] = legs.count
        legs.append(leg)
      case .removed:
        guard let index = legOfName[key], legs[index].client == nil, legs[index].leaveTime == nil else {
          continue
        }
        legs[index].leaveTime = told.event.moment
        legs[index].sources = unique(legs[index].sources + [told.event.source])
      case .state: break
      }
    }
  }

  /// A client enters a call and hangs up; what it reports of that is its stay where no table sums it up.
  private mutating func addClientOperations() {
    for told in accounts.events {
      guard case .operation(let operation) = told.event.claim, operation.service == .calling,
        operation.result == .succeeded, let name = told.testimony.participant ?? told.testimony.clientInstance
      else { continue }
      let key = name.lowercased()
      switch operation.name.lowercased() {
      case "entercall":
        if let index = legOfName[key], legs[index].leaveTime == nil {
          legs[index].joinTime = legs[index].joinTime ?? told.event.moment
          continue
        }
        var leg = Leg()
        if told.testimony.participant != nil { leg.take(name) }
        leg.endpointType = "VoIP"
        leg.joinTime = told.event.moment
        leg.sources = [told.event.source]
        legOfName[key] = legs.count
        legs.append(leg)
      case "hangup":
        guard let index = legOfName[key], legs[index].leaveTime == nil else { continue }
        legs[index].leaveTime = told.event.moment
        legs[index].sources = unique(legs[index].sources + [told.event.source])
      default: break
      }
    }
  }

  private mutating func add(_ quality: [QualityVerdict]) {
    for verdict in quality where verdict.verdict != "unjudged" {
      guard let leg = verdict.participant.flatMap({ legOfName[$0.lowercased()] }),
        legs[leg].quality != "poor"
      else { continue }
      legs[leg].quality = verdict.verdict
    }
  }

  private mutating func addCarriers() {
    for told in accounts.events {
      guard case .carrier(let cause) = told.event.claim else { continue }
      let named = told.testimony.participant.flatMap { legOfName[$0.lowercased()] }
      if let index = named ?? onlyTelephone ?? leg(of: told) { legs[index].carrier = cause }
    }
  }

  private var onlyTelephone: Int? {
    let telephones = legs.indices.filter { legs[$0].isTelephone }
    if telephones.count == 1 { return telephones[0] }
    return legs.count == 1 ? 0 : nil
  }

  /// The leg that the record speaks of: of the participant or the call connection that it names.
  func leg(of told: AccountEvent) -> Int? {
    if let name = told.testimony.participant?.lowercased(), let index = legOfName[name] { return index }
    if let connection = told.connection?.lowercased(), let index = legOfConnection[connection] {
      return index
    }
    guard told.testimony.witness == .callback, told.testimony.participant == nil else { return nil }
    let applications = legs.indices.filter {
      ["bot", "server"].contains(legs[$0].endpointType?.lowercased())
    }
    return applications.count == 1 ? applications[0] : nil
  }
}

extension Leg {
  /// The stay as the service's row has it.
  fileprivate init(_ told: CallAccounts.StayTold) {
    self.init()
    participantID = told.stay.participantID
    user = told.stay.user
    endpointID = told.stay.endpointID
    joinTime = told.start
    leaveTime = told.end
    endpointType = told.stay.endpointType
    participantType = told.stay.participantType
    sdkVersion = told.stay.sdkVersion
    os = told.stay.os
    sources = [told.told.event.source]
    if names.isEmpty, let name = told.told.testimony.participant { take(name) }
  }

  /// Takes the name of the participant for what it is by its form.
  fileprivate mutating func take(_ name: String) {
    guard !RedactedParticipant.isName(name) else { return }
    if name.contains(":") { user = name } else { participantID = name }
  }

  /// The IDs that name the participant, in lower case.
  var names: [String] { [participantID, user, endpointID].compactMap { $0?.lowercased() } }

  /// Whether the leg is a telephone's.
  public var isTelephone: Bool { endpointType?.uppercased() == "PSTN" || user?.hasPrefix("4:") == true }
}
