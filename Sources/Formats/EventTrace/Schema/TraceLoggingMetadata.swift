/// The description that a TraceLogging event carries of itself (extended item 11; TraceLoggingProvider.h):
/// u16 size, tag bytes, the name of the event, and its fields.
enum TraceLoggingMetadata {
  /// The name and the fields of the event; nil where the metadata is damaged.
  static func schema(_ metadata: Span<UInt8>) -> EventSchema? {
    guard let size = metadata.integer(at: 0, as: UInt16.self), size >= 4, size <= metadata.count else {
      return nil
    }
    var reader = TraceLoggingReader(offset: 2, end: Int(size))
    guard reader.skipTags(metadata), let name = reader.name(metadata) else { return nil }
    var fields: [EventSchema.Field] = []
    while reader.offset < reader.end {
      guard let field = reader.field(metadata, depth: 0) else { return nil }
      fields.append(field)
    }
    return EventSchema(name: name, fields: fields)
  }
}

/// How far metadata has been read.
private struct TraceLoggingReader {
  var offset: Int
  let end: Int

  private mutating func byte(_ metadata: Span<UInt8>) -> UInt8? {
    guard offset < end else { return nil }
    offset += 1
    return metadata[offset - 1]
  }

  /// Tags end with the first byte whose high bit is not set.
  mutating func skipTags(_ metadata: Span<UInt8>) -> Bool {
    while let byte = byte(metadata) {
      if byte & 0x80 == 0 { return true }
    }
    return false
  }

  mutating func name(_ metadata: Span<UInt8>) -> String? {
    let zero = metadata.firstZero(from: offset)
    guard zero < end else { return nil }
    defer { offset = zero + 1 }
    return metadata.narrowText(offset..<zero)
  }

  private mutating func word(_ metadata: Span<UInt8>) -> Int? {
    guard end - offset >= 2, let value = metadata.integer(at: offset, as: UInt16.self) else { return nil }
    offset += 2
    return Int(value)
  }

  mutating func field(_ metadata: Span<UInt8>, depth: Int) -> EventSchema.Field? {
    guard depth < PayloadDecoder.maximumDepth, let name = name(metadata), let input = byte(metadata) else {
      return nil
    }
    var output: UInt8 = 0
    if input & 0x80 != 0 {
      guard let byte = byte(metadata) else { return nil }
      output = byte & 0x7f
      if byte & 0x80 != 0, !skipTags(metadata) { return nil }
    }
    var field = EventSchema.Field(name, .countedBinary, format: FieldFormat(traceLogging: Int(output)))
    switch input & 0x60 {
    case 0x20:
      guard let count = word(metadata) else { return nil }
      field.count = .constant(count)
    case 0x40: field.count = .prefixed
    case 0x60:
      guard let length = word(metadata), length <= end - offset else { return nil }
      offset += length
      return field
    default: break
    }
    guard input & 0x1f != 24 else {
      field.type = .structure
      field.format = .standard
      for _ in 0..<output {
        guard let member = self.field(metadata, depth: depth + 1) else { return nil }
        field.members.append(member)
      }
      return field
    }
    guard let type = FieldType(traceLogging: input & 0x1f) else { return nil }
    field.type = type
    return field
  }
}

/// The schemas of the metadata met so far: a trace repeats a few descriptions millions of times.
struct TraceLoggingCache {
  private struct Entry {
    let metadata: [UInt8]
    let schema: EventSchema?
  }

  private static let maximumBytes = 8 << 20

  private var entries: [UInt64: Entry] = [:]
  private var bytes = 0

  init() {}

  /// What `TraceLoggingMetadata.schema` makes of `metadata`.
  mutating func schema(_ metadata: Span<UInt8>) -> EventSchema? {
    let hash = TraceLoggingCache.hash(metadata)
    if let entry = entries[hash], TraceLoggingCache.equal(entry.metadata, metadata) { return entry.schema }
    let schema = TraceLoggingMetadata.schema(metadata)
    if bytes > TraceLoggingCache.maximumBytes {
      entries.removeAll(keepingCapacity: true)
      bytes = 0
    }
    // The schema takes some times more than the bytes it is made of.
    bytes += metadata.count + 64
    entries[hash] = Entry(metadata: metadata.array(0..<metadata.count), schema: schema)
    return schema
  }

  /// FNV-1a, eight bytes at a time.
  private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var index = 0
    while let word = bytes.integer(at: index, as: UInt64.self) {
      hash = (hash ^ word) &* 0x100_0000_01b3
      hash ^= hash >> 29
      index += 8
    }
    while index < bytes.count {
      hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
      index += 1
    }
    return hash
  }

  private static func equal(_ left: [UInt8], _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices {
      guard left[index] == right[index] else { return false }
    }
    return true
  }
}
