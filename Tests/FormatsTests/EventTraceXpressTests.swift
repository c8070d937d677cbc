import Testing

@testable import Formats

/// The decompressor by itself. The first two examples are those of MS-XCA 3.1.
@Suite struct EventTraceXpress {
  private func unpack(_ input: [UInt8], _ count: Int) -> (isWhole: Bool, [UInt8]) {
    var output: [UInt8] = [1]
    let isWhole = Xpress.unpack(input.span, count: count, appendingTo: &output) != nil
    return (isWhole, Array(output.dropFirst()))
  }

  @Test func literals() {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    let (isWhole, output) = unpack([0x3f, 0, 0, 0] + alphabet, 26)
    #expect(isWhole)
    #expect(output == alphabet)
  }

  @Test func aMatchThatOverlapsItself() {
    let packed: [UInt8] = [0xff, 0xff, 0xff, 0x1f, 0x61, 0x62, 0x63, 0x17, 0, 0x0f, 0xff, 0x26, 0x01]
    let (isWhole, output) = unpack(packed, 300)
    #expect(isWhole)
    #expect(output == [UInt8](repeatElement(Array("abc".utf8), count: 100).joined()))
  }

  @Test func twoMatchesShareAByteOfLengths() {
    // a, then twice a match of 7 + 2 + 3 and 7 + 4 + 3 bytes, one byte back, the halves of 0x42.
    let packed: [UInt8] = [0, 0, 0, 0x60, 0x61, 7, 0, 0x42, 7, 0]
    let (isWhole, output) = unpack(packed, 1 + 12 + 14)
    #expect(isWhole)
    #expect(output == [UInt8](repeating: 0x61, count: 27))
  }

  @Test func lengthsOfFourBytes() {
    let packed: [UInt8] = [0, 0, 0, 0x40, 0x61, 7, 0, 15, 255, 0, 0] + little(70_000 as UInt32)
    let (isWhole, output) = unpack(packed, 1 + 70_003)
    #expect(isWhole)
    #expect(output == [UInt8](repeating: 0x61, count: 70_004))
  }

  @Test func damage() {
    let packed: [UInt8] = [0xff, 0xff, 0xff, 0x1f, 0x61, 0x62, 0x63, 0x17, 0, 0x0f, 0xff, 0x26, 0x01]
    for count in 0..<packed.count {
      let (isWhole, output) = unpack(Array(packed[..<count]), 300)
      #expect(!isWhole)
      #expect(output.count <= 3)
    }
    #expect(unpack(packed, 7).1 == Array("abcabca".utf8), "no more than was asked for")
    #expect(!unpack([0, 0, 0, 0x40, 0x61, 8, 0], 9).isWhole, "a distance of 2 behind one byte")
    #expect(!unpack([0, 0, 0, 0x40, 0x61, 7, 0, 15, 255, 3, 0], 9).isWhole, "a length that is too short")
    #expect(!unpack([], 1).isWhole)
    #expect(unpack([], 0).isWhole)
  }
}
