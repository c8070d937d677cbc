import Evidence

extension EventFields {
  /// What an event of a trace says: its fields, where its layout is known, else the text in its payload.
  ///
  /// - Parameter items: What stands behind the header.
  init(
    _ record: TraceRecord, _ items: ExtendedItems, schema: EventSchema?, providerName: String?,
    time: Instant?,
    _ bytes: Span<UInt8>
  ) {
    self.init()
    let payload = items.payload
    for item in items.others { addText(in: bytes.extracting(item.range), name: nil) }
    systemTime = time?.rfc3339Ticks
    levelNumber = record.level(bytes).map { Int($0) }
    opcode = Int(record.opcode(bytes))
    processID = record.process(bytes).flatMap { $0 == .max ? nil : Int($0) }
    provider = providerName ?? schema?.providerName
    task = schema?.name
    guard let schema else {
      addText(in: bytes.extracting(payload), name: nil)
      return
    }
    let decoded = PayloadDecoder(pointerSize: record.pointerSize)
      .decode(bytes.extracting(payload), as: schema)
    add(decoded.fields)
    let start = payload.upperBound - min(decoded.leftover, payload.count)
    addText(in: bytes.extracting(start..<payload.upperBound), name: nil)
  }

  /// Adds the fields of a payload; those of structures as fields of their own.
  private mutating func add(_ decoded: [DecodedField]) {
    for field in decoded { add(field.name, field.value, shown: field.shown) }
  }

  private mutating func add(_ name: String, _ value: FieldValue, shown: String?) {
    switch value {
    case .structure(let members): add(members)
    case .array(let elements):
      if elements.contains(where: { if case .structure = $0 { true } else { false } }) {
        for element in elements { add(name, element, shown: nil) }
      } else {
        add(name, Array((shown ?? elements.map(\.text).joined(separator: " ")).utf8)[...])
      }
    case .bytes(let bytes): addText(in: bytes.span, name: name)
    case .integer, .unsigned:
      // A name of the value says more than its number; another way to write the number does not.
      let isName = shown?.utf8.first.map { isLetter($0) } ?? false
      add(name, Array((isName ? shown ?? value.text : value.text).utf8)[...])
    default: add(name, Array(value.text.utf8)[...])
    }
  }

  private mutating func addText(in payload: Span<UInt8>, name: String?) {
    var text: [UInt8] = []
    TextRuns.append(payload, to: &text)
    if !text.isEmpty { add(name, text[...]) }
  }
}

extension FieldValue {
  /// The value in the words of a log; empty for bytes, arrays and structures.
  public var text: String {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .unsigned(let value): String(value)
    case .number(let value): String(value)
    case .boolean(let value): value ? "true" : "false"
    case .guid(let value): value.description
    case .time(let value): value.rfc3339Ticks
    case .bytes, .array, .structure: ""
    }
  }
}
