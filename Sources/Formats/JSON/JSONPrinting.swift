extension JSONValue {
  /// The value as JSON, but for numbers, which stand as they were written.
  var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// What `text` gave; nil for what it did not.
  init?(text: String) {
    guard let reading = JSONReader.read(Array(text.utf8)) else { return nil }
    self = reading.value
  }

  private func write(to text: inout String) {
    switch self {
    case .object(let members):
      text += "{"
      for (place, member) in members.enumerated() {
        if place > 0 { text += "," }
        JSONValue.write(member.key, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    case .array(let elements):
      text += "["
      for (place, element) in elements.enumerated() {
        if place > 0 { text += "," }
        element.write(to: &text)
      }
      text += "]"
    case .string(let string): JSONValue.write(string, to: &text)
    case .number(let number): text += number
    case .bool(let value): text += value ? "true" : "false"
    case .null: text += "null"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\u{0}"..."\u{1f}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
