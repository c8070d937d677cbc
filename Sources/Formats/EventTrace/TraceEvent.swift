public import Evidence

/// An event of a binary Windows trace, as far as anything tells what it means.
public struct TraceEvent: Sendable {
  /// Who wrote it, and how.
  public enum Kind: String, Sendable {
    /// The kernel: known by a group and a type, `id` has both.
    case kernel
    /// Known by a class, which stands as the provider, and a type, which stands as the opcode.
    case classic
    /// Of a manifest, of TraceLogging or an EventSource.
    case event
    /// WPP: known by the GUID of the file that has its format, and a number.
    case message
    /// Of a kind that is not read.
    case opaque
  }

  /// Its number in the order of the file, from 1.
  public var record: Int
  /// Where it stands in the content; of a compressed trace, its buffer.
  public var offset: Int
  /// UTC, in steps of 100 ns at best.
  public var time: Instant?
  public var kind: Kind
  public var provider: GUID?
  public var providerName: String?
  /// Of an event; of a WPP message its number; of the kernel's the group in the upper byte, the type in the lower.
  public var id: Int?
  public var version: Int?
  public var channel: Int?
  /// 1 critical to 5 verbose; 0 always written.
  public var level: Int?
  public var opcode: Int?
  public var task: Int?
  public var keywords: UInt64?
  public var processID: UInt32?
  public var threadID: UInt32?
  public var processor: Int
  public var activity: GUID?
  public var relatedActivity: GUID?
  /// Return addresses, the innermost first.
  public var stack: [UInt64]
  /// What else stands between header and payload, by type (EVENT_HEADER_EXT_TYPE_* of evntcons.h).
  public var extended: [ExtendedItem]
  /// The group of providers that the provider says it belongs to.
  public var providerGroup: GUID?
  /// What its layout calls it: its own name, or task and opcode.
  public var name: String?
  /// What its layout calls level and channel, and each of the keywords.
  public var levelName: String?
  public var channelName: String?
  public var keywordNames: [String]
  /// The words of its manifest, with `%1`-like insertions.
  public var message: String?
  /// The payload decoded; nil where nothing tells how it is laid out.
  public var decoded: DecodedPayload?
  /// The bytes of the payload that are not in `decoded`.
  public var rest: [UInt8]

  /// An extended item.
  public struct ExtendedItem: Sendable {
    public var type: Int
    public var data: [UInt8]
  }

  /// The text in `rest`: runs of at least four printable characters.
  public var strings: [String] { TextRuns.runs(in: rest.span) }
}

extension TraceEvent {
  init(
    _ record: TraceRecord, at place: TraceReader.Place, _ buffer: TraceBufferHeader, clock: TraceClock?,
    schemas: inout TraceSchemas, _ bytes: Span<UInt8>
  ) {
    let items = ExtendedItems(of: record, bytes)
    let provider = record.provider(bytes)
    let schema = schemas.schema(of: record, provider: provider, items: items, bytes)
    self.record = place.record
    offset = place.offset
    time = record.time(bytes).flatMap { clock?.instant($0) }
    self.provider = provider
    let traits = items.traits.flatMap { ProviderTraits(bytes.extracting($0)) }
    providerName = traits?.name ?? provider.flatMap { schemas.providerName($0) }
    providerGroup = traits?.group
    processID = record.process(bytes).flatMap { $0 == .max ? nil : $0 }
    threadID = record.thread(bytes).flatMap { $0 == .max ? nil : $0 }
    processor = buffer.processor
    activity = record.activity(bytes)
    relatedActivity = items.relatedActivity
    stack = TraceEvent.addresses(items, bytes)
    extended = items.others.map { ExtendedItem(type: Int($0.type), data: bytes.array($0.range)) }
    name = schema?.name
    levelName = schema?.level
    channelName = schema?.channel
    keywordNames = schema?.keywords ?? []
    message = schema?.message
    rest = []
    switch record.kind {
    case .event:
      kind = .event
      id = Int(record.eventID(bytes))
      channel = Int(record.channel(bytes))
      task = Int(record.task(bytes))
      keywords = record.keywords(bytes)
    case .classic, .instance: kind = .classic
    case .message:
      kind = .message
      id = Int(record.hook(bytes))
    case .system, .compact, .performance:
      kind = .kernel
      id = Int(record.hook(bytes))
      name = KernelGroups.name(of: Int(record.hook(bytes)))
    case .opaque: kind = .opaque
    }
    if kind != .opaque, kind != .message { version = Int(record.version(bytes)) }
    if kind == .event || kind == .classic {
      level = record.level(bytes).map { Int($0) }
      opcode = Int(record.opcode(bytes))
    }
    decode(record, items.payload, schema, bytes)
  }

  private static func addresses(_ items: ExtendedItems, _ bytes: Span<UInt8>) -> [UInt64] {
    guard let (range, size) = items.stack else { return [] }
    return stride(from: range.lowerBound, through: range.upperBound - size, by: size).compactMap { place in
      size == 4
        ? bytes.integer(at: place, as: UInt32.self).map { UInt64($0) }
        : bytes.integer(at: place, as: UInt64.self)
    }
  }

  private mutating func decode(
    _ record: TraceRecord, _ payload: Range<Int>, _ schema: EventSchema?, _ bytes: Span<UInt8>
  ) {
    if let schema {
      let decoded = PayloadDecoder(pointerSize: record.pointerSize)
        .decode(bytes.extracting(payload), as: schema)
      rest = bytes.array(payload.upperBound - min(decoded.leftover, payload.count)..<payload.upperBound)
      self.decoded = decoded
    } else if kind == .kernel, let process = KernelProcess(of: record, bytes) {
      decoded = DecodedPayload(fields: process.fields, leftover: 0, isCutShort: false)
    } else {
      rest = bytes.array(payload)
    }
  }
}
