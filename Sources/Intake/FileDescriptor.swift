#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A path as the system spells it: bytes, of which a file name may hold any but NUL and slash.
struct FilePath: Hashable, Sendable {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// For people; bytes that are not UTF-8 become U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// What stands behind the last slash, trailing slashes aside.
  var lastComponent: FilePath {
    var trimmed = bytes[...]
    while trimmed.count > 1, trimmed.last == slash { trimmed.removeLast() }
    guard let index = trimmed.lastIndex(of: slash), index + 1 < trimmed.endIndex else {
      return FilePath(Array(trimmed))
    }
    return FilePath(Array(trimmed[(index + 1)...]))
  }

  /// What stands before the last component; `.` where nothing does.
  var parent: FilePath {
    let name = lastComponent.bytes.count
    var trimmed = bytes[...]
    while trimmed.count > 1, trimmed.last == slash { trimmed.removeLast() }
    let rest = trimmed.dropLast(name)
    return rest.isEmpty ? FilePath(".") : FilePath(Array(rest))
  }

  func appending(_ component: FilePath) -> FilePath {
    if bytes.isEmpty { return component }
    return FilePath(bytes.last == slash ? bytes + component.bytes : bytes + [slash] + component.bytes)
  }

  /// The path without links and dots; nil where there is no such file.
  var canonical: FilePath? {
    unsafe withCString { path in
      guard let resolved = unsafe realpath(path, nil) else { return nil }
      defer { unsafe free(resolved) }
      return unsafe FilePath(Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))))
    }
  }

  /// The path below a canonical folder, links on the way followed, but not at its end; empty for the folder itself, nil for
  /// what lies elsewhere.
  func relative(to root: FilePath) -> FilePath? {
    guard canonical != root else { return FilePath([]) }
    guard let place = parent.canonical?.appending(lastComponent), place.bytes.starts(with: root.bytes) else {
      return nil
    }
    if root.bytes.last == slash { return FilePath(Array(place.bytes.dropFirst(root.bytes.count))) }
    guard place.bytes.dropFirst(root.bytes.count).first == slash else { return nil }
    return FilePath(Array(place.bytes.dropFirst(root.bytes.count + 1)))
  }

  /// What stands at the path, links followed or not.
  func status(followingLinks: Bool) -> Result<FileStatus, SystemError> {
    var status = stat()
    let result: Int32 = unsafe withCString { path in
      unsafe followingLinks ? stat(path, &status) : lstat(path, &status)
    }
    return result == 0 ? .success(FileStatus(status)) : .failure(SystemError.current)
  }

  func withCString<R>(_ body: (UnsafePointer<CChar>) -> R) -> R {
    var terminated = bytes.map { CChar(bitPattern: $0) }
    terminated.append(0)
    return unsafe terminated.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return unsafe "".withCString(body) }
      return unsafe body(base)
    }
  }
}

private let slash = UInt8(ascii: "/")

/// An error number of the system.
struct SystemError: Error {
  let number: Int32

  static var current: SystemError { SystemError(number: errno) }

  /// The system's words for it: `Permission denied`.
  var words: String {
    guard let words = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: words)
  }

  var isNotFound: Bool { number == ENOENT || number == ENOTDIR }
}

/// What the system says about a file.
struct FileStatus {
  enum Kind {
    case regular
    case folder
    case link
    case fifo
    case socket
    case device
  }

  let kind: Kind
  let size: Int
  let permissions: Int
  let modified: FileTime

  init(_ status: stat) {
    size = Int(status.st_size)
    permissions = Int(status.st_mode) & 0o777
    #if canImport(Glibc)
      modified = FileTime(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    #else
      modified = FileTime(seconds: status.st_mtimespec.tv_sec, nanoseconds: status.st_mtimespec.tv_nsec)
    #endif
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case S_IFIFO: .fifo
      case S_IFSOCK: .socket
      default: .device
      }
  }
}

/// An open file; closed with its owner, unless it was open before.
struct FileDescriptor: ~Copyable {
  private let number: Int32
  private let isOwned: Bool

  /// Opens for reading, at once: a FIFO that nobody writes to yet is waited for where it is read, so that the waiting can
  /// be ended. `followingLinks` is for what a user named.
  init(opening path: FilePath, followingLinks: Bool) throws(SystemError) {
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW)
    var descriptor: Int32 = -1
    repeat {
      descriptor = unsafe path.withCString { unsafe open($0, flags) }
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw SystemError.current }
    number = descriptor
    isOwned = true
  }

  /// Standard input, which is not closed.
  init(standardInput: Void) {
    number = STDIN_FILENO
    isOwned = false
  }

  deinit {
    if isOwned { close(number) }
  }

  func status() throws(SystemError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw SystemError.current }
    return FileStatus(status)
  }

  /// Reads what is there, waiting where nothing is yet; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
      #else
        let count = unsafe Darwin.read(number, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN: waitForData()
      default: throw SystemError.current
      }
    }
  }

  /// Reads what stands at `offset`, whatever the place of the next byte is, which stays; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
    while true {
      let count = unsafe pread(number, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      guard errno == EINTR else { throw SystemError.current }
    }
  }

  func seek(to offset: Int) -> Bool {
    lseek(number, off_t(offset), SEEK_SET) == off_t(offset)
  }

  /// Whether there is something to read, or the end; waits so many milliseconds for it.
  func hasData(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    let result = unsafe poll(&request, 1, milliseconds)
    return result > 0 || result < 0 && errno != EINTR
  }

  /// Standard input may have been left non-blocking by whoever opened it.
  private func waitForData() {
    var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&request, 1, -1)
  }
}
