public import Evidence

/// A file, archive member or standard input that is being read, its containers and compressions taken off.
///
/// Valid within the closure it is handed to; after that `read` gives nothing more. One thread may use it.
public final class OpenedArtifact {
  /// As the report shows it; members follow `!/`: `ticket.zip!/logs/a.log.gz`.
  public let path: String
  /// Which of the artifacts of its input it is, from 0; the same whenever the input is opened.
  public let ordinal: Int
  /// Whether it is a container, which has members instead of content.
  public let isArchive: Bool
  /// What the content is compressed with, outermost first, archives around it left out: `gzip`, `xz`.
  public let compressions: [String]
  /// Bytes of content read so far.
  public private(set) var bytesRead = 0
  private var source: (any ByteSource)?
  private var reader: ArchiveReader?
  private var notes: [Problem]

  init(
    path: String, ordinal: Int, compressions: [String] = [], source: (any ByteSource)?,
    reader: ArchiveReader? = nil, notes: [Problem]
  ) {
    self.path = path
    self.ordinal = ordinal
    self.compressions = compressions
    self.source = source
    self.reader = reader
    self.notes = notes
    isArchive = reader != nil
  }

  /// Whether there is content that can be asked for; an archive has none.
  package var hasContent: Bool { !isArchive && source != nil }

  /// Reads content: as much as the buffer holds, less only at the end; 0 when nothing is left.
  ///
  /// How the bytes arrive, in pieces from a pipe or at once, makes no difference to what a call gives.
  public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !isArchive, let source else { return 0 }
    let count = unsafe source.fill(buffer)
    bytesRead += count
    return count
  }

  /// Appends at most `count` bytes of content, less only at the end; gives how many, 0 when nothing is left.
  public func read(upTo count: Int, appendingTo bytes: inout [UInt8]) -> Int {
    let before = bytes.count
    bytes.append(addingCapacity: max(count, 0)) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
        initialized = unsafe read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
    return bytes.count - before
  }

  /// The file whose content this is, byte by byte as it lies on disk, to be read by several threads; nil for content
  /// that only comes in order.
  public var openFile: OpenFile? { source?.openFile }

  /// Takes note that all content, `count` bytes, was read through `openFile`.
  public func noteReadFile(_ count: Int) {
    bytesRead = count
    _ = source?.seek(to: count)
  }

  /// Goes back to the start of the content; false where that cannot be.
  public func rewind() -> Bool {
    guard let source, source.seek(to: 0) else { return false }
    bytesRead = 0
    return true
  }

  /// What was wrong. Complete when the content was read to its end; for an archive, when `Intake.open` has
  /// returned.
  public var problems: [Problem] {
    var all = notes
    // A limit ends every layer at once.
    for problem in (source?.problems ?? []) + (reader?.problems ?? []) where !all.contains(problem) {
      all.append(problem)
    }
    return all
  }

  /// Keeps what is known, and lets go of files and buffers.
  func close() {
    notes = problems
    source = nil
    reader = nil
  }

  func note(_ problem: Problem) {
    notes.append(problem)
  }
}
