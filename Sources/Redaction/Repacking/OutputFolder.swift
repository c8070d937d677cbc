import Intake

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder that everything is written below.
final class OutputFolder {
  private let path: String
  /// Folders made, with what they are to look like once nothing more is written into them.
  private var folders: [String: FileFacts?] = [:]
  private var filesMade = 0

  /// Makes the folder, or takes it where it is empty. Refuses one that would be read or lead to what is read.
  init(_ path: String, inputs: [String]) throws(RepackFailure) {
    self.path = path
    let target = OutputFolder.canonical(path) ?? OutputFolder.canonicalOfNew(path)
    for input in inputs where input != "-" {
      guard let source = OutputFolder.canonical(input), let target else { continue }
      if OutputFolder.isBelow(target, source) {
        throw .refused("\(path) lies in \(input), which is to be read; name a folder outside it")
      }
      if OutputFolder.isBelow(source, target) {
        throw .refused("\(input) lies in \(path); name another folder for the output")
      }
    }
    if unsafe mkdir(path, 0o777) != 0 {
      guard errno == EEXIST else { throw .cannotWrite("\(path): \(SystemWords.last)") }
      try OutputFolder.checkEmpty(path)
    }
  }

  private static func checkEmpty(_ path: String) throws(RepackFailure) {
    guard let stream = unsafe opendir(path) else {
      if errno == ENOTDIR { throw .refused("\(path) is no folder") }
      throw .cannotWrite("\(path): \(SystemWords.last)")
    }
    defer { unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { field in
        unsafe String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." {
        throw .refused("\(path) is not empty; name a folder that is, or one that is not there yet")
      }
    }
  }

  private static func canonical(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func canonicalOfNew(_ path: String) -> String? {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return canonical(".").map { "\($0)/\(trimmed)" } }
    let parent = slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    return canonical(parent).map { "\($0 == "/" ? "" : $0)/\(trimmed[trimmed.index(after: slash)...])" }
  }

  private static func isBelow(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  /// A file that has its name only when it is whole.
  struct NewFile {
    let file: OutputFile
    fileprivate let partPath: String
    fileprivate let path: String

    /// False where it could not be written; then it is gone.
    func complete(facts: FileFacts?) -> Bool {
      guard file.complete(facts), isFree(), unsafe rename(partPath, path) == 0 else {
        let reason = errno
        discard()
        errno = reason
        return false
      }
      return true
    }

    /// Where case makes no difference, names that do differ may be one.
    private func isFree() -> Bool {
      guard unsafe access(path, F_OK) == 0 else { return true }
      errno = EEXIST
      return false
    }

    func discard() {
      _ = unsafe unlink(partPath)
    }
  }

  /// Makes the folders to a file and the file; nil where that cannot be, the system's error number says why.
  func makeFile(_ components: [String], foldersLike facts: [FileFacts?]) -> NewFile? {
    guard let folder = makeFolders(components.dropLast(), like: facts) else { return nil }
    let name = components.last ?? "unnamed"
    guard let (file, partPath) = makePart(in: folder) else { return nil }
    return NewFile(file: file, partPath: partPath, path: "\(folder)/\(name)")
  }

  /// Makes folders inside one another, and gives the path of the innermost; nil where that cannot be.
  func makeFolders(_ components: some Sequence<String>, like facts: [FileFacts?]) -> String? {
    var folder = path
    for (index, component) in components.enumerated() {
      folder += "/" + component
      guard folders[folder] == nil else { continue }
      guard unsafe mkdir(folder, 0o700) == 0 else { return nil }
      folders[folder] = .some(index < facts.count ? facts[index] : nil)
    }
    return folder
  }

  /// A file for what is needed for a while, which is gone when it is closed, whatever happens.
  func makeNamelessFile() -> OutputFile? {
    #if os(Linux)
      let descriptor = unsafe open(path, O_RDWR | openTemporary | O_CLOEXEC, 0o600)
      if descriptor >= 0 { return OutputFile(descriptor) }
    #endif
    guard let (file, partPath) = makePart(in: path) else { return nil }
    _ = unsafe unlink(partPath)
    return file
  }

  private func makePart(in folder: String) -> (OutputFile, path: String)? {
    filesMade += 1
    let partPath = "\(folder)/.\(getpid()).\(filesMade).part"
    // Nothing that is there already is written over, nor is a link followed.
    let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = unsafe open(partPath, flags, 0o600)
    return descriptor < 0 ? nil : (OutputFile(descriptor), partPath)
  }

  /// Gives the folders their permissions and times, those inside others first, as far as the file system has such.
  func finish() {
    for (folder, facts) in folders.sorted(by: { $0.key.utf8.count > $1.key.utf8.count }) {
      guard let facts else { continue }
      var times = [timespec(facts.modified), timespec(facts.modified)]
      _ = unsafe chmod(folder, mode_t(facts.permissions))
      _ = unsafe utimensat(AT_FDCWD, folder, &times, 0)
    }
  }
}

#if os(Linux)
  /// `O_TMPFILE` of <fcntl.h>, which the importer leaves out.
  private let openTemporary = 0o20_000_000 | O_DIRECTORY
#endif
