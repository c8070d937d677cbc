import Testing

import Scan

@Suite("Bytes")
struct BytesTests {
  @Test("counts line feeds at every alignment and length")
  func newlines() {
    var generator = Generator(seed: 1)
    let text = generator.bytes(400, of: Array("\n\nab\u{0B}".utf8))
    for start in 0..<40 {
      for end in start...text.count where end < start + 140 || end % 37 == 0 {
        let expected = text[start..<end].count { $0 == 0x0A }
        #expect(countNewlines(in: text.span.extracting(start..<end)) == expected, "\(start)..<\(end)")
      }
    }
  }

  @Test("counts more than fit in a byte, of any byte", arguments: [0, 0x0A, 0x80, 0xFF] as [UInt8])
  func manyOfOne(byte: UInt8) {
    let text = [UInt8](repeating: byte, count: 100_003)
    #expect(count(of: byte, in: text.span) == 100_003)
    #expect(count(of: byte ^ 1, in: text.span) == 0)
    #expect(count(of: byte, in: [UInt8]().span) == 0)
  }

  @Test("finds the first and the last of a byte, within bounds")
  func firstAndLast() {
    let text = Array("a,b,,c".utf8)
    let comma = UInt8(ascii: ",")
    #expect(
      (-2...8).map { firstIndex(of: comma, in: text.span, from: $0) } == [
        1, 1, 1, 1, 3, 3, 4, nil, nil, nil, nil,
      ])
    #expect(
      (-2...8).map { lastIndex(of: comma, in: text.span, before: $0) } == [
        nil, nil, nil, nil, 1, 1, 3, 4, 4, 4, 4,
      ])
    #expect(firstIndex(of: comma, in: [UInt8]().span) == nil)
    #expect(lastIndex(of: comma, in: [UInt8]().span, before: 1) == nil)
  }

  @Test("finds ends with a mark before them, at every place")
  func endsWithMarks() {
    var generator = Generator(seed: 5)
    for length in [0, 1, 28, 29, 30, 63, 64, 93, 94, 500, 1000] {
      let text = generator.bytes(length, of: Array("\n-ab".utf8))
      for (first, second) in [(28, 29), (1, 1), (3, 2)] {
        var found: [Int] = []
        forEachIndex(
          of: 0x0A, in: text.span, having: UInt8(ascii: "-"), atDistance: first, or: second
        ) { found.append($0) }
        let expected = text.indices.filter { place in
          place >= max(first, second) && text[place] == 0x0A
            && [first, second].contains { text[place - $0] == UInt8(ascii: "-") }
        }
        #expect(found == expected, "\(length), \(first), \(second)")
      }
    }
  }
}
