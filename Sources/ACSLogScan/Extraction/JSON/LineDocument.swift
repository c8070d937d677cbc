import Evidence

/// The values of one JSON text (RFC 8259), each as the place where it stands. Nothing is converted before it is asked for.
final class LineDocument {
  /// What a value is.
  enum Kind: UInt8 {
    case null
    case yes
    case no
    case number
    case string
    case array
    case object
  }

  struct Node {
    var kind: Kind
    /// Whether a string has escapes.
    var hasEscapes = false
    /// Its bytes; of a string without the quotes.
    var start: Int
    var end: Int
    /// The number of the value behind it and all that stands in it.
    var next = 0
    var count = 0
  }

  let bytes: ArraySlice<UInt8>
  /// A container is followed by its elements, an object by names and values in turn.
  private(set) var nodes: [Node] = []
  private var index: Int
  /// The values of large objects by their names.
  private var indexes: [Int: [String: Int]] = [:]

  /// Members up to which they are looked through one by one.
  private static let fewMembers = 32
  private static let maximumDepth = 64
  /// Values of one text take some 50 bytes each.
  private static let maximumCount = 1 << 23

  /// Nil for what is no JSON, or nested too deep.
  init?(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
    guard value(depth: 0) else { return nil }
    skipSpace()
    guard index == bytes.endIndex else { return nil }
  }

  private var current: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { index += 1 }
  }

  private func value(depth: Int) -> Bool {
    skipSpace()
    guard let byte = current, depth < LineDocument.maximumDepth, nodes.count < LineDocument.maximumCount
    else { return false }
    switch byte {
    case UInt8(ascii: "{"): return container(.object, depth)
    case UInt8(ascii: "["): return container(.array, depth)
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "t"): return word("true", .yes)
    case UInt8(ascii: "f"): return word("false", .no)
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private func container(_ kind: Kind, _ depth: Int) -> Bool {
    let number = nodes.count
    let end = kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
    nodes.append(Node(kind: kind, start: index, end: index))
    index += 1
    var count = 0
    skipSpace()
    if current == end {
      index += 1
    } else {
      while true {
        if kind == .object {
          skipSpace()
          guard current == UInt8(ascii: "\""), string() else { return false }
          skipSpace()
          guard current == UInt8(ascii: ":") else { return false }
          index += 1
        }
        guard value(depth: depth + 1) else { return false }
        count += 1
        skipSpace()
        guard let byte = current else { return false }
        index += 1
        if byte == end { break }
        guard byte == UInt8(ascii: ",") else { return false }
      }
    }
    nodes[number].end = index
    nodes[number].next = nodes.count
    nodes[number].count = count
    return true
  }

  private func string() -> Bool {
    index += 1
    var node = Node(kind: .string, start: index, end: index)
    while let byte = current {
      if byte == UInt8(ascii: "\"") {
        node.end = index
        node.next = nodes.count + 1
        nodes.append(node)
        index += 1
        return true
      }
      if byte == UInt8(ascii: "\\") {
        node.hasEscapes = true
        index += 1
      }
      index += 1
    }
    return false
  }

  private func word(_ word: StaticString, _ kind: Kind) -> Bool {
    let start = index
    let isThere = word.withUTF8Buffer { word in unsafe bytes[index...].starts(with: word) }
    guard isThere else { return false }
    index += word.utf8CodeUnitCount
    nodes.append(Node(kind: kind, start: start, end: index, next: nodes.count + 1))
    return true
  }

  private func number() -> Bool {
    let start = index
    while let byte = current,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || [0x2b, 0x2d, 0x2e, 0x45, 0x65].contains(byte)
    {
      index += 1
    }
    guard index > start else { return false }
    nodes.append(Node(kind: .number, start: start, end: index, next: nodes.count + 1))
    return true
  }
}

// MARK: - Values

extension LineDocument {
  /// The value of a member of an object; nil where it has none of that name, or a null.
  func member(_ name: String, of object: Int) -> Int? {
    if nodes[object].count > LineDocument.fewMembers {
      return indexOfMembers(of: object)[name].flatMap { nodes[$0].kind == .null ? nil : $0 }
    }
    var index = object + 1
    for _ in 0..<nodes[object].count {
      let value = index + 1
      if isName(nodes[index], name) { return nodes[value].kind == .null ? nil : value }
      index = nodes[value].next
    }
    return nil
  }

  private func indexOfMembers(of object: Int) -> [String: Int] {
    if let known = indexes[object] { return known }
    var members: [String: Int] = [:]
    var index = object + 1
    for _ in 0..<nodes[object].count {
      // Of two with one name the first counts.
      let name = text(of: nodes[index])
      if members[name] == nil { members[name] = index + 1 }
      index = nodes[index + 1].next
    }
    indexes[object] = members
    return members
  }

  private func isName(_ node: Node, _ name: String) -> Bool {
    if node.hasEscapes { return text(of: node) == name }
    return bytes[node.start..<node.end].elementsEqual(name.utf8)
  }

  func text(of node: Node) -> String {
    let raw = bytes[node.start..<node.end]
    guard node.hasEscapes else { return String(decoding: raw, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var escape = StringEscape()
    for byte in raw {
      if escape.isOpen || byte == UInt8(ascii: "\\"), escape.take(byte, into: &text) { continue }
      text.append(byte)
    }
    escape.finish(into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// A whole number; nil for all else, and for what does not fit.
  func integer<Value: FixedWidthInteger>(of node: Node) -> Value? {
    guard node.kind == .number else { return nil }
    let isNegative = bytes[node.start] == UInt8(ascii: "-")
    let digits = bytes[(isNegative ? node.start + 1 : node.start)..<node.end]
    guard !digits.isEmpty else { return nil }
    var value: Value = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
      let digit = Value(truncatingIfNeeded: byte - UInt8(ascii: "0"))
      let (sum, overflows) =
        isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      guard !overflowed, !overflows else { return nil }
      value = sum
    }
    return value
  }

  /// A number, or a string that names one that is not finite.
  func number(of node: Node) -> Double? {
    switch node.kind {
    case .number: return Double(String(decoding: bytes[node.start..<node.end], as: UTF8.self))
    case .string: return Double(text(of: node)).flatMap { $0.isFinite ? nil : $0 }
    default: return nil
    }
  }
}
