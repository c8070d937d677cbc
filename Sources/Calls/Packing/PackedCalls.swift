public import Catalog
public import Evidence

extension CallIDSighting.Role: PackableCase {}
extension OutcomeClass: PackableCase {}
extension Flag: PackableCase {}

extension Call: Packable {
  public func pack(into packer: inout Packer) {
    let hasPlainAliases = aliases == plainAliases
    packer.pack(
      PackedPresence(
        callID != nil, callID?.description == key, hasPlainAliases, brokeOff, durationSeconds != nil,
        activity != nil))
    if let callID { packer.pack(callID) }
    if callID?.description != key { packer.pack(key) }
    packer.pack(ids)
    if !hasPlainAliases { packer.pack(aliases) }
    packer.pack(prose: verdict)
    packer.pack(clients)
    packer.pack(startTime)
    packer.pack(connectedTime)
    packer.pack(endTime)
    if let durationSeconds { packer.pack(durationSeconds) }
    packer.pack(endReasons)
    packer.pack(endReason, oneOf: endReasons)
    packer.write(UInt64(legs.count))
    for leg in legs { leg.pack(into: &packer, endReasons: endReasons) }
    packer.pack(states)
    packer.pack(flags)
    packer.write(UInt64(identifiers.count))
    for sighting in identifiers { sighting.pack(into: &packer, ofCall: key) }
    packer.pack(related)
    packer.pack(diagnostics)
    packer.pack(quality)
    if let activity {
      packer.pack(activity.lowerBound)
      packer.pack(activity.upperBound)
    }
    packer.pack(timeline)
  }

  public init(unpacking unpacker: inout Unpacker) {
    let has = unpacker.unpack(PackedPresence.self)
    let callID = has[0] ? unpacker.unpack(GUID.self) : nil
    self.init(key: has[1] ? callID?.description ?? "" : unpacker.unpack(), callID: callID)
    ids = unpacker.unpack()
    aliases = has[2] ? plainAliases : unpacker.unpack()
    verdict = unpacker.unpackProse()
    clients = unpacker.unpack()
    startTime = unpacker.unpack(Moment?.self)
    connectedTime = unpacker.unpack(Moment?.self)
    endTime = unpacker.unpack(Moment?.self)
    durationSeconds = has[4] ? unpacker.unpack(Double.self) : nil
    endReasons = unpacker.unpack()
    endReason = unpacker.unpackEndReason(oneOf: endReasons)
    for _ in 0..<unpacker.readCount() { legs.append(Leg(unpacking: &unpacker, endReasons: endReasons)) }
    states = unpacker.unpack()
    flags = unpacker.unpack()
    for _ in 0..<unpacker.readCount() {
      identifiers.append(IdentifierSighting(unpacking: &unpacker, ofCall: key))
    }
    related = unpacker.unpack()
    diagnostics = unpacker.unpack()
    quality = unpacker.unpack()
    brokeOff = has[3]
    if has[5] {
      let (first, last) = (unpacker.unpack(Instant.self), unpacker.unpack(Instant.self))
      activity = min(first, last)...max(first, last)
    }
    timeline = unpacker.unpack()
  }

  private var plainAliases: [GUID] { ids.map(\.id).filter { $0 != callID } }
}

extension CallIDSighting: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(id)
    packer.pack(role)
    packer.pack(evidence)
    packer.pack(firstSeen)
    packer.pack(lastSeen)
    packer.pack(source)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      id: unpacker.unpack(), role: unpacker.unpack(), evidence: unpacker.unpack(),
      firstSeen: unpacker.unpack(Moment?.self), lastSeen: unpacker.unpack(Moment?.self),
      source: unpacker.unpack())
  }
}

extension Client: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(name: label)
    packer.pack(name: platform)
    packer.pack(artifacts)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      label: unpacker.unpackName(), platform: unpacker.unpackOptionalName(), artifacts: unpacker.unpack())
  }
}

extension StateChange: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(PackedPresence(time != nil, callID != nil, client != nil, leg != nil, impossible))
    packer.pack(state)
    packer.pack(source)
    if let time { packer.pack(time) }
    if let callID { packer.pack(callID) }
    if let client { packer.pack(client) }
    if let leg { packer.pack(leg) }
  }

  public init(unpacking unpacker: inout Unpacker) {
    let has = unpacker.unpack(PackedPresence.self)
    let state = unpacker.unpack(CallState.self)
    let source = unpacker.unpack(Source.self)
    self.init(
      state: state, time: has[0] ? unpacker.unpack(Moment.self) : nil,
      callID: has[1] ? unpacker.unpack(GUID.self) : nil, client: has[2] ? unpacker.unpack(Int.self) : nil,
      leg: has[3] ? unpacker.unpack(Int.self) : nil, source: source, impossible: has[4])
  }
}

extension IdentifierSighting: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(identifier)
    packer.pack(callKey)
    packer.pack(seen)
    packer.pack(source)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      identifier: unpacker.unpack(), callKey: unpacker.unpack(String?.self), seen: unpacker.unpack(),
      source: unpacker.unpack())
  }

  /// Packs one of a call's own, most of which name the call.
  fileprivate func pack(into packer: inout Packer, ofCall key: String) {
    packer.pack(callKey == key)
    packer.pack(identifier)
    packer.pack(seen)
    packer.pack(source)
    if callKey != key { packer.pack(callKey) }
  }

  fileprivate init(unpacking unpacker: inout Unpacker, ofCall key: String) {
    let isOfCall = unpacker.unpack(Bool.self)
    self.init(
      identifier: unpacker.unpack(), callKey: key, seen: unpacker.unpack(), source: unpacker.unpack())
    if !isOfCall { callKey = unpacker.unpack(String?.self) }
  }
}

extension RelatedCall: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(key)
    packer.pack(name: relation)
    packer.pack(evidence)
    packer.pack(source)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      key: unpacker.unpack(), relation: unpacker.unpackName(), evidence: unpacker.unpack(),
      source: unpacker.unpack())
  }
}

extension DiagnosticChange: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(diagnostic)
    packer.pack(time)
    packer.pack(client)
    packer.pack(source)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      diagnostic: unpacker.unpack(), time: unpacker.unpack(Moment?.self), client: unpacker.unpack(Int?.self),
      source: unpacker.unpack())
  }
}

extension QualityVerdict: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(participant)
    packer.pack(name: metric)
    packer.pack(value)
    packer.pack(name: verdict)
    packer.pack(source)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      participant: unpacker.unpack(String?.self), metric: unpacker.unpackName(), value: unpacker.unpack(),
      verdict: unpacker.unpackName(), source: unpacker.unpack())
  }
}

extension TimelineEvent: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(time)
    packer.pack(name: kind)
    packer.pack(text)
    packer.pack(witness)
    packer.pack(callID)
    packer.pack(codes)
    packer.pack(client)
    packer.pack(operation)
    packer.pack(source)
    packer.pack(pattern)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      time: unpacker.unpack(Moment?.self), kind: unpacker.unpackName(), text: unpacker.unpack(),
      witness: unpacker.unpack(), callID: unpacker.unpack(GUID?.self), codes: unpacker.unpack(EndCodes?.self),
      client: unpacker.unpack(Int?.self), operation: unpacker.unpack(Operation?.self),
      source: unpacker.unpack(), pattern: unpacker.unpack(String?.self))
  }
}
