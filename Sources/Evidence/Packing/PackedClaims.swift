extension CallState: PackableCase {}
extension Direction: PackableCase {}
extension ClientEvent: PackableCase {}
extension RecordingState: PackableCase {}
extension TransferState: PackableCase {}
extension SignallingEvent: PackableCase {}
extension IdentifierKind: PackableCase {}

extension Identifier: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(kind)
    packer.pack(value)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(unpacker.unpack(), unpacker.unpack())
  }
}

extension EndCodes: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(code)
    packer.pack(subCode)
    packer.write(UInt64(categories.count))
    for category in categories { packer.pack(name: category) }
    packer.pack(name: phrase)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(code: unpacker.unpack(), subCode: unpacker.unpack())
    for _ in 0..<unpacker.readCount() { categories.append(unpacker.unpackName()) }
    phrase = unpacker.unpackOptionalName()
  }
}

extension AgentEvent: Packable {
  public func pack(into packer: inout Packer) {
    switch self {
    case .creating: packer.write(byte: 0)
    case .created: packer.write(byte: 1)
    case .failed(let codes):
      packer.write(byte: 2)
      packer.pack(codes)
    case .connected: packer.write(byte: 3)
    case .disconnected(let reason):
      packer.write(byte: 4)
      packer.pack(reason)
    case .disposed: packer.write(byte: 5)
    }
  }

  public init(unpacking unpacker: inout Unpacker) {
    switch unpacker.readByte() {
    case 1: self = .created
    case 2: self = .failed(unpacker.unpack())
    case 3: self = .connected
    case 4: self = .disconnected(reason: unpacker.unpack())
    case 5: self = .disposed
    default: self = .creating
    }
  }
}

extension Failure: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(name: name)
    packer.pack(name: target)
    packer.pack(codes)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      name: unpacker.unpackName(), target: unpacker.unpackOptionalName(), codes: unpacker.unpack())
  }
}

extension Diagnostic: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(name: name)
    packer.pack(name: value)
    packer.pack(participant)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      name: unpacker.unpackName(), value: unpacker.unpackName(), participant: unpacker.unpack())
  }
}

extension ParticipantChange: Packable {
  public func pack(into packer: inout Packer) {
    switch self {
    case .added: packer.write(byte: 0)
    case .removed: packer.write(byte: 1)
    case .state(let state):
      packer.write(byte: 2)
      packer.pack(name: state)
    }
  }

  public init(unpacking unpacker: inout Unpacker) {
    switch unpacker.readByte() {
    case 1: self = .removed
    case 2: self = .state(unpacker.unpackName())
    default: self = .added
    }
  }
}

extension MediaSample: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(name: medium)
    packer.pack(name: direction)
    packer.pack(name: metric)
    packer.pack(mean)
    packer.pack(minimum)
    packer.pack(maximum)
    packer.pack(count)
    packer.pack(stream)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      medium: unpacker.unpackName(), direction: unpacker.unpackOptionalName(), metric: unpacker.unpackName(),
      mean: unpacker.unpack(), minimum: unpacker.unpack(), maximum: unpacker.unpack(),
      count: unpacker.unpack(), stream: unpacker.unpack())
  }
}
