internal import CScan

/// Which window of each literal is searched for, and in which of the eight buckets.
///
/// Every choice gives the same matches; a good one gives few candidates. What is rare depends on the file, so
/// choices are tried out on a sample of it: a trial is a search through the sample by the kernel that will do the
/// work, which counts the candidates of eight fingerprints at once. Where two choices give as few, the one whose
/// bytes are rarer by themselves is taken.
struct FingerprintPlan {
  struct Choice {
    var literal: Int
    /// Where in the literal the fingerprint stands.
    var offset: Int
    var fingerprint: Fingerprint
  }

  /// The literals of each bucket.
  private(set) var buckets = [[Choice]](repeating: [], count: FingerprintTable.bucketCount)
  /// What each bucket looks for: all its literals' fingerprints at once.
  private(set) var fingerprints = [Fingerprint](repeating: Fingerprint(), count: FingerprintTable.bucketCount)

  /// Windows of a literal, the rarest first, that are tried in every bucket. Trying all was measured to take longer
  /// and to find hardly better plans.
  static let windowsTried = 8

  /// Assigns one literal after the other, the hardest to place first, to where it adds least.
  init(_ literals: [FoldedLiteral], sample: FingerprintSample) {
    var costs = [Double](repeating: 0, count: FingerprintTable.bucketCount)
    for windows in Self.windowsByRarity(of: literals, sample: sample) {
      var best: (bucket: Int, choice: Choice, cost: Double, added: Double)?
      for (choice, _) in windows.prefix(Self.windowsTried) {
        let trial = fingerprints.map { $0.union(choice.fingerprint) }
        for (bucket, cost) in sample.costs(of: trial).enumerated() {
          let added = cost - costs[bucket]
          if let best, best.added <= added { continue }
          best = (bucket, choice, cost, added)
        }
      }
      guard let best else { continue }
      buckets[best.bucket].append(best.choice)
      fingerprints[best.bucket] = fingerprints[best.bucket].union(best.choice.fingerprint)
      costs[best.bucket] = best.cost
    }
  }

  /// Of each literal the window whose bytes are rarest in logs of the usual kind, and alike ones together: made without
  /// trying anything out.
  init(forLittleText literals: [FoldedLiteral]) {
    let sample = FingerprintSample(nil, kernel: .portable)
    let choices = literals.indices.compactMap { literal -> Choice? in
      let windows = literals[literal].fingerprints
      guard !literals[literal].bytes.isEmpty else { return nil }
      let costs = windows.map { sample.expectedCount($0) }
      guard let offset = costs.indices.min(by: { costs[$0] < costs[$1] }) else { return nil }
      return Choice(literal: literal, offset: offset, fingerprint: windows[offset])
    }
    let alike = choices.sorted { left, right in
      let bytes = (
        literals[left.literal].bytes[left.offset...], literals[right.literal].bytes[right.offset...]
      )
      return bytes.0.lexicographicallyPrecedes(bytes.1)
    }
    for (place, choice) in alike.enumerated() {
      let bucket = place * FingerprintTable.bucketCount / alike.count
      buckets[bucket].append(choice)
      fingerprints[bucket] = fingerprints[bucket].union(choice.fingerprint)
    }
  }

  /// The windows of each literal with their costs, the rarest first; and the literals by their rarest windows, the least
  /// rare first.
  private static func windowsByRarity(
    of literals: [FoldedLiteral], sample: FingerprintSample
  ) -> [[(choice: Choice, cost: Double)]] {
    var choices: [Choice] = []
    for (literal, folded) in literals.enumerated() where !folded.bytes.isEmpty {
      for (offset, fingerprint) in folded.fingerprints.enumerated() {
        choices.append(Choice(literal: literal, offset: offset, fingerprint: fingerprint))
      }
    }
    var windows = [[(choice: Choice, cost: Double)]](repeating: [], count: literals.count)
    for (choice, cost) in zip(choices, sample.costs(ofEach: choices.map(\.fingerprint))) {
      windows[choice.literal].append((choice, cost))
    }
    windows.removeAll { $0.isEmpty }
    // Ties are decided by the place, so that a plan depends on its input alone.
    for index in windows.indices {
      windows[index].sort { ($0.cost, $0.choice.offset) < ($1.cost, $1.choice.offset) }
    }
    return windows.sorted { lhs, rhs in
      if lhs[0].cost != rhs[0].cost { return lhs[0].cost > rhs[0].cost }
      return lhs[0].choice.literal < rhs[0].choice.literal
    }
  }
}

/// Text in the manner of that which will be searched, for trying out fingerprints.
struct FingerprintSample {
  /// Bytes used of a sample, in slices spread over it. More would find rarer strings, which matter less than the
  /// time it takes.
  private static let size = 32 << 10
  private static let sliceCount = 8
  /// A smaller sample says too little.
  private static let leastSize = 4 << 10

  private let bytes: [UInt8]
  private let kernel: Kernel
  /// How often each byte value stands in the sample.
  private var frequencies = [Double](repeating: 1, count: 256)

  /// Slices of `sample`, or typical text where that is missing or small.
  init(_ sample: Span<UInt8>?, kernel: Kernel) {
    self.kernel = kernel
    if let sample, sample.count >= Self.leastSize {
      var slices: [UInt8] = []
      slices.reserveCapacity(Self.size)
      let sliceSize = min(sample.count, Self.size) / Self.sliceCount
      for slice in 0..<Self.sliceCount {
        let start = (sample.count - sliceSize) / (Self.sliceCount - 1) * slice
        for index in start..<start + sliceSize { slices.append(sample[index]) }
      }
      bytes = slices
    } else {
      bytes = Array(typicalText.utf8)
    }
    for byte in bytes { frequencies[Int(byte)] += 1 }
  }

  /// The cost of each fingerprint alone.
  func costs(ofEach fingerprints: [Fingerprint]) -> [Double] {
    stride(from: 0, to: fingerprints.count, by: FingerprintTable.bucketCount).flatMap { start in
      let group = fingerprints[start..<min(start + FingerprintTable.bucketCount, fingerprints.count)]
      return costs(of: Array(group))
    }
  }

  /// The cost of up to eight fingerprints, each by itself: the candidates in the sample, and those to be expected
  /// if bytes followed one another at random.
  func costs(of fingerprints: [Fingerprint]) -> [Double] {
    var counts = [Int](repeating: 0, count: FingerprintTable.bucketCount)
    let search = CandidateSearch(fingerprints, kernel: kernel)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe search.forEachBatch(in: bytes) { batch in
        for index in batch.indices {
          forEachBit(of: batch[index].buckets) { counts[$0] &+= 1 }
        }
      }
    }
    return zip(counts, fingerprints).map { Double($0) + expectedCount($1) }
  }

  /// How often the fingerprint is to be expected if bytes followed one another at random.
  func expectedCount(_ fingerprint: Fingerprint) -> Double {
    var count = Double(bytes.count)
    for position in 0..<Fingerprint.length {
      var fitting = 0.0
      fingerprint[position].forEach { fitting += frequencies[Int($0)] }
      count *= fitting / Double(bytes.count + 256)
    }
    return count
  }
}
