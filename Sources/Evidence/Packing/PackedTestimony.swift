extension Witness: PackableCase {}
extension APIService: PackableCase {}
extension Operation.Result: PackableCase {}

extension Testimony: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(PackedPresence(showsCall, participant != nil, clientInstance != nil, version != nil))
    packer.pack(witness)
    packer.pack(name: record)
    if let participant { packer.pack(participant) }
    if let clientInstance { packer.pack(clientInstance) }
    if let version { packer.pack(version) }
  }

  public init(unpacking unpacker: inout Unpacker) {
    let has = unpacker.unpack(PackedPresence.self)
    self.init(unpacker.unpack(), record: unpacker.unpackName(), showsCall: has[0])
    if has[1] { participant = unpacker.unpack(String.self) }
    if has[2] { clientInstance = unpacker.unpack(String.self) }
    if has[3] { version = unpacker.unpack(Int.self) }
  }
}

extension Stay: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(participantID)
    packer.pack(user)
    packer.pack(endpointID)
    packer.pack(seconds)
    packer.pack(end)
    packer.pack(name: endpointType)
    packer.pack(name: participantType)
    packer.pack(name: telephoneCallType)
    packer.pack(name: sdkVersion)
    packer.pack(name: os)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init()
    participantID = unpacker.unpack()
    user = unpacker.unpack()
    endpointID = unpacker.unpack()
    seconds = unpacker.unpack(Double?.self)
    end = unpacker.unpack()
    endpointType = unpacker.unpackOptionalName()
    participantType = unpacker.unpackOptionalName()
    telephoneCallType = unpacker.unpackOptionalName()
    sdkVersion = unpacker.unpackOptionalName()
    os = unpacker.unpackOptionalName()
  }
}

extension CallSpan: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(seconds)
    packer.pack(name: type)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(seconds: unpacker.unpack(Double?.self), type: unpacker.unpackOptionalName())
  }
}

extension Operation: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(name: name)
    packer.pack(service)
    packer.pack(result)
    packer.pack(codes)
    packer.pack(milliseconds)
    packer.pack(retryAfter)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      name: unpacker.unpackName(), service: unpacker.unpack(), result: unpacker.unpack(),
      codes: unpacker.unpack(), milliseconds: unpacker.unpack(Double?.self),
      retryAfter: unpacker.unpack(Double?.self))
  }
}

extension CarrierCause: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(sipCode)
    packer.pack(name: sipText)
    packer.pack(q850Code)
    packer.pack(name: q850Text)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      sipCode: unpacker.unpack(Int?.self), sipText: unpacker.unpackOptionalName(),
      q850Code: unpacker.unpack(Int?.self), q850Text: unpacker.unpackOptionalName())
  }
}

extension TokenFacts: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(issued)
    packer.pack(expires)
    packer.pack(scopes)
    packer.pack(resourceID)
    packer.pack(user)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      issued: unpacker.unpack(Int?.self), expires: unpacker.unpack(Int?.self), scopes: unpacker.unpack(),
      resourceID: unpacker.unpack(), user: unpacker.unpack())
  }
}

extension ResourceFacts: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(name)
    packer.pack(immutableID)
    packer.pack(name: dataLocation)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      name: unpacker.unpack(), immutableID: unpacker.unpack(), dataLocation: unpacker.unpackOptionalName())
  }
}

extension LicencePlan: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(id)
    packer.pack(name: name)
    packer.pack(name: status)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      id: unpacker.unpack(), name: unpacker.unpackOptionalName(), status: unpacker.unpackOptionalName())
  }
}

extension ServiceHealthAlert: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(trackingID)
    packer.pack(title)
    packer.pack(name: stage)
    packer.pack(services)
    packer.pack(regions)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      trackingID: unpacker.unpack(), title: unpacker.unpack(), stage: unpacker.unpackOptionalName(),
      services: unpacker.unpack(), regions: unpacker.unpack())
  }
}
