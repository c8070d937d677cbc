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

  init(_ buckets: [Fingerprint], kernel: Kernel) {
    self.kernel = kernel
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
        guard let tableBase = table.baseAddress else { return }
        var position = 0
        while position < bytes.count {
          let written: Int
          if let vectorised = kernel.vectorised {
            written = unsafe scan_find_candidates(
              vectorised, tableBase, base, bytes.count, &position, out, batch.count)
          } else {
            written = unsafe findPortably(table, bytes, &position, batch)
          }
          body(unsafe UnsafeBufferPointer(start: out, count: written).span)
        }
      }
    }
  }
}

/// The work of `scan_find_candidates`, one position after the other.
///
/// - Parameter rows: the buckets of every byte value, for each position of a fingerprint.
private func findPortably(
  _ rows: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int,
  _ batch: UnsafeMutableBufferPointer<scan_candidate>
) -> Int {
  var written = 0
  func add(_ found: UInt8) {
    guard found != 0 else { return }
    unsafe batch.initializeElement(
      at: written, to: scan_candidate(position: position, buckets: UInt32(found)))
    written &+= 1
  }
  while position &+ Fingerprint.length <= bytes.count, written < batch.count {
    let start = unsafe rows[Int(bytes[position])] & rows[256 &+ Int(bytes[position &+ 1])]
    let end = unsafe rows[512 &+ Int(bytes[position &+ 2])] & rows[768 &+ Int(bytes[position &+ 3])]
    add(start & end)
    position &+= 1
  }
  while position &+ Fingerprint.length > bytes.count, position < bytes.count, written < batch.count {
    var found = UInt8.max
    for index in 0..<Fingerprint.length {
      let at = position &+ index
      found &= unsafe rows[index &* 256 &+ (at < bytes.count ? Int(bytes[at]) : 0)]
    }
    add(found)
    position &+= 1
  }
  return written
}
