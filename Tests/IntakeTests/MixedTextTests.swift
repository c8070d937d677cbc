import Evidence
import Intake
import Testing

/// Files that go on in another encoding than they began with.
@Suite struct MixedTextTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A way of writing, with or without a byte order mark.
  enum Writing: CaseIterable {
    case utf8, utf8Marked, little, littleMarked, big, bigMarked

    func bytes(_ text: String) -> [UInt8] {
      switch self {
      case .utf8: return Array(text.utf8)
      case .utf8Marked: return [0xef, 0xbb, 0xbf] + Array(text.utf8)
      case .little, .big:
        return text.utf16.flatMap { unit -> [UInt8] in
          let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
          return self == .big ? [high, low] : [low, high]
        }
      case .littleMarked: return [0xff, 0xfe] + Writing.little.bytes(text)
      case .bigMarked: return [0xfe, 0xff] + Writing.big.bytes(text)
      }
    }

    var isMarked: Bool { self == .utf8Marked || self == .littleMarked || self == .bigMarked }
    var family: Int {
      [.utf8, .utf8Marked].contains(self) ? 0 : [.little, .littleMarked].contains(self) ? 1 : 2
    }
  }

  private struct Decoded {
    var text: [UInt8] = []
    var problems: [Problem] = []
    /// For each byte of the text, its place in the content.
    var offset: (Int) -> Int = { $0 }
  }

  private func decode(_ content: [UInt8], chunkLength: Int = 256 << 10) throws -> Decoded {
    let file = try folder.write("a.log", content)
    var decoded = Decoded()
    Intake.open(Input(path: "a.log", file: file)) { artifact in
      var text = DecodedText(artifact, chunkLength: chunkLength)
      var first: Int?
      var offsets: [Int: Int] = [:]
      while let chunk = text.next(appendingTo: &decoded.text) {
        first = first ?? chunk.offset
        offsets[decoded.text.count - chunk.count] = chunk.offset
      }
      decoded.problems = text.problems
      // Counting from the beginning gives the same places as the chunks.
      for (position, offset) in offsets {
        let length = text.contentLength(ofDecoded: decoded.text[..<position], at: 0)
        #expect((first ?? 0) + length == offset)
      }
    }
    return decoded
  }

  private static func lines(_ name: String, _ count: Int) -> String {
    (0..<count).map { "2026-03-04T10:00:00.\(100 + $0 % 900)Z \(name) line \($0) größe … 語 😀 of text\r\n" }
      .joined()
  }

  @Test(arguments: Writing.allCases, Writing.allCases)
  func goesOnInTheOtherEncoding(first: Writing, second: Writing) throws {
    for (before, behind) in [(3, 3), (40, 2), (2, 40), (1_500, 1_500)] {
      let (head, tail) = (MixedTextTests.lines("first", before), MixedTextTests.lines("second", behind))
      let decoded = try decode(first.bytes(head) + second.bytes(tail))
      // A mark in the middle of text in its own encoding is a character like any other.
      let mark = second.isMarked && first.family == second.family ? "\u{feff}" : ""
      #expect(decoded.text == Array((head + mark + tail).utf8), "\(before) and \(behind) lines")
      #expect(decoded.problems.isEmpty)
    }
  }

  @Test(arguments: [61, 1_000, 4_096, 65_536])
  func itDoesNotMatterWhereChunksEnd(chunkLength: Int) throws {
    var content: [UInt8] = []
    var text = ""
    for (index, writing) in [Writing.utf8, .littleMarked, .utf8, .big, .utf8Marked, .little, .bigMarked]
      .enumerated()
    {
      let part = MixedTextTests.lines("part \(index)", 200)
      content += writing.bytes(part)
      text += part
    }
    let decoded = try decode(content, chunkLength: chunkLength)
    #expect(decoded.text == Array(text.utf8))
    #expect(decoded.problems.isEmpty)
  }

  @Test func textAtTheEndIsFoundWhereItIsShort() throws {
    let head = MixedTextTests.lines("first", 50)
    for (first, second) in [(Writing.utf8, Writing.little), (.utf8, .big), (.little, .utf8), (.big, .utf8)] {
      let decoded = try decode(first.bytes(head) + second.bytes("all done\r\n"))
      #expect(decoded.text == Array((head + "all done\r\n").utf8))
    }
  }

  @Test func anotherAlphabetBeginsBehindItsMark() throws {
    let head = MixedTextTests.lines("first", 50)
    let tail = "Журнал вызова 通話記録\r\n" + MixedTextTests.lines("second", 5)
    for second in [Writing.littleMarked, .bigMarked, .little] {
      let decoded = try decode(Writing.utf8.bytes(head) + second.bytes(tail))
      #expect(decoded.text == Array((head + tail).utf8))
    }
    let back = try decode(Writing.littleMarked.bytes(tail) + Writing.utf8.bytes("größe 語 " + head))
    #expect(back.text == Array((tail + "größe 語 " + head).utf8))
  }

  @Test func zerosInTextAreNoUTF16() throws {
    let line = Array("2026-03-04T10:00:00.000Z a line of text\n".utf8)
    for zeros in [
      [UInt8](repeating: 0, count: 4_096), [0], [0x61, 0, 0x62, 0, 0x63, 0], Array("\0\u{1}\0\u{2}\0".utf8),
    ] {
      let content = Array(repeating: line, count: 200).joined() + zeros
      let all = Array(content) + Array(Array(repeating: line, count: 200).joined())
      #expect(try decode(all).text == all)
    }
    // Windows-1252 beside UTF-8: which of the two is decided for each record.
    let mixed =
      Array(Array(repeating: line, count: 10).joined()) + [0x4d, 0xfc, 0x6c, 0x6c, 0xff, 0xfe, 0x0a]
    #expect(try decode(mixed).text == mixed)
  }

  @Test func chineseInUTF16StaysWhatItIs() throws {
    let text = String(repeating: "通話記録與連線狀態的說明文字一二三四五六七八九十", count: 3_000)
    let decoded = try decode(Writing.littleMarked.bytes(text))
    #expect(decoded.text == Array(text.utf8))
  }

  /// A thousand changes are followed; what would go on for ever is said, and read as bytes.
  @Test func changesWithoutEndAreGivenUp() throws {
    let pair =
      Writing.utf8.bytes(MixedTextTests.lines("a", 1)) + Writing.little.bytes(MixedTextTests.lines("b", 1))
    let content = Array(Array(repeating: pair, count: 600).joined())
    let decoded = try decode(content)
    #expect(decoded.problems.map(\.kind) == [.corrupt])
    #expect(decoded.problems.first?.offset ?? 0 > content.count / 2)
    #expect(decoded.text.count > content.count / 2)
  }

  @Test func anyMixtureEnds() throws {
    for seed in 1...300 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var content: [UInt8] = []
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        var part = (Writing.allCases.randomElement(using: &generator) ?? .utf8).bytes(
          MixedTextTests.lines("x", Int.random(in: 0...4, using: &generator)))
        if !part.isEmpty, Bool.random(using: &generator) {
          part.removeLast(Int.random(in: 1...part.count, using: &generator))
        }
        content += part
        if Bool.random(using: &generator) {
          content += (0..<Int.random(in: 1...40, using: &generator)).map { _ in
            Bool.random(using: &generator) ? 0 : UInt8.random(in: 0...255, using: &generator)
          }
        }
      }
      let whole = try decode(content)
      #expect(whole.text.count <= 3 * content.count)
      _ = try decode(content, chunkLength: Int.random(in: 4...300, using: &generator))
    }
  }
}
