/// Decodes the payloads of events by their schemas. Whatever the bytes are, a payload costs no more than its
/// length and its schema do.
struct PayloadDecoder: Sendable {
  /// Structures nested deeper are not decoded.
  static let maximumDepth = 16

  /// Of the process that wrote the event: 4 or 8 bytes.
  let pointerSize: Int

  /// What `schema` makes of `payload`.
  func decode(_ payload: Span<UInt8>, as schema: EventSchema) -> DecodedPayload {
    // Values of no bytes, such as empty structures, are bounded by their number.
    var place = PayloadPlace(offset: 0, valuesLeft: 4096 + 2 * payload.count)
    let fields = decode(schema.fields, of: nil, depth: 0, in: payload, &place)
    return DecodedPayload(
      fields: fields, leftover: payload.count - min(place.offset, payload.count),
      isCutShort: place.isCutShort)
  }

  /// The fields of one level; `event` has the fields of the event before the structure that these are of.
  private func decode(
    _ fields: [EventSchema.Field], of event: [DecodedField]?, depth: Int, in payload: Span<UInt8>,
    _ place: inout PayloadPlace
  ) -> [DecodedField] {
    guard depth <= PayloadDecoder.maximumDepth else {
      place.isCutShort = true
      return []
    }
    var decoded: [DecodedField] = []
    decoded.reserveCapacity(fields.count)
    for field in fields {
      guard place.countValue() else { break }
      guard let value = decode(field, after: decoded, of: event ?? decoded, depth: depth, in: payload, &place)
      else { break }
      decoded.append(value)
      if place.isCutShort { break }
    }
    return decoded
  }

  /// A field with all its elements; those before the end where the payload ends early, nil where there is none.
  private func decode(
    _ field: EventSchema.Field, after siblings: [DecodedField], of event: [DecodedField], depth: Int,
    in payload: Span<UInt8>, _ place: inout PayloadPlace
  ) -> DecodedField? {
    let count: Int
    switch field.count {
    case .none:
      let length = extent(field.length, siblings, event, payload, &place)
      guard !place.isCutShort else { return nil }
      guard let value = decodeOne(field, length: length, of: event, depth: depth, in: payload, &place)
      else { return nil }
      return DecodedField(field.name, value, shown: place.shown { FieldDisplay.text(of: value, as: field) })
    default:
      count = extent(field.count, siblings, event, payload, &place) ?? 0
    }
    let length = extent(field.length, siblings, event, payload, &place)
    guard !place.isCutShort else { return nil }
    var elements: [FieldValue] = []
    // Each element but the empty ones takes a byte.
    elements.reserveCapacity(min(count, payload.count - place.offset))
    while elements.count < count, !place.isCutShort {
      guard let value = decodeOne(field, length: length, of: event, depth: depth, in: payload, &place)
      else { break }
      elements.append(value)
    }
    let shown = place.shown { FieldDisplay.text(ofElements: elements, as: field) }
    return DecodedField(field.name, .array(elements), shown: shown)
  }

  private func decodeOne(
    _ field: EventSchema.Field, length: Int?, of event: [DecodedField], depth: Int, in payload: Span<UInt8>,
    _ place: inout PayloadPlace
  ) -> FieldValue? {
    guard place.countValue() else { return nil }
    if field.type == .structure {
      return .structure(decode(field.members, of: event, depth: depth + 1, in: payload, &place))
    }
    let reader = ScalarReader(pointerSize: pointerSize, field: field, length: length)
    guard let value = reader.read(payload, &place.offset) else {
      place.isCutShort = true
      return nil
    }
    return value
  }

  /// A length or count; nil where none is given. An impossible one cuts the payload short.
  private func extent(
    _ extent: EventSchema.Field.Extent, _ siblings: [DecodedField], _ event: [DecodedField],
    _ payload: Span<UInt8>, _ place: inout PayloadPlace
  ) -> Int? {
    let value: Int?
    switch extent {
    case .none: return nil
    case .constant(let constant): value = constant
    case .field(let index): value = siblings.indices.contains(index) ? siblings[index].value.size : nil
    case .topLevelField(let index): value = event.indices.contains(index) ? event[index].value.size : nil
    case .prefixed:
      value = payload.integer(at: place.offset, as: UInt16.self).map { Int($0) }
      place.offset += value == nil ? 0 : 2
    }
    guard let value, value >= 0 else {
      place.isCutShort = true
      return nil
    }
    return value
  }
}

/// How far a payload has been decoded.
private struct PayloadPlace {
  var offset: Int
  var valuesLeft: Int
  var isCutShort = false
  private var shownLeft = 1 << 20

  init(offset: Int, valuesLeft: Int) {
    self.offset = offset
    self.valuesLeft = valuesLeft
  }

  /// What `text` makes of a value, as long as such texts are no longer together than those of an event that is
  /// meant to be read.
  mutating func shown(_ text: () -> String?) -> String? {
    guard shownLeft > 0, let text = text() else { return nil }
    shownLeft -= text.utf8.count
    return shownLeft >= 0 ? text : nil
  }

  /// False where the payload has had more values than it can have.
  mutating func countValue() -> Bool {
    valuesLeft -= 1
    if valuesLeft < 0 { isCutShort = true }
    return !isCutShort
  }
}

extension FieldValue {
  /// The value as a length or count; nil where it is none.
  fileprivate var size: Int? {
    switch self {
    case .integer(let value): Int(exactly: value)
    case .unsigned(let value): Int(exactly: value)
    default: nil
    }
  }
}
