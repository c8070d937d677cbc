import CScan
import Testing

@testable import Scan

/// What a search must find: at each offset the first literal of the list that stands there.
private func naiveMatches(of literals: [Literal], in text: [UInt8]) -> [LiteralMatch] {
  func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 0x20 : byte
  }
  return text.indices.compactMap { offset in
    let literal = literals.firstIndex { literal in
      let bytes = Array(literal.text.utf8)
      guard !bytes.isEmpty, offset + bytes.count <= text.count else { return false }
      return zip(bytes, text[offset...]).allSatisfy {
        literal.ignoresCase ? lowered($0) == lowered($1) : $0 == $1
      }
    }
    return literal.map { LiteralMatch(offset: offset, literal: $0) }
  }
}

private func matches(
  of literals: [Literal], in text: [UInt8], sample: [UInt8] = [], kernel: Kernel = .best
) -> [LiteralMatch] {
  var matches: [LiteralMatch] = []
  LiteralScanner(literals, sample: sample.span, kernel: kernel).findMatches(in: text.span, into: &matches)
  return matches
}

@Suite("Literal scanner")
struct LiteralScannerTests {
  static let kernels = Kernel.allCases.filter(\.isAvailable)

  /// Bytes that are alike in one nibble, in case, or in the fold bit only, and such as are no letters.
  static let alphabets: [[UInt8]] = ["a", "ab", "aAbB", "aqAQ1!", "[{]}@`", "abcdefgh ", "kK\u{7F}\0", "é€a"]
    .map { Array($0.utf8) }

  @Test("finds what a naive search finds in dense random text", arguments: kernels)
  func randomText(kernel: Kernel) {
    for seed in 0..<150 as Range<UInt64> {
      var generator = Generator(seed: seed)
      let alphabet = Self.alphabets[Int(seed) % Self.alphabets.count]
      let literals = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        let length = Int.random(in: 1...Int.random(in: 1...40, using: &generator), using: &generator)
        // Invalid UTF-8 is repaired to U+FFFD, which is as good a literal as any.
        let bytes = generator.bytes(length, of: alphabet)
        return Literal(String(decoding: bytes, as: UTF8.self), ignoresCase: Bool.random(using: &generator))
      }
      let scanner = LiteralScanner(literals, sample: nil, kernel: kernel)
      let quickScanner = LiteralScanner(forLittleText: literals)
      for _ in 0..<8 {
        let text = generator.bytes(Int.random(in: 0...300, using: &generator), of: alphabet)
        var found: [LiteralMatch] = []
        scanner.findMatches(in: text.span, into: &found)
        var foundQuickly: [LiteralMatch] = []
        quickScanner.findMatches(in: text.span, into: &foundQuickly)
        #expect(foundQuickly == found)
        #expect(found == naiveMatches(of: literals, in: text), "seed \(seed)")
      }
    }
  }

  @Test("finds literals of every length at every offset", arguments: kernels)
  func everyPlace(kernel: Kernel) {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    for length in 1...40 {
      var generator = Generator(seed: UInt64(length))
      let bytes = generator.bytes(length, of: alphabet)
      let literals = [Literal(String(decoding: bytes, as: UTF8.self), ignoresCase: length.isMultiple(of: 2))]
      let scanner = LiteralScanner(literals, sample: nil, kernel: kernel)
      for size in [length, 63, 64, 66, 67, 68, 131, 200] where size >= length {
        for offset in 0...size - length {
          var text = [UInt8](repeating: UInt8(ascii: "."), count: size)
          text.replaceSubrange(offset..<offset + length, with: bytes)
          var found: [LiteralMatch] = []
          scanner.findMatches(in: text.span, into: &found)
          #expect(
            found == [LiteralMatch(offset: offset, literal: 0)], "length \(length), \(offset) of \(size)")
        }
      }
    }
  }

  @Test("does not look beyond the end", arguments: kernels)
  func end(kernel: Kernel) {
    let text = Array("....callId".utf8)
    let scanner = LiteralScanner([Literal("callId"), Literal("Id\0")], sample: nil, kernel: kernel)
    for end in 0...text.count {
      var found: [LiteralMatch] = []
      scanner.findMatches(in: text.span.extracting(0..<end), into: &found)
      #expect(found.count == (end == text.count ? 1 : 0), "\(end) bytes")
    }
  }

  @Test("more matches than a batch holds, and bytes between batches", arguments: kernels)
  func batches(kernel: Kernel) {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 5000)
    let found = matches(of: [Literal("aaa")], in: text, kernel: kernel)
    #expect(found.map(\.offset) == Array(0...4997))
  }

  @Test("no kernel misses a candidate", arguments: kernels)
  func candidates(kernel: Kernel) {
    func all(_ kernel: Kernel, _ buckets: [Fingerprint], _ text: [UInt8]) -> [Int: UInt32] {
      var found: [Int: UInt32] = [:]
      unsafe text.withUnsafeBufferPointer { text in
        unsafe CandidateSearch(buckets, kernel: kernel).forEachBatch(in: text) { batch in
          for index in batch.indices { found[batch[index].position] = batch[index].buckets }
        }
      }
      return found
    }
    for seed in 0..<300 as Range<UInt64> {
      var generator = Generator(seed: seed)
      let alphabet = Self.alphabets[Int(seed) % Self.alphabets.count]
      let text = generator.bytes(Int.random(in: 0...2000, using: &generator), of: alphabet)
      let buckets = (0..<8).map { _ in
        let bytes = generator.bytes(Int.random(in: 1...6, using: &generator), of: alphabet)
        let literal = FoldedLiteral(Literal(String(decoding: bytes, as: UTF8.self), ignoresCase: true))
        return literal.fingerprints.reduce(Fingerprint()) { $0.union($1) }
      }
      let found = all(kernel, buckets, text)
      // The portable kernel compares whole bytes, and so finds nothing else.
      for (position, exact) in all(.portable, buckets, text) {
        #expect((found[position] ?? 0) & exact == exact, "seed \(seed), \(position)")
      }
    }
  }

  @Test("ASCII letters fold, nothing else does")
  func folding() {
    let literals = [Literal("call{É", ignoresCase: true), Literal("Exact")]
    let text = Array("CALL{É call[É CaLl{é cAlL{É EXACT exact Exact".utf8)
    #expect(matches(of: literals, in: text) == naiveMatches(of: literals, in: text))
    #expect(matches(of: literals, in: text).map(\.literal) == [0, 0, 1])
  }

  @Test("keeps what stands in the list of matches, in its place")
  func appends() {
    let earlier = LiteralMatch(offset: 70, literal: 3)
    var found = [earlier]
    LiteralScanner([Literal("id")], sample: nil).findMatches(in: Array("id, id".utf8).span, into: &found)
    #expect(found == [earlier, LiteralMatch(offset: 0, literal: 0), LiteralMatch(offset: 4, literal: 0)])
  }

  @Test("of literals at one offset the first in the list is named; empty ones are never found")
  func severalAtOneOffset() {
    let literals = [Literal(""), Literal("callId="), Literal("call"), Literal("callId")]
    let found = matches(of: literals, in: Array("call callId callId=".utf8))
    #expect(found.map(\.literal) == [2, 2, 1])
    #expect(matches(of: [], in: Array("call".utf8)).isEmpty)
    #expect(matches(of: [Literal("")], in: Array("call".utf8)).isEmpty)
  }

  @Test("the sample changes what is looked for, not what is found", arguments: kernels)
  func samples(kernel: Kernel) {
    let literals = [
      "callid", "call id", "ACSCall{", "endreason", "subcode", "onnected", "Ringing", "id", "=",
    ]
    .map { Literal($0, ignoresCase: true) }
    var generator = Generator(seed: 7)
    let words = [
      "CallId=", "callId:", "info ", "Connected", "disconnected ", "\n", "ENDREASON", " subCode", "x",
    ]
    let text = Array((0..<400).map { _ in words.randomElement(using: &generator) ?? "" }.joined().utf8)
    let expected = naiveMatches(of: literals, in: text)
    let noise = generator.bytes(300_000, of: Array(0...255))
    for sample in [[], Array(text.prefix(100)), text + text, noise, [UInt8](repeating: 0, count: 4096)] {
      #expect(matches(of: literals, in: text, sample: sample, kernel: kernel) == expected)
    }
  }
}
