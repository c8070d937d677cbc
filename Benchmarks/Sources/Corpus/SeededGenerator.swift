/// Pseudo-random numbers that depend on a seed alone (SplitMix64): the same seed gives the same corpus on every
/// machine.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers of one `stream` of a seed. Streams do not depend on each other, so that a call or a file can be
  /// made anew without making those before it.
  public init(seed: UInt64, stream: UInt64 = 0) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    state ^= next() &+ stream &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`, which is at least 1; slightly uneven for bounds near 2³², which no corpus needs.
  mutating func next(below bound: Int) -> Int {
    Int(((next() >> 32) &* UInt64(bound)) >> 32)
  }

  /// One of the elements, of which there is at least one.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[next(below: elements.count)]
  }

  /// True once in `count` times.
  mutating func happens(oneIn count: Int) -> Bool {
    next(below: count) == 0
  }

  /// A random GUID (version 4) in lower case.
  mutating func guid() -> String {
    var text = ""
    for (index, width) in [8, 4, 4, 4, 12].enumerated() {
      if index > 0 { text += "-" }
      var digits = String(next() & 0xFFFF_FFFF_FFFF, radix: 16)
      digits = String(repeating: "0", count: 12 - digits.count) + digits
      switch index {
      case 2: text += "4" + digits.suffix(3)
      case 3: text += "a" + digits.suffix(3)
      default: text += digits.suffix(width)
      }
    }
    return text
  }
}
