import Evidence
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures Shannon entropy over the bytes of a content, as a whole and in blocks of `ContentFacts.blockSize`.
struct EntropyMeter {
  private var total = [Int](repeating: 0, count: 256)
  private var block = [Int](repeating: 0, count: 256)
  private var blockFill = 0
  private var lowest = Double.infinity
  private var highest = 0.0

  /// Takes the next bytes, cut anywhere.
  mutating func add(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = rest.prefix(ContentFacts.blockSize - blockFill)
      for byte in piece { block[Int(byte)] += 1 }
      blockFill += piece.count
      rest = rest.dropFirst(piece.count)
      if blockFill == ContentFacts.blockSize { closeBlock() }
    }
  }

  /// Of all bytes so far; nil where there are none. A last block that is too short to be compared with the others counts
  /// only where it is the only one.
  var facts: ContentFacts? {
    var copy = self
    if copy.lowest == .infinity, copy.blockFill > 0 { copy.closeBlock() }
    guard copy.lowest != .infinity else { return nil }
    for value in 0..<256 { copy.total[value] += copy.block[value] }
    return ContentFacts(
      entropy: EntropyMeter.entropy(copy.total), lowestBlockEntropy: copy.lowest,
      highestBlockEntropy: copy.highest)
  }

  private mutating func closeBlock() {
    let entropy = EntropyMeter.entropy(block)
    lowest = min(lowest, entropy)
    highest = max(highest, entropy)
    for value in 0..<256 {
      total[value] += block[value]
      block[value] = 0
    }
    blockFill = 0
  }

  /// Bits a byte, to the thousandth.
  private static func entropy(_ counts: [Int]) -> Double {
    let all = Double(counts.reduce(0, +))
    var sum = 0.0
    for count in counts where count > 0 {
      let share = Double(count) / all
      sum -= share * log2(share)
    }
    return (abs(sum) * 1000).rounded() / 1000
  }
}
