/// What the first bytes say about how the rest is packed. Names say nothing: a `.gz` may hold plain text.
package enum ContentFormat: Equatable {
  /// Nothing that is unpacked here.
  case plain
  case gzip
  case compressed(Compression)
  case archive(ArchiveFormat)

  /// A single stream, compressed.
  package enum Compression: String, CaseIterable {
    case xz
    case zstandard
    case bzip2
  }

  /// A container of named members.
  package enum ArchiveFormat: CaseIterable {
    case zip
    case tar
    case sevenZip
    case cabinet
  }

  /// As many bytes as the decision needs: the first header block of a tar.
  static let prefixLength = 512

  /// Decides from the first `prefixLength` bytes, or all of them where there are fewer.
  init(of prefix: [UInt8]) {
    if GzipSource.recognises(prefix) {
      self = .gzip
    } else if let compression = Compression.allCases.first(where: { $0.begins(prefix) }) {
      self = .compressed(compression)
    } else if let format = ArchiveFormat.allCases.first(where: { $0.begins(prefix) }) {
      self = .archive(format)
    } else {
      self = .plain
    }
  }
}

extension ContentFormat.Compression {
  /// RFC 8878 §3.1.1, the .xz file format §2.1.1.1, and bzip2's header, whose first block or end-of-stream
  /// mark follows it.
  fileprivate func begins(_ prefix: [UInt8]) -> Bool {
    switch self {
    case .xz: return prefix.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])
    case .zstandard: return prefix.starts(with: [0x28, 0xb5, 0x2f, 0xfd])
    case .bzip2:
      guard prefix.count >= 10, prefix.starts(with: Array("BZh".utf8)) else { return false }
      guard (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(prefix[3]) else { return false }
      let mark = prefix[4..<10]
      return mark.elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
        || mark.elementsEqual([0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
    }
  }
}

extension ContentFormat.ArchiveFormat {
  /// APPNOTE.TXT 4.3.7, 4.3.16 and 8.5 (zip), 7zFormat.txt, MS-CAB 2.1, POSIX.1 pax (tar).
  fileprivate func begins(_ prefix: [UInt8]) -> Bool {
    switch self {
    case .zip:
      let signatures: [[UInt8]] = [
        [0x50, 0x4b, 0x03, 0x04], [0x50, 0x4b, 0x05, 0x06],
        [0x50, 0x4b, 0x30, 0x30, 0x50, 0x4b, 0x03, 0x04], [0x50, 0x4b, 0x07, 0x08, 0x50, 0x4b, 0x03, 0x04],
      ]
      return signatures.contains { prefix.starts(with: $0) }
    case .sevenZip: return prefix.starts(with: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c])
    case .cabinet: return prefix.starts(with: [0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0])
    case .tar: return prefix.count == 512 && hasTarChecksum(prefix)
    }
  }

  /// Whether a block is the header of a tar member: its checksum is the sum of its bytes, the checksum's own
  /// eight counted as spaces. Tells old tars without a magic as well, and text never passes.
  private func hasTarChecksum(_ block: [UInt8]) -> Bool {
    guard block[0] != 0 else { return false }
    let field = 148..<156
    var written = 0
    var digits = 0
    for byte in block[field].drop(while: { $0 == UInt8(ascii: " ") }) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { break }
      written = written << 3 | Int(byte - UInt8(ascii: "0"))
      digits += 1
    }
    guard digits > 0 else { return false }
    var sum = field.count * Int(UInt8(ascii: " "))
    var signedSum = sum
    for (index, byte) in block.enumerated() where !field.contains(index) {
      sum += Int(byte)
      signedSum += Int(Int8(bitPattern: byte))
    }
    // Some old writers summed signed bytes.
    return written == sum || written == signedSum
  }
}
