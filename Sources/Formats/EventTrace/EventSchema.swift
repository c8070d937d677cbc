public import Evidence

/// How the payload of an event is laid out, wherever that was learnt: TraceLogging metadata of the event itself, a
/// TRACE_EVENT_INFO blob or an EventSource manifest inside the trace, or an instrumentation manifest beside it.
public struct EventSchema: Hashable, Sendable {
  /// What tells events of a provider apart. TraceLogging events are told apart by their metadata.
  public struct Key: Hashable, Sendable {
    public var provider: GUID
    public var id: UInt16
    public var version: UInt8

    /// Memberwise.
    public init(provider: GUID, id: UInt16, version: UInt8) {
      self.provider = provider
      self.id = id
      self.version = version
    }
  }

  /// One field, a structure of fields, or an array of either.
  public struct Field: Hashable, Sendable {
    /// A length or a count.
    public enum Extent: Hashable, Sendable {
      /// Not given: one element; a length that the type itself tells.
      case none
      case constant(Int)
      /// The value of an earlier field on the same level, by its index there.
      case field(Int)
      /// The value of an earlier field of the event, for a member of a structure.
      case topLevelField(Int)
      /// A u16 in the payload in front of the elements.
      case prefixed
    }

    public var name: String
    public var type: FieldType
    /// How the value is meant to be shown.
    public var format: FieldFormat
    /// Of one element, in the unit of the type: characters of strings, bytes of binaries.
    public var length: Extent
    /// Elements.
    public var count: Extent
    /// The names of values, by value.
    public var map: ValueMap?
    /// What the map is called that is found elsewhere in the trace; see `EventSchemaTable`.
    public var mapName: String?
    /// Of a structure.
    public var members: [Field]

    /// Memberwise.
    public init(
      _ name: String, _ type: FieldType, format: FieldFormat = .standard, length: Extent = .none,
      count: Extent = .none, map: ValueMap? = nil, members: [Field] = []
    ) {
      self.name = name
      self.type = type
      self.format = format
      self.length = length
      self.count = count
      self.map = map
      self.members = members
    }
  }

  /// The names of a field's values.
  public struct ValueMap: Hashable, Sendable {
    /// Characters; longer names are cut.
    static let maximumNameLength = 256

    public var names: [UInt64: String]
    /// Whether values are bits of which several may be set.
    public var isBitMap: Bool

    /// Memberwise.
    public init(names: [UInt64: String], isBitMap: Bool) {
      self.names = names
      self.isBitMap = isBitMap
    }
  }

  public var providerName: String?
  /// The event's own name (TraceLogging), or what its task and opcode are called: `HTTPRequestTraceTask/RecvReq`.
  public var name: String?
  public var level: String?
  public var channel: String?
  public var keywords: [String]
  /// With `%1`-like insertions, as written.
  public var message: String?
  public var fields: [Field]

  /// A schema of an event without fields.
  public init(providerName: String? = nil, name: String? = nil, fields: [Field] = []) {
    self.providerName = providerName
    self.name = name
    self.fields = fields
    keywords = []
  }
}

/// The input types of ETW, as TDH_INTYPE and TraceLogging number and name them (Windows SDK, tdh.h,
/// TraceLoggingProvider.h).
public enum FieldType: Hashable, Sendable {
  /// UTF-16 to its NUL, or of `length` characters; `countedUnicode` has a u16 count of bytes before it.
  case unicodeString
  case ansiString
  case countedUnicode
  case countedANSI
  case int8, uint8, int16, uint16, int32, uint32, int64, uint64
  case float, double
  /// 32 bits.
  case bool
  /// `length` bytes, or to the end.
  case binary
  case countedBinary
  case guid
  /// 4 or 8 bytes, as the writer had it.
  case pointer
  case fileTime
  case systemTime
  case sid
  /// A TOKEN_USER head of two pointers, and a SID.
  case wbemSID
  case hexInt32
  case hexInt64
  case structure
}

/// How a value is meant to be shown (TDH_OUTTYPE).
public enum FieldFormat: Hashable, Sendable {
  case standard
  case string
  case boolean
  case hexadecimal
  case processID
  case threadID
  case port
  case ipv4
  case ipv6
  case socketAddress
  case xml
  case json
  case win32Error
  case ntStatus
  case hResult
  case utf8
  case pointer
}

/// A value of a payload.
public enum FieldValue: Hashable, Sendable {
  case text(String)
  case integer(Int64)
  case unsigned(UInt64)
  case number(Double)
  case boolean(Bool)
  case bytes([UInt8])
  case guid(GUID)
  case time(Instant)
  case array([FieldValue])
  case structure([DecodedField])
}

/// A field of a payload, decoded.
public struct DecodedField: Hashable, Sendable {
  public var name: String
  public var value: FieldValue
  /// What the schema's map or the format makes of the value: a name, an address, an error code's hex.
  public var shown: String?

  /// Memberwise.
  public init(_ name: String, _ value: FieldValue, shown: String? = nil) {
    self.name = name
    self.value = value
    self.shown = shown
  }
}

/// What a schema makes of a payload.
public struct DecodedPayload: Hashable, Sendable {
  public var fields: [DecodedField]
  /// Bytes behind the last field that was decoded.
  public var leftover: Int
  /// Whether the payload ended before the last field, or a field was impossible; `fields` has what came before.
  public var isCutShort: Bool

  /// Memberwise.
  public init(fields: [DecodedField], leftover: Int, isCutShort: Bool) {
    self.fields = fields
    self.leftover = leftover
    self.isCutShort = isCutShort
  }

  /// Whether the payload was read to its last byte.
  public var isExact: Bool { leftover == 0 && !isCutShort }
}
