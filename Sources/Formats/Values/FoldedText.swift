/// A short text in lower case, held in place: a record has a hundred words, and none of them costs an allocation.
/// It is compared byte by byte with texts of the source code.
struct FoldedText<let capacity: Int>: Sendable {
  private var bytes = InlineArray<capacity, UInt8>(repeating: 0)
  private(set) var count = 0

  /// Empty.
  init() {}

  /// The UTF-8 of a text that is in lower case; what is over the capacity is left out.
  init(_ text: some StringProtocol) {
    for byte in text.utf8 { append(byte) }
  }

  /// The UTF-8 of a text, its letters of ASCII in lower case.
  init(folding text: String, dropping dropped: UInt8? = nil) {
    let bytes = text.utf8.span
    for index in bytes.indices where bytes[index] != dropped { append(lowercased(bytes[index])) }
  }

  var isEmpty: Bool { count == 0 }

  /// Adds a byte if there is room for it.
  mutating func append(_ byte: UInt8) {
    guard count < capacity else { return }
    bytes[count] = byte
    count += 1
  }

  /// Adds another text as far as there is room for it.
  mutating func append<let other: Int>(_ text: FoldedText<other>) {
    for index in 0..<text.count { append(text[index]) }
  }

  subscript(_ index: Int) -> UInt8 { bytes[index] }

  func hasPrefix(_ text: StaticString) -> Bool {
    has(text, at: 0)
  }

  func hasSuffix(_ text: StaticString) -> Bool {
    has(text, at: count - text.utf8CodeUnitCount)
  }

  func contains(_ text: StaticString) -> Bool {
    firstIndex(of: text) != nil
  }

  /// Where `text` first stands.
  func firstIndex(of text: StaticString) -> Int? {
    let last = count - text.utf8CodeUnitCount
    guard last >= 0, let first = text.withUTF8Buffer({ unsafe $0.first }) else { return nil }
    var start = 0
    while start <= last {
      if bytes[start] == first, has(text, at: start) { return start }
      start += 1
    }
    return nil
  }

  /// The text without some bytes at its start and end.
  func dropping(first: Int, last: Int = 0) -> FoldedText {
    var part = FoldedText()
    for index in stride(from: first, to: count - last, by: 1) { part.append(bytes[index]) }
    return part
  }

  private func has(_ text: StaticString, at start: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard start >= 0, start + length <= count else { return false }
    return text.withUTF8Buffer { text in
      for offset in 0..<length where unsafe text[offset] != bytes[start + offset] { return false }
      return true
    }
  }
}

extension FoldedText: Equatable {
  static func == (lhs: FoldedText, rhs: FoldedText) -> Bool {
    guard lhs.count == rhs.count else { return false }
    for index in 0..<lhs.count where lhs.bytes[index] != rhs.bytes[index] { return false }
    return true
  }

  static func == (lhs: FoldedText, rhs: StaticString) -> Bool {
    lhs.count == rhs.utf8CodeUnitCount && lhs.has(rhs, at: 0)
  }

  static func != (lhs: FoldedText, rhs: StaticString) -> Bool {
    !(lhs == rhs)
  }

  static func ~= (pattern: StaticString, text: FoldedText) -> Bool {
    text == pattern
  }
}

func == <let capacity: Int>(lhs: FoldedText<capacity>?, rhs: StaticString) -> Bool {
  lhs.map { $0 == rhs } ?? false
}

/// A word of a message; longer ones are cut.
typealias Word = FoldedText<64>

extension Word {
  static let longest = 64

  /// How many slots there are.
  static let slots = 128

  /// A number below `slots` that equal words share.
  var slot: Int { Word.slot(count, count == 0 ? 0 : self[0], count == 0 ? 0 : self[count - 1]) }

  /// The slot of a word of the source code.
  @inline(__always)
  static func slot(of word: StaticString) -> Int {
    word.withUTF8Buffer { word in
      slot(word.count, unsafe word.first ?? 0, unsafe word.last ?? 0)
    }
  }

  @inline(__always)
  private static func slot(_ count: Int, _ first: UInt8, _ last: UInt8) -> Int {
    (count &* 13 &+ Int(first) &* 5 &+ Int(last) &* 37) & (slots - 1)
  }
}
