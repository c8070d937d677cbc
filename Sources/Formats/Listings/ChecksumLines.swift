import Evidence

/// The lines of `sha256sum` and its like, and of `certutil -hashfile`.
enum ChecksumLines {
  /// `<hex>  path`, `<hex> *path`, `SHA256 (path) = <hex>`.
  static func read(_ line: [UInt8]) -> ListingLine? {
    var cursor = ByteCursor(line)
    let isEscaped = cursor.consume(.backslash)
    let hex = cursor.take(upTo: 130, while: isHexDigit)
    guard let kind = ListedFile.DigestKind(digits: hex.count) else { return tagged(line) }
    guard cursor.consume(.space), cursor.consume(.space) || cursor.consume(UInt8(ascii: "*")),
      !cursor.isAtEnd
    else { return nil }
    let path = line[cursor.index...]
    guard path.count <= 32 << 10, !path.contains(where: { $0 < 0x20 }) else { return nil }
    return .file(
      FoundFile(
        form: .checksums, path: isEscaped ? unescaped(path) : decodedText(path),
        digest: ListedFile.Digest(kind: kind, hex: cursor.text(hex).lowercased())))
  }

  /// The digest that stands alone on a line, its bytes perhaps parted by blanks.
  static func bareDigest(_ line: [UInt8]) -> ListedFile.Digest? {
    guard line.count >= 32, line.count <= 200 else { return nil }
    var hex: [UInt8] = []
    for byte in line {
      if isHexDigit(byte) {
        hex.append(lowercased(byte))
      } else if byte != .space {
        return nil
      }
    }
    return ListedFile.DigestKind(digits: hex.count).map {
      ListedFile.Digest(kind: $0, hex: String(decoding: hex, as: UTF8.self))
    }
  }

  /// The file of a line that `certutil` writes before a digest: `SHA256 hash of C:\x:`, in any language.
  static func certutilFile(_ line: [UInt8], digest: ListedFile.Digest) -> FoundFile? {
    let end = line.withoutTrailingBlanks.endIndex
    guard end > 1, line[end - 1] == .colon else { return nil }
    let text = line[..<(end - 1)]
    if let start = ListingPath.firstWindows(line), start < text.endIndex {
      return FoundFile(form: .certutil, path: decodedText(text[start...]), digest: digest)
    }
    var cursor = ByteCursor(line, to: text.endIndex)
    if let words = firstIndex(of: " hash of ", in: cursor) {
      cursor.index = words + 9
      _ = cursor.consume("file ")
      return FoundFile(form: .certutil, path: cursor.text(cursor.index..<cursor.end), digest: digest)
    }
    // In another language, where the name begins cannot be told from words: the last of them is part of it.
    guard let blank = text.lastIndex(of: .space), blank + 1 < text.endIndex else { return nil }
    return FoundFile(
      form: .certutil, path: decodedText(text[(blank + 1)...]), digest: digest, isPathIncomplete: true)
  }

  private static func tagged(_ line: [UInt8]) -> ListingLine? {
    var cursor = ByteCursor(line)
    let name = cursor.take(upTo: 8, while: isWordByte)
    guard let kind = ListedFile.DigestKind(rawValue: cursor.text(name).lowercased()), cursor.consume(" (")
    else {
      return nil
    }
    let tail = line.withoutTrailingBlanks
    let start = tail.endIndex - kind.digits
    guard start - 4 > cursor.index, tail[start...].allSatisfy(isHexDigit),
      ByteCursor(line, from: start - 4).startsWith(") = ")
    else { return nil }
    return .file(
      FoundFile(
        form: .checksums, path: cursor.text(cursor.index..<start - 4),
        digest: ListedFile.Digest(kind: kind, hex: decodedText(tail[start...]).lowercased())))
  }

  /// `\\` and `\n`, which coreutils writes in names behind a leading backslash.
  private static func unescaped(_ path: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in path {
      if isEscaped {
        bytes.append(byte == UInt8(ascii: "n") ? .lineFeed : byte)
        isEscaped = false
      } else if byte == .backslash {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return decodedText(bytes)
  }
}
