/// Makes the schemas of a provider from what its manifest declares.
struct ManifestSchemas {
  private let provider: ManifestCollector.Provider
  private let strings: [String: String]
  /// The fields of the templates: events share them.
  private var fields: [String: [EventSchema.Field]] = [:]

  init(provider: ManifestCollector.Provider, strings: [String: String]) {
    self.provider = provider
    self.strings = strings
    let maps = provider.maps.mapValues { map in
      var names: [UInt64: String] = [:]
      for entry in map.entries {
        guard let value = ManifestText.number(entry.value), names[value] == nil else { continue }
        guard let name = Self.text(entry.message, strings) else { continue }
        names[value] = Self.shortened(name)
      }
      return EventSchema.ValueMap(names: names, isBitMap: map.isBitMap)
    }
    fields = provider.templates.mapValues { Self.fields($0, event: nil, maps) }
  }

  private static let longestMessage = 4096
  private static let mostKeywords = 64

  /// A name, cut where it is longer than names are: every event would cost its length.
  static func shortened(_ name: String) -> String {
    name.utf8.count <= EventSchema.ValueMap.maximumNameLength
      ? name : String(name.prefix(EventSchema.ValueMap.maximumNameLength))
  }

  /// The schema of an event, without the name of its provider.
  func schema(of event: ManifestCollector.Event) -> EventSchema {
    let name = WindowsNames.event(
      task: WindowsNames.known(event.task), opcode: WindowsNames.known(event.opcode))
    var schema = EventSchema(
      name: (name ?? event.symbol).map(Self.shortened), fields: event.template.flatMap { fields[$0] } ?? [])
    schema.level = WindowsNames.known(event.level).map(Self.shortened)
    schema.channel = event.channel.map { Self.shortened(provider.channels[$0] ?? $0) }
    schema.keywords = (event.keywords ?? "").split(separator: " ").prefix(Self.mostKeywords).map {
      Self.shortened(WindowsNames.withoutPrefix(String($0)))
    }
    schema.message = event.message.flatMap { text($0) }.map { String($0.prefix(Self.longestMessage)) }
    return schema
  }

  /// A text, localized where it is `$(string.ID)`.
  func text(_ text: String) -> String? {
    Self.text(text, strings)
  }

  private static func text(_ text: String, _ strings: [String: String]) -> String? {
    guard text.hasPrefix("$(string."), text.hasSuffix(")") else { return text }
    return strings[String(text.dropFirst("$(string.".count).dropLast())]
  }

  /// The fields of one level; `event` has the names of the fields before the structure that they are of.
  private static func fields(
    _ data: [ManifestCollector.Data], event: [String: Int]?, _ maps: [String: EventSchema.ValueMap]
  ) -> [EventSchema.Field] {
    var places: [String: Int] = [:]
    var fields: [EventSchema.Field] = []
    for data in data {
      func extent(_ text: String?) -> EventSchema.Field.Extent {
        guard let text else { return .none }
        if let place = places[text] { return .field(place) }
        if let place = event?[text] { return .topLevelField(place) }
        return ManifestText.number(text).flatMap { Int(exactly: $0) }.map { .constant($0) } ?? .none
      }
      var field = EventSchema.Field(shortened(data.name), .structure, count: extent(data.count))
      if let members = data.members {
        field.members = Self.fields(members, event: places, maps)
      } else {
        field.type = FieldType(manifest: data.type ?? "") ?? .binary
        field.format = FieldFormat(manifest: data.format ?? "")
        field.length = field.type.hasLength ? extent(data.length) : .none
        field.map = data.map.flatMap { maps[$0] }
      }
      places[data.name] = fields.count
      fields.append(field)
    }
    return fields
  }
}

/// The names of types and formats in manifests (eventman.xsd, winmeta.xml).
extension FieldType {
  /// The type called `name`, whatever prefix the namespace has; nil for one that is not known.
  fileprivate init?(manifest name: String) {
    switch name.split(separator: ":").last ?? "" {
    case "UnicodeString": self = .unicodeString
    case "AnsiString": self = .ansiString
    case "CountedUnicodeString": self = .countedUnicode
    case "CountedAnsiString": self = .countedANSI
    case "CountedBinary": self = .countedBinary
    case "Int8": self = .int8
    case "UInt8": self = .uint8
    case "Int16": self = .int16
    case "UInt16": self = .uint16
    case "Int32": self = .int32
    case "UInt32": self = .uint32
    case "Int64": self = .int64
    case "UInt64": self = .uint64
    case "Float": self = .float
    case "Double": self = .double
    case "Boolean": self = .bool
    case "Binary": self = .binary
    case "GUID": self = .guid
    case "Pointer": self = .pointer
    case "FILETIME": self = .fileTime
    case "SYSTEMTIME": self = .systemTime
    case "SID": self = .sid
    case "HexInt32": self = .hexInt32
    case "HexInt64": self = .hexInt64
    default: return nil
    }
  }
}

extension FieldFormat {
  /// The format called `name`, whatever prefix the namespace has.
  fileprivate init(manifest name: String) {
    self =
      switch name.split(separator: ":").last ?? "" {
      case "string": .string
      case "boolean": .boolean
      case "HexInt8", "HexInt16", "HexInt32", "HexInt64", "ErrorCode": .hexadecimal
      case "PID": .processID
      case "TID": .threadID
      case "Port": .port
      case "IPv4": .ipv4
      case "IPv6": .ipv6
      case "SocketAddress": .socketAddress
      case "Xml": .xml
      case "Json": .json
      case "Win32Error": .win32Error
      case "NTSTATUS": .ntStatus
      case "HResult", "HRESULT": .hResult
      case "Utf8": .utf8
      case "CodePointer": .pointer
      default: .standard
      }
  }
}
