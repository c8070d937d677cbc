@testable import Formats

/// A small generator with a seed (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

/// `bytes` with one to four random damages: bytes changed, removed, doubled, or the end cut off.
func mutated(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
  let interesting = Array("\"\\{}[],:'ux0\n\r \u{e9}".utf8)
  var bytes = bytes
  for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
    let index = Int.random(in: bytes.indices, using: &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: bytes[index] = interesting.randomElement(using: &generator) ?? 0
    case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes.removeSubrange(index..<min(bytes.count, index + 5))
    case 3: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 9)], at: index)
    default: bytes.removeSubrange(index...)
    }
  }
  return bytes
}
