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

  private var entries: [Entry] = []
  /// Where in `entries` each bucket begins, and at last where the entries end.
  private var bucketStarts = [0]
  /// All literals' bytes and folds, one after the other.
  private var bytes: [UInt8] = []
  private var folds: [UInt8] = []

  init(_ literals: [FoldedLiteral], plan: FingerprintPlan) {
    for bucket in plan.buckets {
      for choice in bucket {
        let literal = literals[choice.literal]
        var entry = Entry(
          offset: choice.offset, start: bytes.count, length: literal.bytes.count, literal: choice.literal)
        for position in 0..<min(Fingerprint.length, literal.bytes.count - choice.offset) {
          let shift = UInt32(position * 8)
          entry.word |= UInt32(literal.bytes[choice.offset + position]) << shift
          entry.fold |= UInt32(literal.folds[choice.offset + position]) << shift
          entry.mask |= 0xFF << shift
        }
        entries.append(entry)
        bytes += literal.bytes
        folds += literal.folds
      }
      bucketStarts.append(entries.count)
    }
  }

  /// Borrows the literals' memory for as long as `body` runs.
  func withComparison(to text: UnsafeBufferPointer<UInt8>, _ body: (Comparison) -> Void) {
    unsafe entries.withUnsafeBufferPointer { entries in
      unsafe bucketStarts.withUnsafeBufferPointer { bucketStarts in
        unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe folds.withUnsafeBufferPointer { folds in
            unsafe body(
              Comparison(text: text, entries: entries, bucketStarts: bucketStarts, bytes: bytes, folds: folds)
            )
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
  let bucketStarts: UnsafeBufferPointer<Int>
  let bytes: UnsafeBufferPointer<UInt8>
  let folds: UnsafeBufferPointer<UInt8>

  @inline(__always)
  func forEachMatch(at candidate: scan_candidate, _ body: (LiteralMatch) -> Void) {
    let word = unsafe word(at: candidate.position)
    forEachBit(of: candidate.buckets) { bucket in
      for index in unsafe bucketStarts[bucket]..<bucketStarts[bucket &+ 1] {
        let entry = unsafe entries[index]
        guard (word | entry.fold) & entry.mask == entry.word else { continue }
        let offset = candidate.position &- entry.offset
        if unsafe stands(entry, at: offset) { body(LiteralMatch(offset: offset, literal: entry.literal)) }
      }
    }
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
