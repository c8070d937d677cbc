import Evidence

/// A TRACE_EVENT_INFO (tdh.h) as merged traces have it: the layout of an event, with texts in UTF-16 at offsets
/// from its beginning.
struct TraceEventInfo: Sendable {
  let key: EventSchema.Key
  private(set) var schema: EventSchema

  private static let headLength = 112
  private static let propertyLength = 24
  /// Characters of a message; longer ones are cut.
  private static let maximumTextLength = 4096
  /// Fields of a schema, members of structures included; a structure may be used by several fields.
  private static let maximumFields = 4096

  /// Reads a blob; nil where it is damaged.
  init?(_ blob: Span<UInt8>) {
    guard blob.count >= TraceEventInfo.headLength, let provider = blob.guid(at: 0),
      let id = blob.integer(at: 32, as: UInt16.self), let version = blob.integer(at: 34, as: UInt8.self),
      let propertyCount = blob.integer(at: 100, as: UInt32.self),
      let topLevelCount = blob.integer(at: 104, as: UInt32.self), topLevelCount <= propertyCount,
      propertyCount <= (blob.count - TraceEventInfo.headLength) / TraceEventInfo.propertyLength
    else { return nil }
    key = EventSchema.Key(provider: provider, id: id, version: version)
    func text(_ offset: Int) -> String? { Self.text(blob, offsetAt: offset) }
    let name = WindowsNames.event(task: WindowsNames.known(text(68)), opcode: WindowsNames.known(text(72)))
    schema = EventSchema(providerName: text(52), name: name)
    schema.level = text(56).map { WindowsNames.withoutPrefix($0) }
    schema.channel = text(60)
    schema.keywords = Self.texts(blob, offsetAt: 64).map { WindowsNames.withoutPrefix($0) }
    schema.message = text(76)
    var reader = PropertyReader(
      count: Int(propertyCount), topLevelCount: Int(topLevelCount), fieldsLeft: TraceEventInfo.maximumFields,
      textLeft: 2 * blob.count)
    guard let fields = reader.fields(0..<Int(topLevelCount), depth: 0, in: blob) else { return nil }
    schema.fields = fields
  }

  /// The text whose offset stands at `place`; nil where there is none, or an empty one.
  private static func text(_ blob: Span<UInt8>, offsetAt place: Int) -> String? {
    blob.integer(at: place, as: UInt32.self).flatMap { blob.tidyText(at: Int($0), limit: maximumTextLength) }
  }

  /// The list of texts, ended by an empty one, whose offset stands at `place`.
  private static func texts(_ blob: Span<UInt8>, offsetAt place: Int) -> [String] {
    guard var offset = blob.integer(at: place, as: UInt32.self).map({ Int($0) }), offset > 0 else {
      return []
    }
    var texts: [String] = []
    while texts.count < 64, offset < blob.count, let text = blob.tidyText(at: offset) {
      texts.append(text)
      offset = blob.firstWideZero(from: offset) + 2
    }
    return texts
  }

  private struct PropertyReader {
    let count: Int
    let topLevelCount: Int
    var fieldsLeft: Int
    /// Bytes of names, which may share a place.
    var textLeft: Int

    /// The properties of one level as fields; nil where one of them is impossible.
    mutating func fields(_ range: Range<Int>, depth: Int, in blob: Span<UInt8>) -> [EventSchema.Field]? {
      guard depth < PayloadDecoder.maximumDepth, range.upperBound <= count, range.count <= fieldsLeft
      else { return nil }
      fieldsLeft -= range.count
      var fields: [EventSchema.Field] = []
      for index in range {
        guard let field = field(index, of: range, depth: depth, in: blob) else { return nil }
        fields.append(field)
      }
      return fields
    }

    private mutating func field(_ index: Int, of level: Range<Int>, depth: Int, in blob: Span<UInt8>)
      -> EventSchema.Field?
    {
      let offset = TraceEventInfo.headLength + TraceEventInfo.propertyLength * index
      guard let flags = blob.integer(at: offset, as: UInt32.self),
        let nameOffset = blob.integer(at: offset + 4, as: UInt32.self),
        let first = blob.integer(at: offset + 8, as: UInt16.self),
        let second = blob.integer(at: offset + 10, as: UInt16.self),
        let mapOffset = blob.integer(at: offset + 12, as: UInt32.self),
        let count = blob.integer(at: offset + 16, as: UInt16.self),
        let length = blob.integer(at: offset + 18, as: UInt16.self)
      else { return nil }
      let name = blob.tidyText(at: Int(nameOffset)) ?? ""
      textLeft -= name.utf8.count
      guard textLeft >= 0 else { return nil }
      var field = EventSchema.Field(name, .structure)
      if flags & 4 != 0 {
        guard let extent = extent(Int(count), before: index, of: level) else { return nil }
        field.count = extent
      } else if count > 1 || flags & 0x20 != 0 {
        field.count = .constant(Int(count))
      }
      if flags & 1 != 0 {
        // The members stand behind the structure, which therefore never contains itself.
        let start = Int(first)
        guard start > index, let members = fields(start..<(start + Int(second)), depth: depth + 1, in: blob)
        else { return nil }
        field.members = members
        return field
      }
      field.type = FieldType(manifest: Int(first)) ?? .binary
      field.format = FieldFormat(manifest: Int(second))
      if flags & 2 != 0 {
        guard let extent = extent(Int(length), before: index, of: level) else { return nil }
        field.length = extent
      } else if length > 0, field.type.hasLength {
        field.length = .constant(Int(length))
      } else if first == 306 || first == 307 {
        field.length = .constant(1)
      }
      if mapOffset > 0 { field.mapName = blob.tidyText(at: Int(mapOffset)) }
      return field
    }

    private func extent(_ property: Int, before index: Int, of level: Range<Int>) -> EventSchema.Field.Extent?
    {
      guard property < index else { return nil }
      if level.contains(property) { return .field(property - level.lowerBound) }
      return property < topLevelCount ? .topLevelField(property) : nil
    }
  }
}

/// An EVENT_MAP_INFO (tdh.h), behind the GUID of its provider.
struct EventMapInfo: Sendable {
  let provider: GUID
  let name: String
  let map: EventSchema.ValueMap

  /// Flags of bit maps, from a manifest and from WMI.
  private static let bitMapFlags: UInt32 = 0x12

  /// Reads a blob; nil where it is damaged.
  init?(_ payload: Span<UInt8>) {
    guard payload.count >= 32, let provider = payload.guid(at: 0) else { return nil }
    let blob = payload.extracting(16..<payload.count)
    guard let nameOffset = blob.integer(at: 0, as: UInt32.self),
      let flags = blob.integer(at: 4, as: UInt32.self),
      let count = blob.integer(at: 8, as: UInt32.self), count <= (blob.count - 16) / 8,
      let name = blob.tidyText(at: Int(nameOffset))
    else { return nil }
    self.provider = provider
    self.name = name
    var map = EventSchema.ValueMap(names: [:], isBitMap: flags & EventMapInfo.bitMapFlags != 0)
    // Entries may share a text.
    var textLeft = 2 * blob.count
    for entry in 0..<Int(count) {
      guard let textOffset = blob.integer(at: 16 + 8 * entry, as: UInt32.self),
        let value = blob.integer(at: 20 + 8 * entry, as: UInt32.self),
        let text = blob.tidyText(at: Int(textOffset)),
        map.names[UInt64(value)] == nil
      else { continue }
      textLeft -= text.utf8.count
      guard textLeft >= 0 else { return nil }
      map.names[UInt64(value)] = text
    }
    self.map = map
  }
}

extension Span where Element == UInt8 {
  /// The UTF-16 text at `offset`, without the spaces that message compilers leave at its end, cut where it is
  /// too long; nil where it is empty, or the offset is none.
  fileprivate func tidyText(at offset: Int, limit: Int = EventSchema.ValueMap.maximumNameLength) -> String? {
    guard offset > 0, offset < count else { return nil }
    let text = extracting(offset..<min(offset + 2 * limit, count))
    var end = text.firstWideZero(from: 0)
    while end >= 2, text[end - 1] == 0, [0x20, 0x0d, 0x0a].contains(text[end - 2]) { end -= 2 }
    return end > 0 ? text.wideText(0..<end) : nil
  }
}

extension FieldType {
  /// Whether a length makes a difference.
  var hasLength: Bool {
    switch self {
    case .unicodeString, .ansiString, .binary: true
    default: false
    }
  }
}
