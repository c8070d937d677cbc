extension Packer {
  /// Writes the text of a time: what differs from the time text before it.
  mutating func write(timeText text: String) {
    let new = Array(text.utf8)
    let old = memory.timeText
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
    write(UInt64(head))
    write(UInt64(tail))
    write(UInt64(new.count - head - tail))
    write(bytes: new[head..<new.count - tail])
    memory.timeText = new
  }

  /// Whether the text is the RFC 3339 form of the instant, so that it need not be written.
  func isPlain(_ text: String, _ instant: Instant) -> Bool {
    guard text.utf8.count == Instant.rfc3339Length else { return false }
    var plain: [UInt8] = []
    plain.reserveCapacity(Instant.rfc3339Length)
    instant.writeRFC3339(to: &plain)
    return text.utf8.elementsEqual(plain)
  }

  /// Writes the distance from the instant before it, in the unit that `isInMilliseconds` told.
  mutating func write(_ instant: Instant) {
    let distance = instant.nanoseconds &- memory.nanoseconds
    write(isInMilliseconds(instant) ? distance / 1_000_000 : distance)
    memory.nanoseconds = instant.nanoseconds
  }

  func isInMilliseconds(_ instant: Instant) -> Bool {
    (instant.nanoseconds &- memory.nanoseconds) % 1_000_000 == 0
  }
}

extension Unpacker {
  mutating func readTimeText() -> String {
    let old = memory.timeText
    let (head, tail) = (old.prefix(readCountOfOld()), old.suffix(readCountOfOld()))
    memory.timeText = Array(head + readBytes(readCount()) + tail)
    return String(decoding: memory.timeText, as: UTF8.self)
  }

  private mutating func readCountOfOld() -> Int { Int(truncatingIfNeeded: readUnsigned() & 0xffff_ffff) }

  mutating func readInstant(inMilliseconds: Bool) -> Instant {
    let distance = inMilliseconds ? readSigned() &* 1_000_000 : readSigned()
    memory.nanoseconds = memory.nanoseconds &+ distance
    return Instant(nanoseconds: memory.nanoseconds)
  }
}

extension Instant: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(packer.isInMilliseconds(self))
    packer.write(self)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self = unpacker.readInstant(inMilliseconds: unpacker.unpack())
  }
}

extension TimeBasis: PackableCase {}
extension ClockKind: PackableCase {}

/// The byte before a time: how the rest is written.
private struct TimeMark {
  var bits: UInt8

  static let isPlain: UInt8 = 8
  static let isInMilliseconds: UInt8 = 16
  static let hasZone: UInt8 = 32

  /// Of a moment its basis, of a written time its clock.
  var kind: UInt8 { bits & 7 }

  func has(_ bit: UInt8) -> Bool { bits & bit != 0 }

  mutating func set(_ bit: UInt8, if isSet: Bool) {
    if isSet { bits |= bit }
  }
}

extension Moment: Packable {
  public func pack(into packer: inout Packer) {
    var mark = TimeMark(bits: basis.packedPlace)
    mark.set(Moment.hasNoText, if: text.isEmpty)
    mark.set(TimeMark.isPlain, if: packer.isPlain(text, instant))
    mark.set(TimeMark.isInMilliseconds, if: packer.isInMilliseconds(instant))
    packer.write(byte: mark.bits)
    packer.write(instant)
    if !mark.has(TimeMark.isPlain | Moment.hasNoText) { packer.write(timeText: text) }
  }

  public init(unpacking unpacker: inout Unpacker) {
    let mark = TimeMark(bits: unpacker.readByte())
    let instant = unpacker.readInstant(inMilliseconds: mark.has(TimeMark.isInMilliseconds))
    self.init(instant: instant, basis: TimeBasis(packedPlace: mark.kind), text: "")
    if mark.has(TimeMark.isPlain) {
      text = instant.rfc3339
    } else if !mark.has(Moment.hasNoText) {
      text = unpacker.readTimeText()
    }
  }

  private static let hasNoText: UInt8 = 32
}

extension WrittenTime: Packable {
  public func pack(into packer: inout Packer) {
    var mark = TimeMark(bits: clock.packedPlace)
    mark.set(TimeMark.hasZone, if: zoneOffset != nil)
    if let instant = exactInstant {
      mark.bits |= WrittenTime.isExact
      mark.set(TimeMark.isPlain, if: packer.isPlain(text, instant))
      mark.set(TimeMark.isInMilliseconds, if: packer.isInMilliseconds(instant))
      packer.write(byte: mark.bits)
      packer.write(instant)
      if let zoneOffset { packer.pack(zoneOffset) }
      if !mark.has(TimeMark.isPlain) { packer.write(timeText: text) }
      return
    }
    packer.write(byte: mark.bits)
    packer.pack(date)
    packer.write(nanosecondOfDay)
    if let zoneOffset { packer.pack(zoneOffset) }
    packer.write(timeText: text)
  }

  public init(unpacking unpacker: inout Unpacker) {
    let mark = TimeMark(bits: unpacker.readByte())
    let clock = ClockKind(packedPlace: mark.kind)
    if mark.has(WrittenTime.isExact) {
      let instant = unpacker.readInstant(inMilliseconds: mark.has(TimeMark.isInMilliseconds))
      let zone = mark.has(TimeMark.hasZone) ? unpacker.unpack(Int.self) : nil
      self.init(
        text: mark.has(TimeMark.isPlain) ? instant.rfc3339 : unpacker.readTimeText(),
        date: .calendar(instant.date), nanosecondOfDay: instant.nanosecondOfDay, zoneOffset: zone,
        clock: clock)
      return
    }
    let date = unpacker.unpack(WrittenDate.self)
    let nanosecondOfDay = unpacker.readSigned()
    let zone = mark.has(TimeMark.hasZone) ? unpacker.unpack(Int.self) : nil
    self.init(
      text: unpacker.readTimeText(), date: date, nanosecondOfDay: nanosecondOfDay, zoneOffset: zone,
      clock: clock)
  }

  private static let isExact: UInt8 = 64

  /// The wall clock as an instant, where date and time of day are those of the instant again.
  private var exactInstant: Instant? {
    guard case .calendar(let day) = date,
      let instant = Instant(year: day.year, month: day.month, day: day.day, nanosecondOfDay: nanosecondOfDay),
      instant.date == day, instant.nanosecondOfDay == nanosecondOfDay
    else { return nil }
    return instant
  }
}

extension CalendarDate: Packable {
  public func pack(into packer: inout Packer) {
    packer.pack(year)
    packer.pack(month)
    packer.pack(day)
  }

  public init(unpacking unpacker: inout Unpacker) {
    self.init(year: unpacker.unpack(), month: unpacker.unpack(), day: unpacker.unpack())
  }
}

extension WrittenDate: Packable {
  public func pack(into packer: inout Packer) {
    switch self {
    case .missing: packer.write(byte: 0)
    case .calendar(let day):
      packer.write(byte: 1)
      packer.pack(day)
    case .ambiguous(let first, let second, let year):
      packer.write(byte: 2)
      packer.pack(first)
      packer.pack(second)
      packer.pack(year)
    case .monthAndDay(let month, let day):
      packer.write(byte: 3)
      packer.pack(month)
      packer.pack(day)
    }
  }

  public init(unpacking unpacker: inout Unpacker) {
    switch unpacker.readByte() {
    case 1: self = .calendar(unpacker.unpack())
    case 2: self = .ambiguous(first: unpacker.unpack(), second: unpacker.unpack(), year: unpacker.unpack())
    case 3: self = .monthAndDay(month: unpacker.unpack(), day: unpacker.unpack())
    default: self = .missing
    }
  }
}
