import CArchive

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A libarchive reader; the one place that calls it.
@safe
struct ArchiveHandle: ~Copyable {
  /// A piece of a member's content; valid until the next call.
  @safe
  struct Block {
    var result: Int32
    var bytes = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    /// Where it stands in the content. Past the end of the block before means a hole: zeros.
    var offset: Int?
  }

  /// Nil where libarchive had no memory; its functions refuse a nil handle with an error.
  private let archive: OpaquePointer?

  init() {
    unsafe archive = archive_read_new()
  }

  deinit {
    if let archive = unsafe archive { unsafe archive_read_free(archive) }
  }

  /// Switches on one reader; false where libarchive was built without it.
  func enable(_ kind: ArchiveReader.ArchiveKind, isSeekable: Bool) -> Bool {
    guard let archive = unsafe archive else { return false }
    let results: [Int32]
    switch kind {
    // The forward reader only, where the directory at the end is out of reach.
    case .container(.zip):
      results = unsafe [
        isSeekable
          ? archive_read_support_format_zip(archive) : archive_read_support_format_zip_streamable(archive)
      ]
    case .container(.tar): results = unsafe [archive_read_support_format_tar(archive)]
    case .container(.sevenZip): results = unsafe [archive_read_support_format_7zip(archive)]
    case .container(.cabinet): results = unsafe [archive_read_support_format_cab(archive)]
    case .stream(let compression):
      let filter: Int32 =
        switch compression {
        case .xz: unsafe archive_read_support_filter_xz(archive)
        case .zstandard: unsafe archive_read_support_filter_zstd(archive)
        case .bzip2: unsafe archive_read_support_filter_bzip2(archive)
        }
      results = unsafe [
        filter, archive_read_support_format_raw(archive), archive_read_support_format_empty(archive),
      ]
    }
    // A warning means that another program would do the work.
    return results.allSatisfy { $0 == ARCHIVE_OK }
  }

  /// Has encrypted members opened with what `reader` gives as the next password, as often as the ones before it were
  /// wrong. `reader` has to live as long as the handle is used.
  func askForPasswords(_ reader: ArchiveReader) {
    let client = unsafe Unmanaged.passUnretained(reader).toOpaque()
    unsafe archive_read_set_passphrase_callback(archive, client) { _, client in
      guard let client = unsafe client else { return nil }
      return unsafe Unmanaged<ArchiveReader>.fromOpaque(client).takeUnretainedValue().nextPassword()
    }
  }

  /// Starts reading what `reader` supplies, which has to live as long as the handle is used.
  func open(suppliedBy reader: ArchiveReader, isSeekable: Bool) -> Bool {
    if isSeekable {
      unsafe archive_read_set_seek_callback(archive) { _, client, offset, whence in
        guard let client = unsafe client else { return Int64(ARCHIVE_FATAL) }
        let reader = unsafe Unmanaged<ArchiveReader>.fromOpaque(client).takeUnretainedValue()
        return Int64(reader.seek(Int(offset), from: whence) ?? Int(ARCHIVE_FATAL))
      }
    }
    let client = unsafe Unmanaged.passUnretained(reader).toOpaque()
    let result = unsafe archive_read_open2(
      archive, client, nil,
      { _, client, start in
        guard let client = unsafe client, let start = unsafe start else { return Int(ARCHIVE_FATAL) }
        let reader = unsafe Unmanaged<ArchiveReader>.fromOpaque(client).takeUnretainedValue()
        let bytes = unsafe reader.supply()
        unsafe start.pointee = bytes.baseAddress
        return bytes.count
      }, nil, nil)
    return result == ARCHIVE_OK
  }

  func nextHeader() -> (result: Int32, entry: ArchiveEntry?) {
    guard let archive = unsafe archive, let entry = unsafe archive_entry_new2(archive) else {
      return (ARCHIVE_FATAL, nil)
    }
    defer { unsafe archive_entry_free(entry) }
    let result: Int32 = withUTF8Names { unsafe archive_read_next_header2(archive, entry) }
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN else { return (result, nil) }
    return unsafe (result, ArchiveEntry(entry, of: archive))
  }

  func nextBlock() -> Block {
    var bytes: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = -1
    // Errors of earlier calls would otherwise be taken for this one's.
    unsafe archive_clear_error(archive)
    let result = unsafe archive_read_data_block(archive, &bytes, &count, &offset)
    return unsafe Block(
      result: result, bytes: UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count),
      offset: offset < 0 ? nil : Int(offset))
  }

  /// libarchive's words for what went wrong last.
  var lastError: String {
    guard let words = unsafe archive_error_string(archive) else { return "no reason given" }
    return unsafe String(String(cString: words).split(separator: "\n").first ?? "no reason given")
  }
}

/// What libarchive says about a member.
package struct ArchiveEntry {
  package enum Kind {
    case file
    case folder
    case link
    case other
  }

  /// The name as stored, or in UTF-8 where the archive says what it is stored in; empty where it has none.
  let name: [UInt8]
  package let kind: Kind
  package let isEncrypted: Bool
  /// Whether a zip holds it without compression.
  package let isStored: Bool
  /// Which kind of tar its header is of.
  package let tarVariant: TarVariant
  package let permissions: Int
  /// Nil where the archive says nothing.
  package let modified: FileTime?
  /// The owner's name; nil where the archive has none.
  package let user: String?
  package let group: String?

  package enum TarVariant {
    case ustar
    case pax
    case gnu
  }

  fileprivate init(_ entry: OpaquePointer, of archive: OpaquePointer) {
    name = withUTF8Names {
      let stored = unsafe archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry)
      guard let stored = unsafe stored else { return [] }
      return unsafe Array(UnsafeRawBufferPointer(start: stored, count: strlen(stored)))
    }
    let isLink = unsafe archive_entry_hardlink(entry) != nil || archive_entry_symlink(entry) != nil
    kind =
      switch unsafe archive_entry_filetype(entry) & S_IFMT {
      case _ where isLink: .link
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case 0: name.last == UInt8(ascii: "/") ? .folder : .file
      default: .other
      }
    isEncrypted = unsafe archive_entry_is_encrypted(entry) != 0
    permissions = unsafe Int(archive_entry_perm(entry)) & 0o777
    modified =
      unsafe archive_entry_mtime_is_set(entry) == 0
      ? nil
      : unsafe FileTime(
        seconds: Int(archive_entry_mtime(entry)), nanoseconds: Int(archive_entry_mtime_nsec(entry)))
    (user, group) = withUTF8Names {
      unsafe (
        ownerName(archive_entry_uname(entry) ?? archive_entry_uname_utf8(entry)),
        ownerName(archive_entry_gname(entry) ?? archive_entry_gname_utf8(entry))
      )
    }
    let format = unsafe archive_format_name(archive).map { unsafe String(cString: $0) } ?? ""
    isStored = format.hasSuffix("(uncompressed)")
    tarVariant =
      switch unsafe archive_format(archive) {
      case ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FORMAT_TAR_PAX_RESTRICTED: .pax
      case ARCHIVE_FORMAT_TAR_GNUTAR: .gnu
      default: .ustar
      }
  }
}

private func ownerName(_ words: UnsafePointer<CChar>?) -> String? {
  guard let words = unsafe words, unsafe words.pointee != 0 else { return nil }
  return unsafe String(cString: words)
}

/// Runs `body` with this thread's character set being UTF-8.
///
/// libarchive turns names into the locale's character set and drops those that do not fit; a command-line
/// tool started with `LANG=C` would lose every umlaut. `uselocale` changes this thread alone.
package func withUTF8Names<R>(_ body: () -> R) -> R {
  #if canImport(Glibc)
    let utf8 = unsafe newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
  #else
    let utf8 = unsafe newlocale(LC_CTYPE_MASK, "UTF-8", nil)
  #endif
  guard let utf8 = unsafe utf8 else { return body() }
  let previous = unsafe uselocale(utf8)
  defer {
    unsafe uselocale(previous)
    unsafe freelocale(utf8)
  }
  return body()
}
