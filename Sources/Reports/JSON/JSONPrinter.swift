/// A member of a report: a value, or a list whose elements are objects that are not worth keeping.
enum JSONSection {
  case value(JSONValue)
  case list(Int, (Int) -> JSONValue)

  static func list<Element>(
    _ elements: some RandomAccessCollection<Element>, _ value: @escaping (Element) -> JSONValue
  ) -> JSONSection {
    .list(elements.count) { value(elements[elements.index(elements.startIndex, offsetBy: $0)]) }
  }
}

/// Prints JSON (RFC 8259), two spaces a level; what holds no container and fits a short line stays on one.
struct JSONPrinter {
  private var text = ""

  /// The value and a line break.
  static func text(of value: JSONValue) -> String {
    var printer = JSONPrinter()
    printer.print(value, indent: 0)
    printer.text.append("\n")
    return printer.text
  }

  /// Writes an object and a line break, piece by piece. The elements of a list are made when they are printed, one after
  /// the other, so that a long one never exists as a whole.
  static func write<Failure: Error>(
    _ members: [(key: String, section: JSONSection)], to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var printer = JSONPrinter()
    printer.text.append("{\n")
    for (index, (key, section)) in members.enumerated() {
      if index > 0 { printer.text.append(",\n") }
      printer.startLine(indent: 1)
      printer.print(key)
      printer.text.append(": ")
      switch section {
      case .value(let value): printer.print(value, indent: 1)
      case .list(let count, let element): try printer.print(count, element, to: sink)
      }
    }
    printer.text.append("\n}\n")
    try sink(printer.text)
  }

  /// Bytes of text from which on a sink gets it.
  private static let pieceSize = 1 << 20

  private mutating func print<Failure: Error>(
    _ count: Int, _ element: (Int) -> JSONValue, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    guard count > 0 else { return text.append("[]") }
    text.append("[\n")
    for index in 0..<count {
      if index > 0 { text.append(",\n") }
      startLine(indent: 2)
      print(element(index), indent: 2)
      if text.utf8.count >= JSONPrinter.pieceSize {
        try sink(text)
        text.removeAll(keepingCapacity: true)
      }
    }
    text.append("\n")
    startLine(indent: 1)
    text.append("]")
  }

  /// Characters that a container on one line may take, its key and indent not counted.
  private static let shortLine = 80

  private mutating func print(_ value: JSONValue, indent: Int) {
    switch value {
    case .string(let string): print(string)
    case .integer(let integer): text.append(String(integer))
    case .number(let number): print(number)
    case .bool(let bool): text.append(bool ? "true" : "false")
    case .array(let elements): print(elements, indent: indent)
    case .object(let object): print(object, indent: indent)
    }
  }

  private mutating func print(_ elements: [JSONValue], indent: Int) {
    if let line = JSONPrinter.oneLine(elements.lazy.map { (nil, $0) }, open: "[", close: "]") {
      text.append(line)
      return
    }
    text.append("[\n")
    for (index, element) in elements.enumerated() {
      if index > 0 { text.append(",\n") }
      startLine(indent: indent + 1)
      print(element, indent: indent + 1)
    }
    text.append("\n")
    startLine(indent: indent)
    text.append("]")
  }

  private mutating func print(_ object: JSONObject, indent: Int) {
    if let line = JSONPrinter.oneLine(object.members.lazy.map { ($0.key, $0.value) }, open: "{", close: "}") {
      text.append(line)
      return
    }
    text.append("{\n")
    for (index, member) in object.members.enumerated() {
      if index > 0 { text.append(",\n") }
      startLine(indent: indent + 1)
      print(member.key)
      text.append(": ")
      print(member.value, indent: indent + 1)
    }
    text.append("\n")
    startLine(indent: indent)
    text.append("}")
  }

  /// A container on one line; nil where it holds a container that is not empty, or is too long.
  private static func oneLine(
    _ members: some Sequence<(key: String?, value: JSONValue)>, open: String, close: String
  ) -> String? {
    guard members.allSatisfy({ !$0.value.holdsSomething }) else { return nil }
    var line = JSONPrinter()
    line.text = open
    for (index, member) in members.enumerated() {
      if index > 0 { line.text.append(", ") }
      if let key = member.key {
        line.print(key)
        line.text.append(": ")
      }
      line.print(member.value, indent: 0)
      if line.text.utf8.count > shortLine { return nil }
    }
    return line.text + close
  }

  private mutating func startLine(indent: Int) {
    for _ in 0..<indent { text.append("  ") }
  }

  private mutating func print(_ number: Double) {
    // The shortest text that reads back as the same number; no JSON reader needs ".0".
    let shortest = number == 0 ? "0" : number.description
    text.append(shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest)
  }

  /// Control characters are escaped, those of C1 and DEL too, so that a report shown by `cat` is harmless.
  private mutating func print(_ string: String) {
    if string.utf8.allSatisfy(JSONPrinter.standsForItself) {
      text.append("\"")
      text.append(string)
      text.append("\"")
      return
    }
    text.append("\"")
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text.append("\\\"")
      case "\\": text.append("\\\\")
      case "\n": text.append("\\n")
      case "\r": text.append("\\r")
      case "\t": text.append("\\t")
      default:
        if isEscaped(scalar) {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            text.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
          }
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text.append("\"")
  }

  private static func standsForItself(_ byte: UInt8) -> Bool {
    (0x20..<0x7f).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7f }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
