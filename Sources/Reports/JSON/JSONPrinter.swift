import Evidence

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
  /// The text in UTF-8.
  private var bytes: [UInt8] = []

  /// The value and a line break.
  static func text(of value: JSONValue) -> String {
    var printer = JSONPrinter()
    printer.print(value, indent: 0)
    printer.append("\n")
    return String(decoding: printer.bytes, as: UTF8.self)
  }

  /// Writes an object and a line break, piece by piece. The elements of a list are made when they are printed, one after
  /// the other, so that a long one never exists as a whole.
  static func write<Failure: Error>(
    _ members: [(key: String, section: JSONSection)], to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var printer = JSONPrinter()
    printer.append("{\n")
    for (index, (key, section)) in members.enumerated() {
      if index > 0 { printer.append(",\n") }
      printer.startLine(indent: 1)
      JSONText.append(key, to: &printer.bytes)
      printer.append(": ")
      switch section {
      case .value(let value): printer.print(value, indent: 1)
      case .list(let count, let element): try printer.print(count, element, to: sink)
      }
    }
    printer.append("\n}\n")
    try sink(String(decoding: printer.bytes, as: UTF8.self))
  }

  /// Bytes of text from which on a sink gets it.
  private static let pieceSize = 1 << 20

  private mutating func print<Failure: Error>(
    _ count: Int, _ element: (Int) -> JSONValue, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    guard count > 0 else { return append("[]") }
    append("[\n")
    for index in 0..<count {
      if index > 0 { append(",\n") }
      startLine(indent: 2)
      print(element(index), indent: 2)
      if bytes.count >= JSONPrinter.pieceSize {
        try sink(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
      }
    }
    append("\n")
    startLine(indent: 1)
    append("]")
  }

  /// Characters that a container on one line may take, its key and indent not counted.
  private static let shortLine = 80

  private mutating func print(_ value: JSONValue, indent: Int) {
    switch value {
    case .string(let string): JSONText.append(string, to: &bytes)
    case .integer(let integer): append(String(integer))
    case .number(let number): JSONText.append(number, to: &bytes)
    case .bool(let bool): append(bool ? "true" : "false")
    case .array(let elements): print(elements, indent: indent)
    case .object(let object): print(object, indent: indent)
    }
  }

  private mutating func print(_ elements: [JSONValue], indent: Int) {
    if printOnOneLine(elements) { return }
    append("[\n")
    for (index, element) in elements.enumerated() {
      if index > 0 { append(",\n") }
      startLine(indent: indent + 1)
      print(element, indent: indent + 1)
    }
    append("\n")
    startLine(indent: indent)
    append("]")
  }

  private mutating func print(_ object: JSONObject, indent: Int) {
    if printOnOneLine(object) { return }
    append("{\n")
    for (index, member) in object.members.enumerated() {
      if index > 0 { append(",\n") }
      startLine(indent: indent + 1)
      JSONText.append(member.key, to: &bytes)
      append(": ")
      print(member.value, indent: indent + 1)
    }
    append("\n")
    startLine(indent: indent)
    append("}")
  }

  /// False, and nothing printed, where an element is a container that is not empty, or the line would be too long.
  private mutating func printOnOneLine(_ elements: [JSONValue]) -> Bool {
    guard elements.allSatisfy({ !$0.holdsSomething }) else { return false }
    let start = bytes.count
    append("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { append(", ") }
      print(element, indent: 0)
      if takesBackLongLine(from: start) { return false }
    }
    append("]")
    return true
  }

  /// As for an array.
  private mutating func printOnOneLine(_ object: JSONObject) -> Bool {
    guard object.members.allSatisfy({ !$0.value.holdsSomething }) else { return false }
    let start = bytes.count
    append("{")
    for (index, member) in object.members.enumerated() {
      if index > 0 { append(", ") }
      JSONText.append(member.key, to: &bytes)
      append(": ")
      print(member.value, indent: 0)
      if takesBackLongLine(from: start) { return false }
    }
    append("}")
    return true
  }

  private mutating func takesBackLongLine(from start: Int) -> Bool {
    guard bytes.count - start > JSONPrinter.shortLine else { return false }
    bytes.removeSubrange(start...)
    return true
  }

  private mutating func startLine(indent: Int) {
    for _ in 0..<indent { append("  ") }
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }
}
