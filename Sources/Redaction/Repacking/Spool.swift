/// The content of a member until its size is known: small ones in memory, others in a file that has no name.
final class Spool {
  private let folder: OutputFolder
  private var memory: [UInt8] = []
  private var file: OutputFile?
  private(set) var count = 0

  /// What is held in memory at most.
  private static let mostHeld = 1 << 20

  init(in folder: OutputFolder) {
    self.folder = folder
  }

  /// False where it could not be written; the system's error number says why.
  func append(_ bytes: Span<UInt8>) -> Bool {
    let (sum, overflow) = count.addingReportingOverflow(bytes.count)
    guard !overflow else { return false }
    count = sum
    if let file { return file.write(bytes) }
    guard count > Spool.mostHeld else {
      unsafe bytes.withUnsafeBytes { unsafe memory.append(contentsOf: $0) }
      return true
    }
    let held = memory
    guard let file = folder.makeNamelessFile(), file.write(held.span) else { return false }
    self.file = file
    memory = []
    return file.write(bytes)
  }

  /// Gives everything in pieces; false where reading failed or `body` says to stop.
  func read(_ body: (Span<UInt8>) -> Bool) -> Bool {
    guard let file else {
      let held = memory
      return held.isEmpty || body(held.span)
    }
    var offset = 0
    var block: [UInt8] = []
    while offset < count {
      block.removeAll(keepingCapacity: true)
      guard file.read(upTo: Spool.mostHeld, at: offset, appendingTo: &block), body(block.span) else {
        return false
      }
      offset += block.count
    }
    return true
  }
}
