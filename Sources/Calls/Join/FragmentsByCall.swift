/// The fragments and accounts of each call, by number.
struct FragmentsByCall: Sequence {
  /// The call's fragment that was added last.
  private var last: [UInt32] = []
  private var first: [UInt32] = []
  /// The call's next fragment, or the fragment itself where there is none.
  private var next: [UInt32]

  init(fragmentCount: Int) {
    next = (0..<fragmentCount).map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Begins a call, to which a fragment must be added next; gives its number.
  mutating func newCall() -> Int {
    first.append(.max)
    last.append(.max)
    return first.count - 1
  }

  /// Adds a fragment at the end of the call.
  mutating func append(_ fragment: Int, to call: Int) {
    let number = UInt32(truncatingIfNeeded: fragment)
    if first[call] == .max { first[call] = number } else { next[Int(last[call])] = number }
    last[call] = number
  }

  /// The fragments of one call after the other.
  func makeIterator() -> some IteratorProtocol<[Int]> {
    first.lazy.map { first in
      var fragments = [Int(first)]
      while let last = fragments.last, Int(next[last]) != last { fragments.append(Int(next[last])) }
      return fragments
    }.makeIterator()
  }
}
