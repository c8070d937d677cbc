import Intake

/// The content of a trace, read forwards; again from its start, and at any place, where it is a file or small enough
/// to be held.
final class TraceContent {
  private let artifact: OpenedArtifact
  /// What was read and is still held.
  private var bytes: [UInt8] = []
  /// Where in the content `bytes` begins.
  private var base = 0
  /// Where in `bytes` the next byte stands.
  private var next = 0
  private var isAtEnd = false
  /// Whether everything stays, up to the limit: what comes only once would be gone.
  private var holdsAll: Bool
  private let heldLimit: Int

  private static let chunk = 256 << 10

  /// - Parameters:
  ///   - beginning: What was read of the artifact already.
  ///   - heldLimit: Bytes that are held of content that comes only once.
  init(_ artifact: OpenedArtifact, beginning: [UInt8], heldLimit: Int) {
    self.artifact = artifact
    self.heldLimit = heldLimit
    holdsAll = artifact.openFile == nil
    if !artifact.rewind() { bytes = beginning }
  }

  /// How many bytes of the content lie before the next one.
  var position: Int { base + next }

  /// Loads `count` bytes from the next one on, and gives how many there are: less only at the end.
  func load(_ count: Int) -> Int {
    while !isAtEnd, bytes.count - next < count {
      forget()
      let missing = max(count - (bytes.count - next), TraceContent.chunk)
      if artifact.read(upTo: missing, appendingTo: &bytes) == 0 { isAtEnd = true }
    }
    return min(count, bytes.count - next)
  }

  /// Passes over bytes that were loaded.
  func advance(_ count: Int) {
    next += min(count, bytes.count - next)
  }

  /// Shows `count` bytes that were loaded.
  func withLoaded<Result>(_ count: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let held = bytes
    return body(held.span.extracting(next..<next + min(count, held.count - next)))
  }

  /// Goes back to the start; false where the content comes only once and is not held.
  func rewind() -> Bool {
    if base == 0 {
      next = 0
      return true
    }
    guard artifact.rewind() else { return false }
    bytes = []
    (base, next) = (0, 0)
    isAtEnd = false
    return true
  }

  /// Whether `read` reaches everything that was loaded so far, after the next buffer, too.
  var isRandomAccess: Bool {
    artifact.openFile != nil
      || base == 0 && bytes.count <= heldLimit - TraceBufferHeader.largestBuffer - TraceContent.chunk
  }

  /// Appends at most `count` bytes from `offset` on, and gives how many; where all of them are held,
  /// or there is a file.
  func read(upTo count: Int, at offset: Int, appendingTo target: inout [UInt8]) -> Int {
    if base > 0, let file = artifact.openFile {
      return file.read(upTo: count, at: offset, appendingTo: &target)
    }
    guard base == 0, offset < bytes.count, count > 0 else { return 0 }
    let end = min(bytes.count, offset + count)
    target.append(contentsOf: bytes[offset..<end])
    return end - offset
  }

  private func forget() {
    if holdsAll, bytes.count <= heldLimit { return }
    holdsAll = false
    guard next >= TraceContent.chunk else { return }
    bytes.removeSubrange(..<next)
    base += next
    next = 0
  }
}
