extension Claim: Packable {
  public func pack(into packer: inout Packer) {
    switch self {
    case .mention: packer.write(byte: 0)
    case .state(let state): packer.pack(1, state)
    case .idChange(let from, let to): packer.pack(2, from, to)
    case .end(let codes): packer.pack(3, codes)
    case .start(let direction): packer.pack(4, direction)
    case .direction(let direction): packer.pack(5, direction)
    case .incoming: packer.write(byte: 6)
    case .startFailed(let codes): packer.pack(7, codes)
    case .agent(let event): packer.pack(8, event)
    case .client(let event): packer.pack(9, event)
    case .failure(let failure): packer.pack(10, failure)
    case .diagnostic(let diagnostic): packer.pack(11, diagnostic)
    case .participant(let change, let who): packer.pack(12, change, who)
    case .muted(let isMuted, let byOthers): packer.pack(13, isMuted, byOthers)
    case .recording(let state): packer.pack(14, state)
    case .transfer(let state, let target): packer.pack(15, state, target)
    case .signalling(let event): packer.pack(16, event)
    case .media(let samples): packer.pack(17, samples)
    case .crash: packer.write(byte: 18)
    case .note(let kind):
      packer.write(byte: 19)
      packer.pack(name: kind)
    case .stay(let stay): packer.pack(20, stay)
    case .callSpan(let span): packer.pack(21, span)
    case .operation(let operation): packer.pack(22, operation)
    case .carrier(let cause): packer.pack(23, cause)
    case .token(let facts): packer.pack(24, facts)
    case .secret(let kind):
      packer.write(byte: 25)
      packer.pack(name: kind)
    case .resource(let facts): packer.pack(26, facts)
    case .licence(let plan): packer.pack(27, plan)
    case .healthAlert(let alert): packer.pack(28, alert)
    }
  }

  public init(unpacking unpacker: inout Unpacker) {
    switch unpacker.readByte() {
    case 1: self = .state(unpacker.unpack())
    case 2: self = .idChange(from: unpacker.unpack(), to: unpacker.unpack())
    case 3: self = .end(unpacker.unpack())
    case 4: self = .start(unpacker.unpack())
    case 5: self = .direction(unpacker.unpack())
    case 6: self = .incoming
    case 7: self = .startFailed(unpacker.unpack())
    case 8: self = .agent(unpacker.unpack())
    case 9: self = .client(unpacker.unpack())
    case 10: self = .failure(unpacker.unpack())
    case 11: self = .diagnostic(unpacker.unpack())
    case 12: self = .participant(unpacker.unpack(), who: unpacker.unpack())
    case 13: self = .muted(unpacker.unpack(), byOthers: unpacker.unpack())
    case 14: self = .recording(unpacker.unpack())
    case 15: self = .transfer(unpacker.unpack(), target: unpacker.unpack())
    case 16: self = .signalling(unpacker.unpack())
    case 17: self = .media(unpacker.unpack())
    case 18: self = .crash
    case 19: self = .note(kind: unpacker.unpackName())
    case 20: self = .stay(unpacker.unpack())
    case 21: self = .callSpan(unpacker.unpack())
    case 22: self = .operation(unpacker.unpack())
    case 23: self = .carrier(unpacker.unpack())
    case 24: self = .token(unpacker.unpack())
    case 25: self = .secret(kind: unpacker.unpackName())
    case 26: self = .resource(unpacker.unpack())
    case 27: self = .licence(unpacker.unpack())
    case 28: self = .healthAlert(unpacker.unpack())
    default: self = .mention
    }
  }
}

extension Packer {
  fileprivate mutating func pack(_ tag: UInt8, _ value: some Packable) {
    write(byte: tag)
    pack(value)
  }

  fileprivate mutating func pack(_ tag: UInt8, _ first: some Packable, _ second: some Packable) {
    write(byte: tag)
    pack(first)
    pack(second)
  }
}

/// Which of a record's parts that may be missing are there.
public struct PackedPresence: Packable {
  private var bits: UInt8 = 0

  /// Of up to eight parts, in order, whether each is there.
  public init(_ parts: Bool...) {
    for (place, isThere) in parts.enumerated() where isThere { bits |= 1 << UInt8(truncatingIfNeeded: place) }
  }

  /// Whether the part at this place is there.
  public subscript(_ place: UInt8) -> Bool { bits & 1 << place != 0 }

  public func pack(into packer: inout Packer) { packer.write(byte: bits) }

  public init(unpacking unpacker: inout Unpacker) { bits = unpacker.readByte() }
}

extension Observation: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(
      PackedPresence(
        callID != nil, !identifiers.isEmpty, time != nil, instance != nil, !text.isEmpty, stamp != nil,
        testimony != nil, pattern != nil))
    packer.pack(source)
    packer.pack(claim)
    if let callID { packer.pack(callID) }
    if !identifiers.isEmpty { packer.pack(identifiers) }
    if let time { packer.pack(time) }
    if let instance { packer.pack(instance) }
    if !text.isEmpty { packer.pack(text) }
    if let stamp { packer.write(fixed: stamp) }
    if let testimony { packer.pack(testimony) }
    if let pattern { packer.pack(pattern) }
  }

  public init(unpacking unpacker: inout Unpacker) {
    let has = unpacker.unpack(PackedPresence.self)
    let source = unpacker.unpack(Source.self)
    self.init(unpacker.unpack(Claim.self), source: source)
    if has[0] { callID = unpacker.unpack(GUID.self) }
    if has[1] { identifiers = unpacker.unpack() }
    if has[2] { time = unpacker.unpack(WrittenTime.self) }
    if has[3] { instance = unpacker.unpack(Int.self) }
    if has[4] { text = unpacker.unpack() }
    if has[5] { stamp = unpacker.readFixed() }
    if has[6] { testimony = unpacker.unpack(Testimony.self) }
    if has[7] { pattern = unpacker.unpack(String.self) }
  }
}

extension LastMention: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(observation)
    packer.pack(time)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(observation: unpacker.unpack(), time: unpacker.unpack())
  }
}
