/// Where elements begin inside of what was taken for one, because a bracket or quote is missing.
enum ElementBoundaries {
  /// The places inside of `range`, in which an element begins, where others of its kind begin; none where the text is
  /// whole.
  static func places(_ bytes: [UInt8], in range: Range<Int>) -> [Int] {
    guard isDamaged(bytes, in: range) else { return [] }
    let opening = firstKey(bytes, in: range)
    var places: [Int] = []
    var index = range.lowerBound + 1
    while index < range.upperBound {
      if bytes[index] == .openBrace, begins(bytes, at: index, in: range, opening: opening) {
        places.append(index)
      }
      index += 1
    }
    return places
  }

  /// The parts that end where the elements at these places begin, without commas between them.
  static func parts(_ bytes: [UInt8], from start: Int, at places: [Int]) -> [Range<Int>] {
    zip([start] + places, places).map { from, to in
      let last = bytes[from..<to].lastIndex { !$0.isJSONSpace && $0 != .comma } ?? from
      return from..<last + 1
    }
  }

  /// Whether brackets, quotes and commas stand where they cannot. A text that only ends early is not damaged.
  private static func isDamaged(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
    var structure = JSONStructure()
    var isInString = false
    var isEscaped = false
    for index in range {
      let byte = bytes[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == .backslash {
          isEscaped = true
        } else if byte == .quote {
          isInString = false
        } else if byte == .lineFeed {
          // A string goes on behind a line break only where somebody wrapped it.
          if index + 1 < range.upperBound, bytes[index + 1] == .openBrace { return true }
        }
        continue
      }
      if byte.isJSONSpace { continue }
      guard structure.accept(byte) else { return true }
      isInString = byte == .quote
    }
    return false
  }

  /// The bytes of the first key, with its quotes, one of which may be lost.
  private static func firstKey(_ bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
    guard let start = bytes[range].dropFirst().firstIndex(where: { !$0.isJSONSpace }) else { return [] }
    let name = bytes[start..<range.upperBound].drop { $0 == .quote }.prefix(longestKey).prefix(
      while: isWordByte)
    guard !name.isEmpty, bytes[start] == .quote || bytes[name.endIndex...].first == .quote else {
      return []
    }
    return [.quote] + name + [.quote]
  }

  private static let longestKey = 100

  /// At the start of a line any object is an element; elsewhere one behind a comma that begins as this one does.
  private static func begins(
    _ bytes: [UInt8], at index: Int, in range: Range<Int>, opening: [UInt8]
  ) -> Bool {
    guard let key = bytes[index..<range.upperBound].dropFirst().firstIndex(where: { !$0.isJSONSpace }),
      bytes[key] == .quote
    else { return false }
    if bytes[index - 1] == .lineFeed { return true }
    guard !opening.isEmpty, bytes[key..<range.upperBound].starts(with: opening) else { return false }
    let before = bytes[range.lowerBound..<index].last { !$0.isJSONSpace }
    return before == .comma
  }
}
