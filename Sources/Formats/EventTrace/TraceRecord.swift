import Evidence

/// Where a record of a trace stands in its buffer, and what its header says.
///
/// Source of the layouts: EVENT_TRACE_HEADER, EVENT_HEADER, SYSTEM_TRACE_HEADER and the others as System Informer's
/// ntwmi.h and the Windows SDK declare them. The type of the header tells whether the writer had pointers of 4 or 8
/// bytes.
struct TraceRecord {
  /// What kind of header a record has.
  enum Kind: UInt8 {
    /// Of the kernel, with a process, a thread and their processor times.
    case system
    /// Of the kernel, without the processor times.
    case compact
    /// Of the kernel, with nothing but a time.
    case performance
    /// A classic event: a class, a type and a version.
    case classic
    /// A classic event about an instance of something.
    case instance
    /// An event of a manifest, of TraceLogging or an EventSource.
    case event
    /// A WPP message.
    case message
    /// Of a kind that is not read.
    case opaque
  }

  let kind: Kind
  /// From the start of the buffer.
  let offset: Int
  let size: Int
  /// Bytes of header; behind them stand the extended items or the payload.
  let headerLength: Int
  /// 4 or 8.
  let pointerSize: Int
  /// The fields of a WPP message that are there.
  fileprivate let options: UInt16

  /// The bytes between the fixed header and the end.
  var body: Range<Int> { offset + headerLength..<offset + size }

  /// How far it is to the next record.
  var stride: Int { (size + 7) & ~7 }
}

extension TraceRecord {
  /// The record at `offset`; nil where none can be: its type is unknown, it is shorter than its header, or longer
  /// than the bytes before `end`.
  init?(_ bytes: Span<UInt8>, at offset: Int, end: Int) {
    guard end <= bytes.count, end - offset >= 8, let marker = bytes.integer(at: offset, as: UInt32.self),
      let later = bytes.integer(at: offset + 4, as: UInt16.self),
      let options = bytes.integer(at: offset + 6, as: UInt16.self)
    else { return nil }
    let (first, type, flags) = (Int(marker & 0xffff), marker >> 16 & 0xff, marker >> 24)
    guard flags == 0xc0 || flags == 0x90 else { return nil }
    self.offset = offset
    var pointerSize = 8
    if flags == 0x90 {
      kind = .message
      size = first
      headerLength = TraceRecord.messageHeaderLength(options)
      if options & Option.pointer32 != 0 { pointerSize = 4 }
    } else {
      switch type {
      case 1, 2:
        (kind, size, headerLength) = (.system, Int(later), 32)
        if type == 1 { pointerSize = 4 }
      case 3, 4:
        (kind, size, headerLength) = (.compact, Int(later), 24)
        if type == 3 { pointerSize = 4 }
      case 0x10, 0x11:
        // Counters of the processor stand between the header and the payload.
        let version = first
        let counters = 8 * (version >> 8 & 7) + (version & 0x8000 == 0 ? 0 : 8)
        (kind, size, headerLength) = (.performance, Int(later), 16 + counters)
        if type == 0x10 { pointerSize = 4 }
      case 0x0a, 0x14:
        (kind, size, headerLength) = (.classic, first, 48)
        if type == 0x0a { pointerSize = 4 }
      case 0x0b, 0x15:
        (kind, size, headerLength) = (.instance, first, 72)
        if type == 0x0b { pointerSize = 4 }
      case 0x12, 0x13:
        (kind, size, headerLength) = (.event, first, 80)
        if type == 0x12 { pointerSize = 4 }
      case 0x0c, 0x0d, 0x0e, 0x0f: (kind, size, headerLength) = (.opaque, first, 8)
      default: return nil
      }
    }
    self.pointerSize = pointerSize
    self.options = options
    guard size >= headerLength, size <= end - offset else { return nil }
  }

  /// The fields of MESSAGE_TRACE_HEADER's OptionFlags.
  private enum Option {
    static let sequence: UInt16 = 1
    static let guid: UInt16 = 2
    static let componentID: UInt16 = 4
    static let time: UInt16 = 8
    static let performanceTime: UInt16 = 0x10
    static let systemInfo: UInt16 = 0x20
    static let pointer32: UInt16 = 0x40
  }

  private static func messageHeaderLength(_ options: UInt16) -> Int {
    messageOffset(of: Option.pointer32, options)
  }

  /// Where a field of a WPP message stands, if it is there: the fields have a fixed order.
  private static func messageOffset(of option: UInt16, _ options: UInt16) -> Int {
    var offset = 8
    func pass(_ flags: UInt16, _ length: Int) { if options & flags != 0 { offset += length } }
    if option == Option.sequence { return offset }
    pass(Option.sequence, 4)
    if option == Option.guid { return offset }
    if options & Option.componentID != 0 { offset += 4 } else { pass(Option.guid, 16) }
    if option == Option.time { return offset }
    pass(Option.time | Option.performanceTime, 8)
    if option == Option.systemInfo { return offset }
    pass(Option.systemInfo, 8)
    return offset
  }

  private func has(_ option: UInt16) -> Bool { options & option != 0 }

  private func at(_ option: UInt16) -> Int { offset + TraceRecord.messageOffset(of: option, options) }

  /// The time in ticks of the trace's clock; nil where the header has none.
  func time(_ bytes: Span<UInt8>) -> Int64? {
    switch kind {
    case .performance: bytes.integer(at: offset + 8, as: Int64.self)
    case .message:
      has(Option.time | Option.performanceTime)
        ? bytes.integer(at: at(Option.time), as: Int64.self) : nil
    case .opaque: nil
    default: bytes.integer(at: offset + 16, as: Int64.self)
    }
  }

  /// The process that wrote the event; nil where the header does not tell.
  func process(_ bytes: Span<UInt8>) -> UInt32? {
    switch kind {
    case .message:
      has(Option.systemInfo) ? bytes.integer(at: at(Option.systemInfo) + 4, as: UInt32.self) : nil
    case .performance, .opaque: nil
    default: bytes.integer(at: offset + 12, as: UInt32.self)
    }
  }

  /// The thread that wrote the event; nil where the header does not tell.
  func thread(_ bytes: Span<UInt8>) -> UInt32? {
    switch kind {
    case .message: has(Option.systemInfo) ? bytes.integer(at: at(Option.systemInfo), as: UInt32.self) : nil
    case .performance, .opaque: nil
    default: bytes.integer(at: offset + 8, as: UInt32.self)
    }
  }

  /// The provider, the class of a classic event, or what a WPP message's format belongs to; nil for the kernel's
  /// own records.
  func provider(_ bytes: Span<UInt8>) -> GUID? {
    switch kind {
    case .event, .classic, .instance: bytes.guid(at: offset + 24)
    case .message:
      has(Option.guid) && !has(Option.componentID) ? bytes.guid(at: at(Option.guid)) : nil
    default: nil
    }
  }

  /// Of the kernel's records: the group in the upper byte, the type in the lower; of a WPP message its number.
  func hook(_ bytes: Span<UInt8>) -> UInt16 {
    bytes.integer(at: offset + (kind == .message ? 4 : 6), as: UInt16.self) ?? 0
  }

  /// The version of the payload's layout.
  func version(_ bytes: Span<UInt8>) -> UInt16 {
    switch kind {
    case .event: UInt16(bytes[offset + 42])
    case .classic, .instance: bytes.integer(at: offset + 6, as: UInt16.self) ?? 0
    case .performance: UInt16(bytes[offset])
    default: bytes.integer(at: offset, as: UInt16.self) ?? 0
    }
  }

  /// The number of an event of a manifest.
  func eventID(_ bytes: Span<UInt8>) -> UInt16 { bytes.integer(at: offset + 40, as: UInt16.self) ?? 0 }

  /// The opcode of an event, or the type of a classic one.
  func opcode(_ bytes: Span<UInt8>) -> UInt8 {
    switch kind {
    case .event: bytes[offset + 45]
    case .classic, .instance: bytes[offset + 4]
    default: UInt8(truncatingIfNeeded: hook(bytes))
    }
  }

  /// 1 critical to 5 verbose; 0 for events that are always written.
  func level(_ bytes: Span<UInt8>) -> UInt8? {
    switch kind {
    case .event: bytes[offset + 44]
    case .classic, .instance: bytes[offset + 5]
    default: nil
    }
  }

  /// 11 for TraceLogging.
  func channel(_ bytes: Span<UInt8>) -> UInt8 { bytes[offset + 43] }

  func task(_ bytes: Span<UInt8>) -> UInt16 { bytes.integer(at: offset + 46, as: UInt16.self) ?? 0 }

  func keywords(_ bytes: Span<UInt8>) -> UInt64 { bytes.integer(at: offset + 48, as: UInt64.self) ?? 0 }

  /// The activity that an event belongs to; nil where it is none.
  func activity(_ bytes: Span<UInt8>) -> GUID? {
    kind == .event ? bytes.guid(at: offset + 64).flatMap { $0.isNil ? nil : $0 } : nil
  }
}
