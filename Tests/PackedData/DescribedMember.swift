import CArchive
import Intake

/// A member of an archive with everything that archives say about it.
package struct DescribedMember: Equatable {
  package var name: String
  package var content: [UInt8] = []
  package var isFolder = false
  package var permissions = 0o644
  /// Since 1970.
  package var seconds = 1_700_000_000
  package var nanoseconds = 0
  package var user: String?
  package var group: String?
  package var userNumber = 0
  /// Of a zip.
  package var isStored = false

  package init(_ name: String, _ content: [UInt8] = []) {
    self.name = name
    self.content = content
  }
}

extension Packed {
  package enum Container: CaseIterable {
    case zip
    case ustar
    case pax
    case gnuTar
    case sevenZip
  }

  /// What libarchive writes.
  package static func archive(_ container: Container, _ members: [DescribedMember], password: String? = nil)
    -> [UInt8]
  {
    withUTF8Names { writeArchive(container, members, password: password) }
  }

  private static func writeArchive(
    _ container: Container, _ members: [DescribedMember], password: String?
  ) -> [UInt8] {
    guard let archive = unsafe archive_write_new() else { return [] }
    defer { unsafe archive_write_free(archive) }
    switch container {
    case .zip: unsafe archive_write_set_format_zip(archive)
    case .ustar: unsafe archive_write_set_format_ustar(archive)
    case .pax: unsafe archive_write_set_format_pax(archive)
    case .gnuTar: unsafe archive_write_set_format_gnutar(archive)
    case .sevenZip: unsafe archive_write_set_format_7zip(archive)
    }
    if let password {
      unsafe archive_write_set_options(archive, "zip:encryption=aes256")
      unsafe archive_write_set_passphrase(archive, password)
    }
    let room = members.reduce(1 << 16) { $0 + 2 * $1.content.count + 4096 }
    return unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
      unsafe archive_write_open_memory(archive, output.baseAddress, output.count, &count)
      for member in members { unsafe append(member, to: archive, isZip: container == .zip) }
      unsafe archive_write_close(archive)
    }
  }

  private static func append(_ member: DescribedMember, to archive: OpaquePointer, isZip: Bool) {
    guard let entry = unsafe archive_entry_new() else { return }
    defer { unsafe archive_entry_free(entry) }
    if isZip, member.isStored {
      unsafe archive_write_zip_set_compression_store(archive)
    } else if isZip {
      unsafe archive_write_zip_set_compression_deflate(archive)
    }
    unsafe archive_entry_set_pathname(entry, member.name)
    unsafe archive_entry_set_filetype(entry, member.isFolder ? 0o40000 : 0o100000)
    unsafe archive_entry_set_perm(entry, UInt32(member.permissions))
    unsafe archive_entry_set_size(entry, Int64(member.content.count))
    unsafe archive_entry_set_mtime(entry, member.seconds, member.nanoseconds)
    unsafe archive_entry_set_uid(entry, Int64(member.userNumber))
    if let user = member.user { unsafe archive_entry_set_uname(entry, user) }
    if let group = member.group { unsafe archive_entry_set_gname(entry, group) }
    unsafe archive_write_header(archive, entry)
    unsafe archive_write_data(archive, member.content, member.content.count)
  }

  /// What libarchive reads in an archive of any kind; nil where something is wrong with it.
  package static func members(of packed: [UInt8], password: String? = nil) -> [DescribedMember]? {
    withUTF8Names { readMembers(of: packed, password: password) }
  }

  private static func readMembers(of packed: [UInt8], password: String?) -> [DescribedMember]? {
    guard let archive = unsafe archive_read_new() else { return nil }
    defer { unsafe archive_read_free(archive) }
    unsafe archive_read_support_format_all(archive)
    unsafe archive_read_support_filter_all(archive)
    if let password { unsafe archive_read_add_passphrase(archive, password) }
    return unsafe packed.withUnsafeBytes { bytes in
      guard unsafe archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
        return nil
      }
      var members: [DescribedMember] = []
      while true {
        var entry: OpaquePointer?
        let result = unsafe archive_read_next_header(archive, &entry)
        if result == ARCHIVE_EOF { return members }
        guard result == ARCHIVE_OK, let entry = unsafe entry,
          let member = unsafe described(entry, in: archive)
        else { return nil }
        members.append(member)
      }
    }
  }

  private static func described(_ entry: OpaquePointer, in archive: OpaquePointer) -> DescribedMember? {
    guard let name = unsafe archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else {
      return nil
    }
    var member = unsafe DescribedMember(String(cString: name))
    member.isFolder = unsafe archive_entry_filetype(entry) == 0o40000
    member.permissions = unsafe Int(archive_entry_perm(entry))
    member.seconds = unsafe archive_entry_mtime(entry)
    member.nanoseconds = unsafe archive_entry_mtime_nsec(entry)
    member.user = unsafe archive_entry_uname(entry).map { unsafe String(cString: $0) }
    member.group = unsafe archive_entry_gname(entry).map { unsafe String(cString: $0) }
    member.userNumber = unsafe Int(archive_entry_uid(entry))
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe archive_read_data(archive, &block, block.count)
      guard count >= 0 else { return nil }
      if count == 0 { break }
      member.content += block[..<count]
    }
    let format = unsafe archive_format_name(archive).map { unsafe String(cString: $0) } ?? ""
    member.isStored = format.hasSuffix("(uncompressed)")
    return member
  }
}
