import Evidence
import Intake
import PackedData
import Testing

@Suite struct TextTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private struct Decoded {
    var encoding = TextEncoding.binary
    var text: [UInt8] = []
    var chunks: [DecodedChunk] = []
    var problems: [Problem] = []
  }

  private func decode(_ content: [UInt8], chunkLength: Int = 256 << 10) throws -> Decoded {
    let file = try folder.write("a.log", content)
    var decoded = Decoded()
    Intake.open(Input(path: "a.log", file: file)) { artifact in
      var text = DecodedText(artifact, chunkLength: chunkLength)
      decoded.encoding = text.encoding
      while let chunk = text.next(appendingTo: &decoded.text) { decoded.chunks.append(chunk) }
      decoded.problems = text.problems
    }
    return decoded
  }

  private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xff), UInt8(unit >> 8)]
      return bigEndian ? bytes.reversed() : bytes
    }
  }

  @Test(arguments: [false, true]) func encodingIsDecidedFromTheContent(bigEndian: Bool) {
    let line = "2024-01-16 INFO callId=… größe 語\r\n"
    let packed = utf16(line, bigEndian: bigEndian)
    let mark: [UInt8] = bigEndian ? [0xfe, 0xff] : [0xff, 0xfe]
    let expected = bigEndian ? TextEncoding.utf16BigEndian : .utf16LittleEndian
    #expect(TextEncoding(of: packed) == expected)
    #expect(TextEncoding(of: mark + packed) == expected)
    #expect(TextEncoding(of: mark) == expected)
    #expect(TextEncoding(of: utf16("a\n", bigEndian: bigEndian)) == expected)
  }

  @Test func textIsNotBinary() {
    #expect(TextEncoding(of: [UInt8]()) == .utf8)
    #expect(TextEncoding(of: Array("\u{feff}a".utf8)) == .utf8WithByteOrderMark)
    #expect(TextEncoding(of: Array("größe 語 \u{1b}[31mred\u{1b}[0m\t\r\n".utf8)) == .utf8)
    // Windows-1252, code page 850.
    #expect(TextEncoding(of: [0x67, 0x72, 0xf6, 0xdf, 0x65, 0x0d, 0x0a]) == .utf8)
    // A block reserved and not written.
    #expect(TextEncoding(of: someLog(lines: 10) + [UInt8](repeating: 0, count: 4_096)) == .utf8)
    #expect(TextEncoding(of: [0x61]) == .utf8)
  }

  @Test func binaryIsNotText() {
    for seed in 1...40 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let random = (0..<Int.random(in: 256...20_000, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      #expect(TextEncoding(of: random) == .binary)
    }
    // Small numbers in 32 bits, and UTF-16 between them.
    let records = (0..<500).flatMap { Packed.little($0, 4) + utf16("Provider", bigEndian: false) }
    #expect(TextEncoding(of: records) == .binary)
    #expect(TextEncoding(of: [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]) == .binary)
  }

  @Test func utf8PassesAsItIs() throws {
    let log = someLog(lines: 20_000)
    let plain = try decode(log)
    #expect(plain.text == log)
    #expect(plain.chunks.first?.offset == 0)
    let marked = try decode([0xef, 0xbb, 0xbf] + log)
    #expect(marked.text == log)
    #expect(marked.chunks.first?.offset == 3)
    #expect(marked.chunks.map(\.count).reduce(0, +) == log.count)
    #expect(try decode([]).chunks.isEmpty)
    #expect(try decode([0xef, 0xbb, 0xbf]).chunks.isEmpty)
  }

  @Test(arguments: [false, true], [5, 1_000, 262_144])
  func utf16IsTranscodedWhereverItIsCut(bigEndian: Bool, chunkLength: Int) throws {
    let text = String(repeating: "größe 語 😀 and plain text, so that it is seen as UTF-16\r\n", count: 500)
    let content = utf16("\u{feff}" + text, bigEndian: bigEndian)
    let decoded = try decode(content, chunkLength: chunkLength)
    #expect(decoded.text == Array(text.utf8))
    #expect(decoded.problems.isEmpty)
    // Each chunk's offset is where its first character stands in the content.
    var start = 0
    for chunk in decoded.chunks {
      let before = String(decoding: decoded.text[..<start], as: UTF8.self)
      if start % 17 == 0 { #expect(chunk.offset == 2 + 2 * before.utf16.count) }
      start += chunk.count
    }
    #expect(decoded.encoding.contentLength(ofDecoded: decoded.text) == content.count - 2)
  }

  @Test func brokenUTF16BecomesReplacementCharacters() throws {
    let units: [UInt16] = [0xfeff, 0xd83d, 0x61, 0xde00, 0xd83d, 0xd83d, 0xde00, 0x62, 0xd800]
    let content = units.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let decoded = try decode(content, chunkLength: 4)
    #expect(decoded.text == Array("\u{fffd}a\u{fffd}\u{fffd}😀b\u{fffd}".utf8))
    #expect(decoded.encoding.contentLength(ofDecoded: decoded.text) == content.count - 2)
    #expect(decoded.problems.isEmpty)
  }

  @Test func oddByteAtTheEndIsSaid() throws {
    let decoded = try decode(utf16("\u{feff}abc", bigEndian: false) + [0x64])
    #expect(decoded.text == Array("abc".utf8))
    #expect(decoded.problems.map(\.kind) == [.truncated])
    #expect(decoded.problems.first?.offset == 8)
  }
}
