import CArchive
import Evidence

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a container through libarchive, forward, one member at a time.
///
/// Only the reader of the format at hand is switched on; nothing is ever written to disk, and no filter that
/// would start another program is accepted.
final class ArchiveReader {
  /// What was wrong with the container rather than with one member.
  private(set) var problems: [Problem] = []
  let format: ArchiveKind
  private var handle = ArchiveHandle()
  private let source: any ByteSource
  private let passwords: [PasswordText]
  private var passwordsGiven = 0
  private let buffer = BlockBuffer(count: BlockBuffer.inputSize)
  private var position = 0
  private var state = State.reading
  private var resumptions = 0
  /// Whether libarchive asked for more than there is.
  private var hasSourceEnded = false
  private var membersRead = 0

  private enum State {
    case reading
    /// libarchive gave up within a member; those behind it may still be within reach.
    case stoppedInMember(Problem)
    case ended
  }

  /// What libarchive is asked to read.
  enum ArchiveKind: Equatable {
    case container(ContentFormat.ArchiveFormat)
    /// A compressed stream, shown as a container of one member without a name.
    case stream(ContentFormat.Compression)
  }

  /// `source` stands at the beginning of the container.
  init(_ source: any ByteSource, format: ArchiveKind, passwords: [String]) {
    self.source = source
    self.format = format
    self.passwords = passwords.filter { !$0.isEmpty }.map(PasswordText.init)
    start()
  }

  /// The next member, its content still to be read; nil at the end, or where the damage is too great.
  func nextMember() -> ArchiveMember? {
    if case .stoppedInMember(let problem) = state, !resume() { giveUp(problem) }
    guard case .reading = state, let entry = nextEntry() else { return nil }
    membersRead += 1
    return ArchiveMember(entry, content: MemberSource(self, isEncrypted: entry.isEncrypted))
  }

  private func start() {
    state = .reading
    guard handle.enable(format, isSeekable: source.seekableLength != nil) else {
      state = .ended
      problems.append(Problem(.unreadable, "the installed libarchive cannot read \(format.name) data"))
      return
    }
    passwordsGiven = 0
    if !passwords.isEmpty { handle.askForPasswords(self) }
    if !handle.open(suppliedBy: self, isSeekable: source.seekableLength != nil) {
      giveUp(problem("archive cannot be opened"))
    }
  }

  private func nextEntry() -> ArchiveEntry? {
    var retries = 0
    while true {
      let (result, entry) = handle.nextHeader()
      switch result {
      case ARCHIVE_OK, ARCHIVE_WARN: return entry
      case ARCHIVE_EOF: return nil
      case ARCHIVE_RETRY where retries < ArchiveReader.mostRetries:
        // A damaged header was left out; libarchive looks for the next one.
        if retries == 0 { problems.append(problem("damaged archive")) }
        retries += 1
      default:
        giveUp(problem("archive cannot be read on"))
        return nil
      }
    }
  }

  /// Starts again behind a member that libarchive could not read, which for it is the end of a zip. False
  /// where the archive cannot be read out of order, or is so damaged that trying on would cost too much.
  private func resume() -> Bool {
    guard format == .container(.zip), resumptions < ArchiveReader.mostResumptions, source.seek(to: 0) else {
      return false
    }
    resumptions += 1
    position = 0
    hasSourceEnded = false
    handle = ArchiveHandle()
    start()
    for _ in 0..<membersRead {
      guard case .reading = state, nextEntry() != nil else { return false }
    }
    return true
  }

  /// Each costs reading the directory of the zip once more.
  private static let mostResumptions = 64

  /// A tar with this many damaged blocks in a row (64 MiB) is none.
  private static let mostRetries = 1 << 17

  /// The next block of the current member's content.
  func nextBlock() -> ArchiveHandle.Block {
    guard case .reading = state else { return unsafe ArchiveHandle.Block(result: ARCHIVE_EOF) }
    return handle.nextBlock()
  }

  /// libarchive's last error as a problem.
  func problem(_ tried: String, isEncrypted: Bool = false, offset: Int? = nil) -> Problem {
    let words = handle.lastError
    var kind = Problem.Kind(libarchiveWords: words, isEncrypted: isEncrypted)
    // Most decompressors call an early end damage.
    if kind == .corrupt, hasSourceEnded { kind = .truncated }
    return Problem(kind, "\(tried): \(words)", offset: offset)
  }

  /// Reads the current member no further, which libarchive cannot.
  func stopInMember(_ problem: Problem) {
    state = .stoppedInMember(problem)
  }

  private func giveUp(_ problem: Problem) {
    if case .ended = state { return }
    state = .ended
    let detail = "\(problem.detail); members read, whole or in part: \(grouped(membersRead))"
    problems.append(Problem(problem.kind, detail))
  }

  /// The next bytes of the container, for libarchive; none at its end.
  func supply() -> UnsafeRawBufferPointer {
    let count = unsafe source.read(into: buffer.bytes)
    position += count
    hasSourceEnded = count == 0
    return unsafe UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count])
  }

  /// The next password to try, for libarchive, which keeps those it got before.
  func nextPassword() -> UnsafePointer<CChar>? {
    guard passwordsGiven < passwords.count else { return nil }
    passwordsGiven += 1
    return unsafe passwords[passwordsGiven - 1].start
  }

  /// The password that was tried last: of an encrypted member whose content comes, the one that fits, but that of a
  /// member after another's may be one of those before it.
  var passwordInUse: String? { passwordsGiven > 0 ? passwords[passwordsGiven - 1].text : nil }

  /// Moves to another place in the container, as `fseek` does; nil where that cannot be.
  func seek(_ offset: Int, from whence: Int32) -> Int? {
    guard let length = source.seekableLength else { return nil }
    let base =
      switch whence {
      case SEEK_SET: 0
      case SEEK_CUR: position
      default: length
      }
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0, source.seek(to: target) else { return nil }
    position = target
    hasSourceEnded = false
    return target
  }
}

/// A password at a place that does not move, for as long as libarchive may read it.
@safe
private final class PasswordText {
  let text: String
  let start: UnsafePointer<CChar>?
  private let memory: UnsafeMutableBufferPointer<CChar>

  init(_ text: String) {
    self.text = text
    let characters = text.utf8CString
    unsafe memory = .allocate(capacity: characters.count)
    _ = unsafe memory.initialize(from: characters)
    unsafe start = UnsafePointer(memory.baseAddress)
  }

  deinit {
    unsafe memory.deallocate()
  }
}

extension ArchiveReader.ArchiveKind {
  /// For messages.
  var name: String {
    switch self {
    case .container(.zip): "zip"
    case .container(.tar): "tar"
    case .container(.sevenZip): "7z"
    case .container(.cabinet): "cabinet"
    case .stream(.xz): "xz"
    case .stream(.zstandard): "zstd"
    case .stream(.bzip2): "bzip2"
    }
  }

  /// Whether it gives more bytes than it takes. A tar does not, but for the holes of sparse files.
  var expands: Bool { self != .container(.tar) }
}

extension Problem.Kind {
  /// libarchive gives all damage the same error number; its words tell the kinds apart.
  fileprivate init(libarchiveWords words: String, isEncrypted: Bool) {
    let words = words.lowercased()
    func says(_ part: String) -> Bool { words.contains(part) }
    if isEncrypted || says("passphrase") || says("encrypt") || says("crypto codec") {
      self = .encrypted
    } else if says("truncated") || says("unexpected end") || says("end of file") {
      self = .truncated
    } else if says("crc") || says("checksum") || says("wrong size") {
      self = .checksumMismatch
    } else {
      self = .corrupt
    }
  }
}
