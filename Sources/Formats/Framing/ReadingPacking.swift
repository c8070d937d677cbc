import Evidence

extension Reading: Packable {
  func pack(into packer: inout Packer) {
    switch self {
    case .header(let header, let hash):
      packer.write(byte: 0)
      packer.pack(header)
      packer.write(fixed: hash)
    case .record(let record):
      packer.write(byte: 1)
      packer.pack(record)
    case .cutLine(let problem):
      packer.write(byte: 2)
      packer.pack(problem.kind.rawValue)
      packer.pack(problem.detail)
      packer.pack(problem.offset)
    }
  }

  init(unpacking unpacker: inout Unpacker) {
    switch unpacker.readByte() {
    case 1: self = .record(unpacker.unpack())
    case 2:
      let kind = Problem.Kind(rawValue: unpacker.unpack()) ?? .recordCut
      self = .cutLine(Problem(kind, unpacker.unpack(), offset: unpacker.unpack()))
    default:
      let header = unpacker.unpack(HeaderReading.self)
      self = .header(header, hash: unpacker.readFixed())
    }
  }
}

extension HeaderReading: Packable {
  func pack(into packer: inout Packer) {
    packer.pack(source)
    packer.pack(clocks)
    packer.pack(shapes.rawValue)
    packer.pack(name: level)
    packer.pack(name: namespace)
    packer.pack(clientNumber)
  }

  init(unpacking unpacker: inout Unpacker) {
    source = unpacker.unpack()
    clocks = unpacker.unpack()
    shapes = LineShapes(rawValue: unpacker.unpack())
    level = unpacker.unpackOptionalName()
    namespace = unpacker.unpackOptionalName()
    clientNumber = unpacker.unpack()
  }
}

extension RecordReading: Packable {
  func pack(into packer: inout Packer) {
    packer.pack(header)
    packer.pack(sightings)
    packer.pack(numbers?.lowerBound)
    if let numbers { packer.pack(numbers.count) }
  }

  init(unpacking unpacker: inout Unpacker) {
    header = unpacker.unpack()
    sightings = unpacker.unpack()
    if let first = unpacker.unpack(Int?.self) {
      numbers = first...max(first, first &+ unpacker.unpack(Int.self) &- 1)
    }
  }
}

extension RecordSightings: Packable {
  func pack(into packer: inout Packer) {
    packer.pack(source)
    packer.pack(observations)
    packer.pack(name: noise)
    packer.pack(ping)
    packer.pack(exchange)
    packer.pack(time)
    packer.pack(instance)
    packer.pack(words)
    packer.pack(stamp != nil)
    if let stamp { packer.write(fixed: stamp) }
  }

  init(unpacking unpacker: inout Unpacker) {
    source = unpacker.unpack()
    observations = unpacker.unpack()
    noise = unpacker.unpackOptionalName()
    ping = unpacker.unpack()
    exchange = unpacker.unpack()
    time = unpacker.unpack()
    instance = unpacker.unpack()
    words = unpacker.unpack()
    stamp = unpacker.unpack(Bool.self) ? unpacker.readFixed() : nil
  }
}
