internal import CScan

/// What a search for candidates is run with. Every candidate of an exact one is found by all; which literals stand in
/// a text is the same with each.
enum Kernel: CaseIterable, Sendable {
  case avx512, avx2, ssse3, neon
  /// Swift without vectors, for every machine.
  case portable

  /// The fastest that this machine can run.
  static let best = allCases.first(where: \.isAvailable) ?? .portable

  var isAvailable: Bool {
    vectorised.map { scan_kernel_is_available($0) } ?? true
  }

  fileprivate var vectorised: scan_kernel? {
    switch self {
    case .avx512: scan_kernel_avx512
    case .avx2: scan_kernel_avx2
    case .ssse3: scan_kernel_ssse3
    case .neon: scan_kernel_neon
    case .portable: nil
    }
  }
}

/// Finds the places where one of up to eight fingerprints may stand.
struct CandidateSearch: Sendable {
  /// A batch is small enough to stay in the first-level cache.
  private static let batchCapacity = 512

  let kernel: Kernel
  /// What the kernel reads: the table of the vectorised ones, or for the portable one the buckets of whole bytes.
  private let table: [UInt8]
  private let filter: [UInt8]

  /// - Parameter filter: See `CandidateFilter`; every candidate passes where there is none.
  init(_ buckets: [Fingerprint], kernel: Kernel, filter: CandidateFilter = CandidateFilter()) {
    self.kernel = kernel
    self.filter = filter.bytes
    let table = FingerprintTable(buckets)
    self.table = kernel == .portable ? table.byteRows : table.bytes
  }

  /// Calls `body` with batches of candidates, ascending by position, until all of `bytes` is searched. Bytes
  /// beyond the end count as zero.
  func forEachBatch(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (Span<scan_candidate>) -> Void
  ) {
    guard let base = bytes.baseAddress else { return }
    unsafe withUnsafeTemporaryAllocation(of: scan_candidate.self, capacity: Self.batchCapacity) { batch in
      guard let out = batch.baseAddress else { return }
      unsafe table.withUnsafeBufferPointer { table in
        unsafe filter.withUnsafeBufferPointer { filter in
          guard let tableBase = table.baseAddress, let filterBase = filter.baseAddress else { return }
          var position = 0
          while position < bytes.count {
            let written: Int
            if let vectorised = kernel.vectorised {
              written = unsafe scan_find_candidates(
                vectorised, tableBase, filterBase, base, bytes.count, &position, out, batch.count)
            } else {
              written = unsafe findPortably(table, filter, bytes, &position, batch)
            }
            body(unsafe UnsafeBufferPointer(start: out, count: written).span)
          }
        }
      }
    }
  }
}

/// Which texts of four bytes may be a literal's: most candidates of several literals in one bucket are none of them, and
/// one look tells.
struct CandidateFilter: Sendable {
  private(set) var bytes = [UInt8](repeating: .max, count: Int(SCAN_FILTER_SIZE))

  /// Each byte, where a fourth one stands in a word. The filter makes no difference between cases.
  private static let anyFourth = (UInt32(0)...255).filter { $0 | 0x20 == $0 }.map { $0 << 24 }

  /// Lets every candidate pass.
  init() {}

  /// Lets pass what begins one of the choices' fingerprints in either case, or anything where a fingerprint has more than
  /// one open position.
  init(_ choices: some Sequence<FingerprintPlan.Choice>, of literals: [FoldedLiteral]) {
    var passing = [UInt8](repeating: 0, count: Int(SCAN_FILTER_SIZE))
    for choice in choices {
      let text = literals[choice.literal].bytes.dropFirst(choice.offset).prefix(Fingerprint.length)
      guard text.count >= Fingerprint.length - 1 else { return }
      let word = text.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      // Behind a literal of three anything may stand. Asking twice would cost every candidate.
      for byte in text.count == Fingerprint.length ? [0] : CandidateFilter.anyFourth {
        let place = Int(scan_filter_place(word | byte))
        passing[place / 8] |= 1 << UInt8(place % 8)
      }
    }
    bytes = passing
  }
}

/// The work of `scan_find_candidates`, one position after the other: Swift's vectors cannot look anything up in a table.
///
/// - Parameter rows: the buckets of every byte value, for each position of a fingerprint.
private func findPortably(
  _ rows: UnsafeBufferPointer<UInt8>, _ filter: UnsafeBufferPointer<UInt8>,
  _ bytes: UnsafeBufferPointer<UInt8>,
  _ position: inout Int, _ batch: UnsafeMutableBufferPointer<scan_candidate>
) -> Int {
  var written = 0
  func byte(_ index: Int) -> UInt8 {
    let at = position &+ index
    return unsafe at < bytes.count ? bytes[at] : 0
  }
  while position < bytes.count, written < batch.count {
    var found = UInt8.max
    for index in 0..<Fingerprint.length {
      found &= unsafe rows[index &* 256 &+ Int(byte(index))]
      if found == 0 { break }
    }
    if found != 0 {
      let word = (0..<Fingerprint.length).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(byte($1)) }
      if let filter = filter.baseAddress, unsafe scan_filter_has(filter, word) {
        unsafe batch.initializeElement(
          at: written, to: scan_candidate(position: position, buckets: UInt32(found)))
        written &+= 1
      }
    }
    position &+= 1
  }
  return written
}
