internal import Catalog
public import Evidence

extension Packer {
  /// Packs a reason that is most often one of the call's: its place among those.
  mutating func pack(_ reason: EndReason?, oneOf reasons: [EndReason]) {
    guard let reason else { return write(UInt64(0)) }
    guard let place = reasons.firstIndex(of: reason) else {
      write(UInt64(1))
      return pack(reason)
    }
    write(UInt64(place + 2))
  }
}

extension Unpacker {
  mutating func unpackEndReason(oneOf reasons: [EndReason]) -> EndReason? {
    let place = readUnsigned()
    if place == 0 { return nil }
    if place == 1 { return unpack(EndReason.self) }
    return Int(exactly: place - 2).flatMap { reasons.indices.contains($0) ? reasons[$0] : nil }
  }
}

extension EndReason: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(codes)
    packer.pack(outcome)
    packer.pack(name: title)
    packer.pack(name: action)
    packer.pack(witness)
    packer.pack(source)
    packer.pack(leg)
    packer.pack(time)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(
      codes: unpacker.unpack(), outcome: unpacker.unpack(), title: unpacker.unpackName(),
      action: unpacker.unpackName(), witness: unpacker.unpack(), source: unpacker.unpack(),
      leg: unpacker.unpack(Int?.self), time: unpacker.unpack(Moment?.self))
  }
}

extension Phases: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(
      PackedPresence(setup != nil, ringing != nil, lobby != nil, hold != nil, connected != nil))
    for case let seconds? in [setup, ringing, lobby, hold, connected] { packer.pack(seconds) }
  }

  public init(unpacking unpacker: inout Unpacker) {
    let has = unpacker.unpack(PackedPresence.self)
    self.init()
    if has[0] { setup = unpacker.unpack(Double.self) }
    if has[1] { ringing = unpacker.unpack(Double.self) }
    if has[2] { lobby = unpacker.unpack(Double.self) }
    if has[3] { hold = unpacker.unpack(Double.self) }
    if has[4] { connected = unpacker.unpack(Double.self) }
  }
}

extension Leg {
  func pack(into packer: inout Packer, endReasons: [EndReason]) {
    packer.pack(
      PackedPresence(
        participantID != nil, user != nil, endpointID != nil, client != nil, direction != nil,
        joinTime != nil,
        connectedTime != nil, leaveTime != nil))
    if let participantID { packer.pack(participantID) }
    if let user { packer.pack(user) }
    if let endpointID { packer.pack(endpointID) }
    if let client { packer.pack(client) }
    if let direction { packer.pack(direction) }
    if let joinTime { packer.pack(joinTime) }
    if let connectedTime { packer.pack(connectedTime) }
    if let leaveTime { packer.pack(leaveTime) }
    packer.pack(phases)
    packer.pack(endReason, oneOf: endReasons)
    for name in [quality, sdkVersion, os, browser, endpointType, participantType] { packer.pack(name: name) }
    packer.pack(carrier)
    packer.pack(sources)
  }

  init(unpacking unpacker: inout Unpacker, endReasons: [EndReason]) {
    let has = unpacker.unpack(PackedPresence.self)
    self.init()
    if has[0] { participantID = unpacker.unpack(String.self) }
    if has[1] { user = unpacker.unpack(String.self) }
    if has[2] { endpointID = unpacker.unpack(String.self) }
    if has[3] { client = unpacker.unpack(Int.self) }
    if has[4] { direction = unpacker.unpack(Direction.self) }
    if has[5] { joinTime = unpacker.unpack(Moment.self) }
    if has[6] { connectedTime = unpacker.unpack(Moment.self) }
    if has[7] { leaveTime = unpacker.unpack(Moment.self) }
    phases = unpacker.unpack()
    endReason = unpacker.unpackEndReason(oneOf: endReasons)
    quality = unpacker.unpackOptionalName()
    sdkVersion = unpacker.unpackOptionalName()
    os = unpacker.unpackOptionalName()
    browser = unpacker.unpackOptionalName()
    endpointType = unpacker.unpackOptionalName()
    participantType = unpacker.unpackOptionalName()
    carrier = unpacker.unpack(CarrierCause?.self)
    sources = unpacker.unpack()
  }
}
