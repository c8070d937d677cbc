public import Evidence

extension Evidenced: PackableCase {}

extension FragmentID: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(id)
    packer.pack(evidence)
    packer.pack(firstSeen)
    packer.pack(lastSeen)
    packer.pack(source)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      id: unpacker.unpack(), evidence: unpacker.unpack(), firstSeen: unpacker.unpack(Moment?.self),
      lastSeen: unpacker.unpack(Moment?.self), source: unpacker.unpack())
  }
}

extension IDChange: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(from)
    packer.pack(to)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(from: unpacker.unpack(), to: unpacker.unpack())
  }
}

extension Event: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(PackedPresence(callID != nil, moment != nil, !text.isEmpty, pattern != nil))
    packer.pack(source)
    packer.pack(claim)
    packer.pack(cycle)
    if let callID { packer.pack(callID) }
    if let moment { packer.pack(moment) }
    if !text.isEmpty { packer.pack(text) }
    if let pattern { packer.pack(pattern) }
  }

  public init(unpacking unpacker: inout Unpacker) {
    let has = unpacker.unpack(PackedPresence.self)
    let source = unpacker.unpack(Source.self)
    self.init(
      claim: unpacker.unpack(), callID: nil, moment: nil, text: "", source: source,
      cycle: unpacker.unpack())
    if has[0] { callID = unpacker.unpack(GUID.self) }
    if has[1] { moment = unpacker.unpack(Moment.self) }
    if has[2] { text = unpacker.unpack() }
    if has[3] { pattern = unpacker.unpack(String.self) }
  }
}

extension Fragment: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(client)
    packer.pack(hasCertainClient)
    packer.pack(ids)
    packer.pack(changes)
    packer.pack(continues)
    packer.pack(ties)
    packer.pack(events)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      client: unpacker.unpack(), hasCertainClient: unpacker.unpack(), ids: unpacker.unpack(),
      changes: unpacker.unpack(), continues: unpacker.unpack(Int?.self), ties: unpacker.unpack(),
      events: unpacker.unpack())
  }
}

extension OutsideEvent: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(client)
    packer.pack(event)
    packer.pack(testimony)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      client: unpacker.unpack(Int?.self), event: unpacker.unpack(),
      testimony: unpacker.unpack(Testimony?.self))
  }
}

extension Sighting: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(identifier)
    packer.pack(fragment)
    packer.pack(account)
    packer.pack(seen)
    packer.pack(source)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      identifier: unpacker.unpack(), fragment: unpacker.unpack(Int?.self),
      account: unpacker.unpack(Int?.self), seen: unpacker.unpack(), source: unpacker.unpack())
  }
}

extension StampedLine: Packable {
  public func pack(into packer: inout Packer) {
    packer.write(fixed: stamp)
    packer.pack(source)
    packer.pack(client)
    packer.pack(isOfSDKAlone)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      stamp: unpacker.readFixed(), source: unpacker.unpack(), client: unpacker.unpack(Int?.self),
      isOfSDKAlone: unpacker.unpack())
  }
}

extension JoinedFragment: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(client)
    packer.pack(group)
    packer.pack(isCarriedOn)
    packer.pack(fragment)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      client: unpacker.unpack(), group: unpacker.unpack(), isCarriedOn: unpacker.unpack(),
      fragment: unpacker.unpack())
  }
}

extension JoinedCall: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(fragments)
    packer.pack(accounts)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(fragments: unpacker.unpack(), accounts: unpacker.unpack())
  }
}

extension JoinedSighting: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(identifier)
    packer.pack(call)
    packer.pack(seen)
    packer.pack(source)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      identifier: unpacker.unpack(), call: unpacker.unpack(Int?.self), seen: unpacker.unpack(),
      source: unpacker.unpack())
  }
}
