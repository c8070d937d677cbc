import Evidence
import Testing

/// A bad input, and what is to be said of it.
struct HostileCase: Sendable, CustomTestStringConvertible {
  /// Names the file, ending included.
  let name: String
  let content: @Sendable () -> [UInt8]
  /// The kinds of problems, of all its artifacts together; what has several may have any of them.
  let problems: Set<Problem.Kind>
  /// 0 where nothing that should have been read was lost, else 2.
  let exitCode: Int32

  init(
    _ name: String, _ problems: Set<Problem.Kind>, exit exitCode: Int32,
    _ content: @escaping @autoclosure @Sendable () -> [UInt8]
  ) {
    self.name = name
    self.content = content
    self.problems = problems
    self.exitCode = exitCode
  }

  var testDescription: String { name }
}

/// Numbers that are the same in every run (SplitMix64).
struct Numbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}

/// What bad inputs are made of.
enum Bad {
  static let id = "5f0c1a2b-1111-4222-8333-444455556666"

  /// A call from its beginning to its end, in a browser's console.
  static let call: [UInt8] = Array(
    ["None", "Connecting", "Connected", "Disconnecting", "Disconnected"].enumerated().map { index, state in
      "2026-03-04T10:00:0\(index).000Z azure:ACS-calling:info CallClient1 [ACSCall{\(id)}{\(state)}] state\n"
    }.joined().utf8)

  /// A log that does not compress to nothing, with the call in it.
  static let log: [UInt8] = {
    var numbers = Numbers(7)
    var lines: [UInt8] = []
    for index in 0..<400 {
      lines += Array("2026-03-04T10:00:00.\(100 + index) line \(numbers.next()) of the application\n".utf8)
      if index == 200 { lines += call }
    }
    return lines
  }()

  static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  static func random(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var numbers = Numbers(seed)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
  }

  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  static func many(_ text: String, _ count: Int) -> [UInt8] {
    Array(String(repeating: text, count: count).utf8)
  }

  static func utf16(_ bytes: [UInt8], isBigEndian: Bool = false) -> [UInt8] {
    let mark: [UInt8] = isBigEndian ? [0xfe, 0xff] : [0xff, 0xfe]
    return mark + bytes.flatMap { isBigEndian ? [0, $0] : [$0, 0] }
  }
}

extension [UInt8] {
  /// The first part, in thousandths.
  func cut(_ thousandths: Int) -> [UInt8] { Array(prefix(count * thousandths / 1_000)) }

  /// With other bytes from a place on, negative from the end.
  func with(_ bytes: [UInt8], at place: Int) -> [UInt8] {
    var copy = self
    let start = place < 0 ? count + place : place
    for (offset, byte) in bytes.enumerated() where copy.indices.contains(start + offset) {
      copy[start + offset] = byte
    }
    return copy
  }

  /// With one bit turned, in thousandths of the length.
  func flipped(_ thousandths: Int) -> [UInt8] {
    var copy = self
    copy[count * thousandths / 1_000] ^= 0x10
    return copy
  }
}
