import CArchive
import Intake

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A libarchive writer; the one place that calls it.
@safe
final class ArchiveWriter: StreamEncoder {
  enum Kind {
    /// A cabinet becomes a zip. The variant is that of a tar.
    case container(ContentFormat.ArchiveFormat, ArchiveEntry.TarVariant, password: String?)
    case stream(ContentFormat.Compression)
  }

  enum Outcome {
    case written
    /// This member cannot be written; the next may be.
    case refused(String)
    case failed(String)
  }

  private let archive: OpaquePointer
  private let kind: Kind
  private var take: (Span<UInt8>) -> Bool = { _ in false }

  /// Nil where the installed libarchive cannot write this kind.
  init?(_ kind: Kind) {
    guard let archive = unsafe archive_write_new() else { return nil }
    unsafe self.archive = archive
    self.kind = kind
    // As few bytes as the format needs, in blocks that are worth writing.
    unsafe archive_write_set_bytes_per_block(archive, 64 << 10)
    unsafe archive_write_set_bytes_in_last_block(archive, 1)
    guard setFormat() else { return nil }
  }

  deinit {
    // An archive that was not finished is not to be: nothing is written any more.
    unsafe archive_write_fail(archive)
    unsafe archive_write_free(archive)
  }

  private func setFormat() -> Bool {
    switch kind {
    case .container(.zip, _, let password), .container(.cabinet, _, let password):
      guard unsafe archive_write_set_format_zip(archive) == ARCHIVE_OK else { return false }
      setOption("zip:compression-level=1")
      guard let password else { return true }
      // The kind of encryption cannot be told from what libarchive reads; this is the strong one.
      return unsafe archive_write_set_options(archive, "zip:encryption=aes256") == ARCHIVE_OK
        && archive_write_set_passphrase(archive, password) == ARCHIVE_OK
    case .container(.tar, let variant, _):
      return switch variant {
      case .ustar: unsafe archive_write_set_format_pax_restricted(archive) == ARCHIVE_OK
      case .pax: unsafe archive_write_set_format_pax(archive) == ARCHIVE_OK
      case .gnu: unsafe archive_write_set_format_gnutar(archive) == ARCHIVE_OK
      }
    case .container(.sevenZip, _, _):
      guard unsafe archive_write_set_format_7zip(archive) == ARCHIVE_OK else { return false }
      setOption("7zip:compression-level=1")
      return true
    case .stream(let compression):
      guard unsafe archive_write_set_format_raw(archive) == ARCHIVE_OK else { return false }
      // A warning means that another program would do the work.
      switch compression {
      case .xz:
        guard unsafe archive_write_add_filter_xz(archive) == ARCHIVE_OK else { return false }
        setOption("xz:compression-level=1")
      case .zstandard: return unsafe archive_write_add_filter_zstd(archive) == ARCHIVE_OK
      case .bzip2: return unsafe archive_write_add_filter_bzip2(archive) == ARCHIVE_OK
      }
      return true
    }
  }

  /// Fast rather than small, with little memory; nothing is lost where an older libarchive does not know it.
  private func setOption(_ option: String) {
    unsafe archive_write_set_options(archive, option)
  }

  func begin(_ write: @escaping (Span<UInt8>) -> Bool) -> Bool {
    take = write
    let client = unsafe Unmanaged.passUnretained(self).toOpaque()
    let result = unsafe archive_write_open(
      archive, client, nil,
      { _, client, start, count in
        guard let client = unsafe client else { return -1 }
        let writer = unsafe Unmanaged<ArchiveWriter>.fromOpaque(client).takeUnretainedValue()
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
        return unsafe writer.take(bytes.bindMemory(to: UInt8.self).span) ? count : -1
      }, nil)
    guard result == ARCHIVE_OK else { return false }
    guard case .stream = kind else { return true }
    guard let entry = unsafe archive_entry_new() else { return false }
    defer { unsafe archive_entry_free(entry) }
    unsafe archive_entry_set_filetype(entry, fileKind)
    return unsafe archive_write_header(archive, entry) == ARCHIVE_OK
  }

  func write(_ bytes: Span<UInt8>) -> Bool {
    unsafe bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
        let count = unsafe archive_write_data(archive, rest.baseAddress, rest.count)
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
  }

  func finish() -> Bool {
    withUTF8Names { unsafe archive_write_close(archive) } == ARCHIVE_OK
  }

  /// Writes a member; `content` is nil for a folder.
  func add(_ member: WrittenMember, content: Spool?) -> Outcome {
    guard let entry = unsafe archive_entry_new() else { return .failed("no memory for an archive member") }
    defer { unsafe archive_entry_free(entry) }
    if case .container(.zip, _, _) = kind {
      if member.isStored {
        unsafe archive_write_zip_set_compression_store(archive)
      } else {
        unsafe archive_write_zip_set_compression_deflate(archive)
      }
    }
    let result: Int32 = withUTF8Names {
      unsafe member.describe(entry, size: content?.count ?? 0)
      return unsafe archive_write_header(archive, entry)
    }
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN else {
      return result == ARCHIVE_FATAL ? .failed(lastError) : .refused(lastError)
    }
    if let content, !content.read({ write($0) }) { return .failed(lastError) }
    let isFinished = withUTF8Names { unsafe archive_write_finish_entry(archive) } == ARCHIVE_OK
    return isFinished ? .written : .failed(lastError)
  }

  /// libarchive's words for what went wrong last.
  var lastError: String {
    guard let words = unsafe archive_error_string(archive) else { return "the archive cannot be written" }
    return unsafe String(String(cString: words).split(separator: "\n").first ?? "no reason given")
  }
}

/// `AE_IFREG` and `AE_IFDIR` of <archive_entry.h>, which the importer leaves out.
private let fileKind: UInt32 = 0o100_000
private let folderKind: UInt32 = 0o040_000

/// A member as it is to be written, content aside.
struct WrittenMember {
  private let name: String
  private let isFolder: Bool
  private let permissions: Int
  private let modified: FileTime?
  private let user: String?
  private let group: String?
  let isStored: Bool
  let isEncrypted: Bool
  let tarVariant: ArchiveEntry.TarVariant

  /// `owner` masks the name of a user or group.
  init(_ member: PackedMember, named name: String, owner: (String) -> String) {
    self.name = name
    isFolder = member.entry.kind == .folder
    permissions = member.entry.permissions
    modified = member.entry.modified
    user = member.entry.user.map(owner).map(SafeName.component)
    group = member.entry.group.map(owner).map(SafeName.component)
    isStored = member.entry.isStored
    isEncrypted = member.entry.isEncrypted
    tarVariant = member.entry.tarVariant
  }

  /// Owners' numbers are 0: they would tell who packed it.
  fileprivate func describe(_ entry: OpaquePointer, size: Int) {
    unsafe archive_entry_set_pathname(entry, isFolder ? name + "/" : name)
    unsafe archive_entry_set_filetype(entry, isFolder ? folderKind : fileKind)
    unsafe archive_entry_set_perm(entry, mode_t(permissions))
    unsafe archive_entry_set_size(entry, Int64(size))
    unsafe archive_entry_set_uid(entry, 0)
    unsafe archive_entry_set_gid(entry, 0)
    if let modified { unsafe archive_entry_set_mtime(entry, modified.seconds, modified.nanoseconds) }
    if let user { unsafe archive_entry_set_uname(entry, user) }
    if let group { unsafe archive_entry_set_gname(entry, group) }
  }
}
