/// Reads values that `LineEncoder` wrote.
///
/// Input is hostile: whole numbers that nothing here can have come out as the greatest that something can, so that sums of them stay
/// numbers.
struct LineDecoder: Decoder {
  fileprivate let document: LineDocument
  fileprivate let index: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// Why a text is not the value that is wanted.
  struct Mismatch: Error {}

  /// A value.
  ///
  /// - Throws: Where the text is no JSON, or not that of such a value.
  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: ArraySlice<UInt8>) throws -> Value {
    guard let document = LineDocument(bytes) else { throw Mismatch() }
    return try Value(from: LineDecoder(document: document, index: 0))
  }

  fileprivate var node: LineDocument.Node { document.nodes[index] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard node.kind == .object else { throw Mismatch() }
    return KeyedDecodingContainer(Members<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard node.kind == .array else { throw Mismatch() }
    return Elements(self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(decoder: self) }

  fileprivate func string() throws -> String {
    guard node.kind == .string else { throw Mismatch() }
    return document.text(of: node)
  }

  fileprivate func bool() throws -> Bool {
    switch node.kind {
    case .yes: return true
    case .no: return false
    default: throw Mismatch()
    }
  }

  fileprivate func number() throws -> Double {
    guard let number = document.number(of: node) else { throw Mismatch() }
    return number
  }

  fileprivate func integer<Value: FixedWidthInteger>() throws -> Value {
    guard let integer: Value = document.integer(of: node) else { throw Mismatch() }
    return integer
  }

  /// Counts, offsets, numbers of lines: more than 2^53 of anything there are not.
  fileprivate func count() throws -> Int {
    let greatest = 1 << 53
    return min(greatest, max(-greatest, try integer()))
  }

  /// Nanoseconds: a day from the ends of the range, to which hours may be added.
  fileprivate func nanoseconds() throws -> Int64 {
    let greatest: Int64 = .max - 90_000_000_000_000
    return min(greatest, max(-greatest, try integer()))
  }
}

private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: LineDecoder

  var codingPath: [any CodingKey] { [] }

  var allKeys: [Key] {
    let document = decoder.document
    var keys: [Key] = []
    var index = decoder.index + 1
    for _ in 0..<decoder.node.count {
      if let key = Key(stringValue: document.text(of: document.nodes[index])) {
        keys.append(key)
      }
      index = document.nodes[index + 1].next
    }
    return keys
  }

  private func member(_ key: Key) throws -> LineDecoder {
    guard let index = decoder.document.member(key.stringValue, of: decoder.index) else {
      throw LineDecoder.Mismatch()
    }
    return LineDecoder(document: decoder.document, index: index)
  }

  func contains(_ key: Key) -> Bool { decoder.document.member(key.stringValue, of: decoder.index) != nil }
  func decodeNil(forKey key: Key) -> Bool { !contains(key) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try member(key).string() }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try member(key).bool() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try member(key).number() }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try member(key).count() }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try member(key).nanoseconds() }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try member(key).integer() }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try Value(from: try member(key))
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try member(key).unkeyedContainer()
  }

  func superDecoder() -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }
}

private struct Elements: UnkeyedDecodingContainer {
  private let document: LineDocument
  private let length: Int
  private var next: Int
  private(set) var currentIndex = 0

  var codingPath: [any CodingKey] { [] }
  var count: Int? { length }
  var isAtEnd: Bool { currentIndex >= length }

  init(_ decoder: LineDecoder) {
    document = decoder.document
    length = decoder.node.count
    next = decoder.index + 1
  }

  private mutating func element() throws -> LineDecoder {
    guard !isAtEnd else { throw LineDecoder.Mismatch() }
    defer {
      next = document.nodes[next].next
      currentIndex += 1
    }
    return LineDecoder(document: document, index: next)
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, document.nodes[next].kind == .null else { return false }
    _ = try element()
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try Value(from: try element())
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try element().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try element().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try element() }
}

private struct Single: SingleValueDecodingContainer {
  let decoder: LineDecoder

  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { decoder.node.kind == .null }
  func decode(_ type: String.Type) throws -> String { try decoder.string() }
  func decode(_ type: Bool.Type) throws -> Bool { try decoder.bool() }
  func decode(_ type: Double.Type) throws -> Double { try decoder.number() }
  func decode(_ type: Float.Type) throws -> Float { Float(try decoder.number()) }
  func decode(_ type: Int.Type) throws -> Int { try decoder.count() }
  func decode(_ type: Int8.Type) throws -> Int8 { try decoder.integer() }
  func decode(_ type: Int16.Type) throws -> Int16 { try decoder.integer() }
  func decode(_ type: Int32.Type) throws -> Int32 { try decoder.integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { try decoder.nanoseconds() }
  func decode(_ type: UInt.Type) throws -> UInt { try decoder.integer() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.integer() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.integer() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.integer() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.integer() }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: decoder) }
}
