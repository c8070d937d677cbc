/// What a schema's maps and formats make of values.
enum FieldDisplay {
  /// Bytes of the elements of an array; longer ones are not shown.
  private static let maximumLength = 1 << 16

  /// The form in which `value` is meant to be shown; nil where that is its plain form.
  static func text(of value: FieldValue, as field: EventSchema.Field) -> String? {
    if let map = field.map, let named = name(of: value, in: map, size: field.type.size) { return named }
    if field.format == .standard {
      return field.type == .hexInt32 || field.type == .hexInt64
        ? hexadecimal(value, size: field.type.size) : nil
    }
    switch (field.format, value) {
    case (.hexadecimal, _), (.ntStatus, _), (.hResult, _), (.pointer, _):
      return hexadecimal(value, size: field.type.size)
    case (.ipv4, .unsigned(let address)):
      return NetworkAddress.ipv4((0..<4).map { UInt8(truncatingIfNeeded: address >> UInt64(8 * $0)) })
    case (.ipv6, .bytes(let address)): return NetworkAddress.ipv6(address)
    case (.socketAddress, .bytes(let address)): return NetworkAddress.socket(address)
    case (.string, .unsigned(let unit)):
      return UInt32(exactly: unit).flatMap { Unicode.Scalar($0) }.map { String(Character($0)) }
    case (.string, .bytes(let bytes)), (.utf8, .bytes(let bytes)), (.xml, .bytes(let bytes)),
      (.json, .bytes(let bytes)):
      return decodedText(bytes)
    default: return nil
    }
  }

  /// The elements of an array, shown; nil where they are shown plainly. Characters make a text.
  static func text(ofElements elements: [FieldValue], as field: EventSchema.Field) -> String? {
    guard field.map != nil || field.format != .standard || field.type == .hexInt32 || field.type == .hexInt64
    else { return nil }
    var shown = ""
    for (index, element) in elements.enumerated() {
      guard let text = text(of: element, as: field), shown.utf8.count < maximumLength else { return nil }
      if field.format == .string {
        if text == "\0" { break }
      } else if index > 0 {
        shown += ", "
      }
      shown += text
    }
    return elements.isEmpty ? nil : shown
  }

  private static func name(of value: FieldValue, in map: EventSchema.ValueMap, size: Int) -> String? {
    let number: UInt64
    switch value {
    case .unsigned(let value): number = value
    // A map has 32-bit values; those of a negative number are its bits.
    case .integer(let value): number = UInt64(truncatingIfNeeded: value) & mask(size)
    case .boolean(let value): number = value ? 1 : 0
    default: return nil
    }
    if let name = map.names[number] { return name }
    guard map.isBitMap, number != 0 else { return nil }
    var names: [String] = []
    var rest = number
    while rest != 0 {
      let bit = rest & (~rest &+ 1)
      names.append(map.names[bit] ?? "0x" + String(bit, radix: 16))
      rest &= rest &- 1
    }
    return names.joined(separator: " | ")
  }

  private static func hexadecimal(_ value: FieldValue, size: Int) -> String? {
    switch value {
    case .unsigned(let value): "0x" + String(value, radix: 16)
    case .integer(let value): "0x" + String(UInt64(truncatingIfNeeded: value) & mask(size), radix: 16)
    default: nil
    }
  }

  private static func mask(_ size: Int) -> UInt64 {
    size >= 8 ? .max : (1 << UInt64(8 * size)) - 1
  }
}

extension FieldType {
  /// Bytes of an integer; 8 for what is none.
  fileprivate var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .hexInt32, .bool: 4
    default: 8
    }
  }
}
