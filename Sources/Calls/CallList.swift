internal import Evidence

/// The calls of an analysis, in order. They are kept packed, for there may be millions of them: each is made anew when it
/// is asked for, so that a call is best taken out of the list once.
public struct CallList: Sendable {
  private let calls: PackedList<Call>
  /// The places of the listed calls in `calls`.
  private var order: [UInt32]
  /// What was known of calls only when all were.
  private let additions: CallAdditions

  /// A list of these calls.
  public init(_ calls: some Sequence<Call>) {
    let packed = PackedList(calls, blockSize: 1)
    self.init(packed, order: (0..<packed.count).map { UInt32(truncatingIfNeeded: $0) }, CallAdditions())
  }

  init(_ calls: PackedList<Call>, order: [UInt32], _ additions: CallAdditions) {
    self.calls = calls
    self.order = order
    self.additions = additions
  }

  /// The calls that the condition holds for, in the same order.
  public func filter(_ isIncluded: (Call) throws -> Bool) rethrows -> CallList {
    var filtered = self
    filtered.order = try zip(order, self).filter { try isIncluded($0.1) }.map(\.0)
    return filtered
  }
}

/// What was known of calls only when all were summed up: their links to others, and verdicts that rest on those.
struct CallAdditions: Sendable {
  private var links: PackedList<CallLink> = []
  /// Where the links of each call begin.
  private var starts: [UInt32] = []
  private var verdicts: [Int: String] = [:]

  init() {}

  /// - Parameter links: In the order of calls.
  init(links: PackedList<CallLink>, callCount: Int) {
    self.links = links
    starts.reserveCapacity(callCount + 1)
    for (number, link) in links.enumerated() {
      while starts.count <= link.call { starts.append(UInt32(truncatingIfNeeded: number)) }
    }
    while starts.count <= callCount { starts.append(UInt32(truncatingIfNeeded: links.count)) }
  }

  mutating func set(_ verdict: String, of call: Int) {
    verdicts[call] = verdict
  }

  /// Adds what belongs to the call of this number.
  func add(to call: inout Call, _ number: Int) {
    if let verdict = verdicts[number] { call.verdict = verdict }
    guard number + 1 < starts.count, starts[number] < starts[number + 1] else { return }
    var iterator = links.makeIterator()
    for place in starts[number]..<starts[number + 1] {
      call.related.append(iterator.element(at: Int(place)).related)
    }
  }
}

extension CallList: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { order.count }

  public subscript(position: Int) -> Call {
    let number = Int(order[position])
    var call = calls[number]
    additions.add(to: &call, number)
    return call
  }
}

extension CallList: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Call...) {
    self.init(elements)
  }
}

extension CallList: Equatable {
  public static func == (lhs: CallList, rhs: CallList) -> Bool { lhs.elementsEqual(rhs) }
}
