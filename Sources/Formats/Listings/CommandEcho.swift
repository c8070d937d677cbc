/// A prompt and a command, as consoles echo them into what is copied from them.
enum CommandEcho {
  /// The command of `C:\x>dir /S`, `PS C:\x> gci`, `$ ls -lR`, `user@host:~$ ls`; nil for any other line.
  static func command(_ line: [UInt8]) -> ArraySlice<UInt8>? {
    guard let first = line.first, line.count <= 8192 else { return nil }
    if first == UInt8(ascii: "$") || first == UInt8(ascii: "#") {
      return line.count > 2 && line[1] == .space && isLetter(line[2]) ? line[2...] : nil
    }
    guard isLetter(first) else { return nil }
    var cursor = ByteCursor(line)
    let isPowerShell = cursor.consume("PS ")
    if isPowerShell || ListingPath.isWindows(line) {
      guard let end = cursor.find(.greater) else { return nil }
      let path = line[cursor.index..<end]
      guard ListingPath.begins(line, at: cursor.index) || isPowerShell, ListingPath.isPlausible(path) else {
        return nil
      }
      return line[(end + 1)...]
    }
    let user = cursor.take(upTo: 64) { isWordByte($0) || isOne($0, of: "-.@") }
    guard line[user].contains(UInt8(ascii: "@")), cursor.consume(.colon), let end = cursor.find(.space),
      isOne(line[end - 1], of: "$#")
    else { return nil }
    return line[(end + 1)...]
  }

  /// The names with wildcards in a command, without their folders: `acs*.blog`.
  static func patterns(in command: ArraySlice<UInt8>) -> [String] {
    var patterns: [String] = []
    for word in words(of: command) {
      for part in word.split(separator: .comma) where part.contains(where: { isOne($0, of: "*?") }) {
        let name = part.split(whereSeparator: ListingPath.isSeparator).last ?? part
        guard name.contains(where: { isOne($0, of: "*?") }), name.count <= 255 else { continue }
        patterns.append(decodedText(name))
      }
    }
    return patterns
  }

  /// Words, those in quotes whole and without them.
  private static func words(of command: ArraySlice<UInt8>) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var quote: UInt8?
    for byte in command {
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == .quote || byte == .apostrophe {
        quote = byte
      } else if quote == nil, byte.isBlank {
        if !word.isEmpty { words.append(word) }
        word = []
      } else {
        word.append(byte)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
