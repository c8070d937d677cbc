/// Users and groups in long listings of files: `-rw-r--r-- 1 ada staff 120 Jan  5 10:00 a.log`.
public enum FileOwners {
  /// What the mode of a file, a folder, a link or something else begins with.
  static let beginnings = [
    "-rw-", "-rwx", "-r--", "-r-x", "drwx", "drw-", "dr-x", "lrwx", "lrw-", "srwx", "srw-", "prw-", "crw-",
    "brw-",
  ]

  /// Whether everybody has a user or group of this name, or a number stands in its place.
  public static func isEverybodys(_ name: String) -> Bool {
    everybodys.contains(name) || name.utf8.allSatisfy(isDigit) || isAppOfAndroid(name)
  }

  private static let everybodys: Set<String> = [
    "root", "wheel", "staff", "users", "nobody", "nogroup", "admin", "adm", "daemon", "bin", "sys", "system",
    "shell",
    "log", "radio", "sdcard_rw", "sdcard_r", "media_rw", "ext_data_rw", "ext_obb_rw", "everybody", "everyone",
    "tty",
    "disk", "mobile", "www-data", "docker",
  ]

  /// `u0_a123`
  private static func isAppOfAndroid(_ name: String) -> Bool {
    name.utf8.first == UInt8(ascii: "u") && name.utf8.contains(UInt8(ascii: "_"))
      && name.utf8.allSatisfy { isDigit($0) || isOne($0, of: "u_ai") }
  }

  /// Those behind the mode that begins at `index`.
  static func find(at index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    guard isFirstOfLine(index, in: bytes) else { return }
    var cursor = ByteCursor(bytes, from: index + 1)
    guard cursor.take(upTo: 9, while: { isOne($0, of: "-rwxsStT") }).count == 9 else { return }
    // An access list, a label, extended attributes.
    _ = cursor.take(upTo: 1) { isOne($0, of: "+.@") }
    guard skipSpaces(&cursor) else { return }
    // Android's old listings have no number of links.
    var user = word(&cursor)
    guard skipSpaces(&cursor) else { return }
    if bytes[user].allSatisfy(isDigit) {
      user = word(&cursor)
      guard skipSpaces(&cursor) else { return }
    }
    let group = word(&cursor)
    guard skipSpaces(&cursor), cursor.peek().map(isDigit) ?? false else { return }
    for name in [user, group] where !isEverybodys(String(decoding: bytes[name], as: UTF8.self)) {
      found.append(SensitiveValue(.person, name, .word(.user)))
    }
  }

  /// Nothing before it but a number of the file.
  private static func isFirstOfLine(_ index: Int, in bytes: [UInt8]) -> Bool {
    var start = index
    while start > 0, index - start < 24, isDigit(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: " ") {
      start -= 1
    }
    return start == 0 || bytes[start - 1] == UInt8(ascii: "\n")
  }

  private static func word(_ cursor: inout ByteCursor) -> Range<Int> {
    cursor.take(upTo: 64) { $0 > UInt8(ascii: " ") }
  }

  private static func skipSpaces(_ cursor: inout ByteCursor) -> Bool {
    !cursor.take(upTo: 64) { $0 == UInt8(ascii: " ") }.isEmpty
  }
}
