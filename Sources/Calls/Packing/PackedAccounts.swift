public import Evidence

extension Account.Authority: PackableCase {}

extension AccountEvent: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(event)
    packer.pack(testimony)
    packer.pack(connection)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      event: unpacker.unpack(), testimony: unpacker.unpack(), connection: unpacker.unpack(String?.self))
  }
}

extension Account: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(PackedPresence(showsCall, lastNamed != nil))
    packer.pack(ids)
    packer.pack(authority)
    if let lastNamed { packer.pack(lastNamed) }
    packer.pack(ties)
    packer.pack(participants)
    packer.pack(witnesses)
    packer.pack(events)
  }

  public init(unpacking unpacker: inout Unpacker) {
    let has = unpacker.unpack(PackedPresence.self)
    self.init(
      ids: unpacker.unpack(), authority: unpacker.unpack(),
      lastNamed: has[1] ? unpacker.unpack(Instant.self) : nil, ties: unpacker.unpack(),
      participants: unpacker.unpack(), showsCall: has[0], witnesses: unpacker.unpack(),
      events: unpacker.unpack())
  }
}

extension JoinedAccount: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(group)
    packer.pack(account)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(group: unpacker.unpack(), account: unpacker.unpack())
  }
}
