internal import CScan

/// Finds a list of literals in bytes, all at once and near the speed of memory.
///
///     let scanner = LiteralScanner([Literal("callId", ignoresCase: true), Literal("ACSCall{")], sample: nil)
///     var matches: [LiteralMatch] = []
///     scanner.findMatches(in: chunk.span, into: &matches)
///
/// A vectorised loop looks for four bytes of each literal, such as are rare in the text; what it finds is compared
/// byte by byte. So the time hardly depends on the number of literals, but on how often text comes close to one.
///
/// To make a scanner for 160 literals takes 5 ms, with a sample 13 ms; a scanner with a sample of the file searches up to
/// four times as fast, which pays from some 20 MB on. Share one between smaller files, and between threads.
public struct LiteralScanner: Sendable {
  private let search: CandidateSearch
  private let verifier: Verifier

  /// A scanner for `literals`.
  ///
  /// - Parameter sample: some of what will be searched, such as its first 256 KiB. It decides which bytes of the
  ///   literals are looked for, never what is found. Without one, or with less than 4 KiB, logs of the usual kind
  ///   are expected.
  public init(_ literals: [Literal], sample: Span<UInt8>?) {
    self.init(literals, sample: sample, kernel: .best)
  }

  /// A scanner for a few megabytes, made in a fraction of the time: of each literal the bytes that are rarest in
  /// logs of the usual kind are looked for, and nothing is tried out. It finds the same, not quite as fast.
  public init(forLittleText literals: [Literal]) {
    let folded = literals.map(FoldedLiteral.init)
    self.init(folded, plan: FingerprintPlan(forLittleText: folded), kernel: .best)
  }

  /// A scanner that runs on one kernel, which must be available.
  init(_ literals: [Literal], sample: Span<UInt8>?, kernel: Kernel) {
    let folded = literals.map(FoldedLiteral.init)
    let plan = FingerprintPlan(folded, sample: FingerprintSample(sample, kernel: kernel))
    self.init(folded, plan: plan, kernel: kernel)
  }

  private init(_ folded: [FoldedLiteral], plan: FingerprintPlan, kernel: Kernel) {
    let filter = CandidateFilter(plan.buckets.joined(), of: folded)
    search = CandidateSearch(plan.fingerprints, kernel: kernel, filter: filter)
    verifier = Verifier(folded, plan: plan)
  }

  /// Appends where literals stand in `bytes`, ascending by offset. Occurrences may overlap; of several literals at
  /// one offset the first in the list is named.
  ///
  /// What reaches across the end is not found: hand over whole lines. The time is linear in `bytes.count` for any
  /// content: a position costs at most one comparison with each literal, which ends at the first byte that differs.
  /// Memory grows by at most one match for each byte: hand over untrusted input in chunks.
  public func findMatches(in bytes: Span<UInt8>, into matches: inout [LiteralMatch]) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe verifier.withComparison(to: bytes) { comparison in
        let firstNew = matches.count
        unsafe search.forEachBatch(in: bytes) { batch in
          for index in batch.indices {
            unsafe comparison.forEachMatch(at: batch[index]) { insert($0, into: &matches, from: firstNew) }
          }
        }
      }
    }
  }

  /// Fingerprints are found in order, literals nearly so: they start before their fingerprint, by less than their
  /// length. So few matches lie behind the place of a new one.
  private func insert(_ match: LiteralMatch, into matches: inout [LiteralMatch], from firstNew: Int) {
    var index = matches.count
    while index > firstNew, matches[index &- 1].offset > match.offset { index &-= 1 }
    if index > firstNew, matches[index &- 1].offset == match.offset {
      matches[index &- 1].literal = min(matches[index &- 1].literal, match.literal)
    } else {
      matches.insert(match, at: index)
    }
  }
}

/// The literals of each bucket, in flat memory: no candidate costs an allocation or a reference count.
private struct Verifier: Sendable {
  struct Entry {
    /// The fingerprint's bytes as a little-endian word, after folding and masking.
    var word: UInt32 = 0
    /// 0x20 at letters whose case is ignored.
    var fold: UInt32 = 0
    /// 0 at open positions.
    var mask: UInt32 = 0
    /// Where in the literal the fingerprint stands.
    var offset: Int
    /// Where in `bytes` and `folds` the literal stands.
    var start: Int
    var length: Int
    var literal: Int
  }

  /// Where in `entries` those of a bucket stand.
  struct Bucket {
    /// Those whose fingerprints have open positions.
    var open: Range<Int>
    /// All others, by their words without case.
    var sorted: Range<Int>
  }

  private var entries: [Entry] = []
  /// The words of `entries` without case: of dozens in a bucket, those that are compared are found by halving.
  private var looseWords: [UInt32] = []
  private var buckets: [Bucket] = []
  /// All literals' bytes and folds, one after the other.
  private var bytes: [UInt8] = []
  private var folds: [UInt8] = []

  init(_ literals: [FoldedLiteral], plan: FingerprintPlan) {
    for bucket in plan.buckets {
      let new = bucket.map { add(literals[$0.literal], $0) }
      let open = new.filter { $0.mask != .max }
      let sorted = new.filter { $0.mask == .max }.sorted { $0.word.withoutCase < $1.word.withoutCase }
      let start = entries.count
      entries += open + sorted
      looseWords += (open + sorted).map(\.word.withoutCase)
      buckets.append(
        Bucket(open: start..<start + open.count, sorted: start + open.count..<entries.count))
    }
  }

  private mutating func add(_ literal: FoldedLiteral, _ choice: FingerprintPlan.Choice) -> Entry {
    var entry = Entry(
      offset: choice.offset, start: bytes.count, length: literal.bytes.count, literal: choice.literal)
    for position in 0..<min(Fingerprint.length, literal.bytes.count - choice.offset) {
      let shift = UInt32(position * 8)
      entry.word |= UInt32(literal.bytes[choice.offset + position]) << shift
      entry.fold |= UInt32(literal.folds[choice.offset + position]) << shift
      entry.mask |= 0xFF << shift
    }
    bytes += literal.bytes
    folds += literal.folds
    return entry
  }

  /// Borrows the literals' memory for as long as `body` runs.
  func withComparison(to text: UnsafeBufferPointer<UInt8>, _ body: (Comparison) -> Void) {
    unsafe entries.withUnsafeBufferPointer { entries in
      unsafe looseWords.withUnsafeBufferPointer { looseWords in
        unsafe buckets.withUnsafeBufferPointer { buckets in
          unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe folds.withUnsafeBufferPointer { folds in
              unsafe body(
                Comparison(
                  text: text, entries: entries, looseWords: looseWords, buckets: buckets, bytes: bytes,
                  folds: folds))
            }
          }
        }
      }
    }
  }
}

/// Compares candidates with the literals of their buckets. Valid inside `Verifier.withComparison` only.
@unsafe private struct Comparison {
  let text: UnsafeBufferPointer<UInt8>
  let entries: UnsafeBufferPointer<Verifier.Entry>
  let looseWords: UnsafeBufferPointer<UInt32>
  let buckets: UnsafeBufferPointer<Verifier.Bucket>
  let bytes: UnsafeBufferPointer<UInt8>
  let folds: UnsafeBufferPointer<UInt8>

  @inline(__always)
  func forEachMatch(at candidate: scan_candidate, _ body: (LiteralMatch) -> Void) {
    let word = unsafe word(at: candidate.position)
    let loose = word.withoutCase
    forEachBit(of: candidate.buckets) { number in
      let bucket = unsafe buckets[number]
      for index in bucket.open { unsafe compare(word, at: candidate.position, entries[index], body) }
      var index = unsafe firstIndex(of: loose, in: bucket.sorted)
      while index < bucket.sorted.upperBound, unsafe looseWords[index] == loose {
        unsafe compare(word, at: candidate.position, entries[index], body)
        index &+= 1
      }
    }
  }

  @inline(__always)
  private func compare(
    _ word: UInt32, at position: Int, _ entry: Verifier.Entry, _ body: (LiteralMatch) -> Void
  ) {
    guard (word | entry.fold) & entry.mask == entry.word else { return }
    let offset = position &- entry.offset
    if unsafe stands(entry, at: offset) { body(LiteralMatch(offset: offset, literal: entry.literal)) }
  }

  /// Where in a sorted part of `looseWords` a word stands, or would.
  @inline(__always)
  private func firstIndex(of word: UInt32, in range: Range<Int>) -> Int {
    var (start, count) = (range.lowerBound, range.count)
    while count > 0 {
      let half = count >> 1
      let isBefore = unsafe looseWords[start &+ half] < word
      start = isBefore ? start &+ half &+ 1 : start
      count = isBefore ? count &- half &- 1 : half
    }
    return start
  }

  /// The four bytes from `position` on, little-endian; zeros beyond the end.
  private func word(at position: Int) -> UInt32 {
    if unsafe position &+ 4 <= text.count {
      let raw = unsafe UnsafeRawBufferPointer(text)
      return unsafe UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt32.self))
    }
    var word: UInt32 = 0
    for index in unsafe position..<text.count {
      word |= unsafe UInt32(text[index]) << UInt32((index &- position) &* 8)
    }
    return word
  }

  private func stands(_ entry: Verifier.Entry, at offset: Int) -> Bool {
    guard offset >= 0, unsafe entry.length <= text.count &- offset else { return false }
    for index in 0..<entry.length {
      let byte = unsafe text[offset &+ index] | folds[entry.start &+ index]
      guard unsafe byte == bytes[entry.start &+ index] else { return false }
    }
    return true
  }
}

extension UInt32 {
  /// Four characters of which letters are in lower case; some others become alike, too.
  fileprivate var withoutCase: UInt32 { self | 0x2020_2020 }
}
