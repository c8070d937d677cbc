import CArchive
import CZlib

/// Makes compressed and packed data of which every byte is known.
package enum Packed {
  /// One gzip member.
  package static func gzip(_ content: [UInt8]) -> [UInt8] {
    deflated(content, windowBits: 15 + 16)
  }

  /// A deflate stream; `windowBits` as zlib counts them.
  package static func deflated(_ content: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = unsafe z_stream()
    unsafe deflateInit2_(
      &stream, 6, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { unsafe deflateEnd(&stream) }
    var source = content
    let room = unsafe Int(deflateBound(&stream, UInt(content.count)))
    return unsafe source.withUnsafeMutableBufferPointer { input in
      unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        unsafe deflate(&stream, Z_FINISH)
        count = unsafe output.count - Int(stream.avail_out)
      }
    }
  }

  /// A tar of regular files, and the two blocks of zeros at its end.
  package static func tar(_ members: [(name: String, content: [UInt8])]) -> [UInt8] {
    members.flatMap { tarMember($0.name, $0.content) } + [UInt8](repeating: 0, count: 1024)
  }

  /// A header block and the padded content. `type` is `0` for a file, `1` and `2` for links, `6` for a FIFO.
  package static func tarMember(
    _ name: String, _ content: [UInt8], type: Character = "0", target: String = ""
  )
    -> [UInt8]
  {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
    }
    func octal(_ value: Int, digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(content.count, digits: 11), at: 124)
    put("14000000000", at: 136)
    put("        ", at: 148)
    put(String(type), at: 156)
    put(target, at: 157)
    put("ustar", at: 257)
    put("00", at: 263)
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0", at: 148)
    let padding = (512 - content.count % 512) % 512
    return header + content + [UInt8](repeating: 0, count: padding)
  }

  package struct ZipMember {
    package var name: [UInt8]
    package var content: [UInt8]
    package var isStored = false
    /// Whether the name is said to be UTF-8.
    package var isUTF8 = true

    package init(_ name: String, _ content: [UInt8], isStored: Bool = false) {
      self.name = Array(name.utf8)
      self.content = content
      self.isStored = isStored
    }
  }

  /// A zip as simple tools write it: sizes in the local headers, a central directory, no extras.
  package static func zip(_ members: [ZipMember]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let data = member.isStored ? member.content : deflated(member.content, windowBits: -15)
      var shared: [UInt8] = little(member.isUTF8 ? 0x800 : 0, 2)
      shared += little(member.isStored ? 0 : 8, 2) + little(0, 2) + little(0x5821, 2)
      shared += little(checksum(member.content), 4) + little(data.count, 4)
      shared += little(member.content.count, 4) + little(member.name.count, 2) + little(0, 2)
      directory += [0x50, 0x4b, 1, 2] + little(20, 2) + little(20, 2) + shared
      directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(file.count, 4)
      directory += member.name
      file += [0x50, 0x4b, 3, 4] + little(20, 2) + shared + member.name + data
    }
    let end: [UInt8] = [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + little(members.count, 2) + little(members.count, 2)
    return file + directory + end + little(directory.count, 4) + little(file.count, 4) + [0, 0]
  }

  /// A cabinet of one folder of stored data, one file in it (MS-CAB 2).
  package static func cabinet(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let entry =
      little(content.count, 4) + little(0, 4) + little(0, 2) + little(0x5821, 2) + little(0, 2)
      + little(0x20, 2) + Array(name.utf8) + [0]
    let dataOffset = 36 + 8 + entry.count
    let data = little(0, 4) + little(content.count, 2) + little(content.count, 2) + content
    var file: [UInt8] = Array("MSCF".utf8) + little(0, 4) + little(dataOffset + data.count, 4) + little(0, 4)
    file += little(36 + 8, 4) + little(0, 4) + [3, 1] + little(1, 2) + little(1, 2) + little(0, 2)
    file += little(0, 2) + little(0, 2)
    file += little(dataOffset, 4) + little(1, 2) + little(0, 2)
    return file + entry + data
  }

  package static func little(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func checksum(_ content: [UInt8]) -> Int {
    unsafe Int(crc32(0, content, UInt32(content.count)))
  }

  package enum Writer {
    case sevenZip
    case xz
    case zstandard
    case bzip2
    /// With sizes behind the content of each member.
    case streamedZip
    case zip64
    case encryptedZip(password: String)
  }

  /// What libarchive writes: containers hold the members, compressed streams the content of the first.
  package static func written(_ writer: Writer, _ members: [(name: String, content: [UInt8])]) -> [UInt8] {
    guard let archive = unsafe archive_write_new() else { return [] }
    defer { unsafe archive_write_free(archive) }
    switch writer {
    case .sevenZip: unsafe archive_write_set_format_7zip(archive)
    case .xz:
      unsafe archive_write_set_format_raw(archive)
      unsafe archive_write_add_filter_xz(archive)
    case .zstandard:
      unsafe archive_write_set_format_raw(archive)
      unsafe archive_write_add_filter_zstd(archive)
    case .bzip2:
      unsafe archive_write_set_format_raw(archive)
      unsafe archive_write_add_filter_bzip2(archive)
    case .streamedZip: unsafe archive_write_set_format_zip(archive)
    case .zip64:
      unsafe archive_write_set_format_zip(archive)
      unsafe archive_write_set_options(archive, "zip:zip64")
    case .encryptedZip(let password):
      unsafe archive_write_set_format_zip(archive)
      unsafe archive_write_set_options(archive, "zip:encryption=aes256")
      unsafe archive_write_set_passphrase(archive, password)
    }
    let room = members.reduce(1 << 16) { $0 + 2 * $1.content.count + 1024 }
    return unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
      unsafe archive_write_open_memory(archive, output.baseAddress, output.count, &count)
      for member in members { unsafe append(member.name, member.content, to: archive) }
      unsafe archive_write_close(archive)
    }
  }

  private static func append(_ name: String, _ content: [UInt8], to archive: OpaquePointer) {
    guard let entry = unsafe archive_entry_new() else { return }
    defer { unsafe archive_entry_free(entry) }
    unsafe archive_entry_set_pathname(entry, name)
    unsafe archive_entry_set_size(entry, Int64(content.count))
    unsafe archive_entry_set_filetype(entry, 0o100000)
    unsafe archive_entry_set_perm(entry, 0o644)
    unsafe archive_write_header(archive, entry)
    unsafe archive_write_data(archive, content, content.count)
  }
}
