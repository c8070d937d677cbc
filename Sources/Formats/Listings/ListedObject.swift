import Evidence

/// A file as a structured listing has it: named values, of PowerShell's `FileInfo` and `FileHash` objects or of
/// this tool's own inventory.
struct ListedObject {
  private var values: [String: String] = [:]

  /// Values that tell what is listed; others are not kept.
  private static let names: Set<String> = [
    "fullname", "name", "length", "lastwritetime", "lastwritetimeutc", "directory", "directoryname", "mode",
    "attributes", "psiscontainer", "parent", "algorithm", "hash", "path", "size", "modifiedtime", "sha256",
  ]

  /// Whether a listing of objects has a value of that name; case does not count.
  static func knows(_ name: String) -> Bool { names.contains(name.lowercased()) }

  subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// Takes a value; the first of a name counts, inner objects repeat them.
  mutating func set(_ name: String, _ value: String) {
    let name = name.lowercased()
    guard ListedObject.names.contains(name), values[name] == nil else { return }
    values[name] = value
  }

  /// Goes on with a value that was wrapped.
  mutating func extend(_ name: String, with rest: String) {
    guard let value = values[name.lowercased()], value.utf8.count < 4096 else { return }
    values[name.lowercased()] = value + rest
  }

  /// Whether the values are those of a file or a folder.
  var isListed: Bool {
    if self["fullname"] != nil { return true }
    if self["path"] != nil { return self["hash"] != nil || self["size"] != nil || self["sha256"] != nil }
    return self["name"] != nil && (self["length"] != nil || self["lastwritetime"] != nil)
  }

  /// Whether it is a folder. Folders have a parent and no length; where neither is told, it may be a file.
  var isFolder: Bool {
    if self["psiscontainer"]?.lowercased() == "true" { return true }
    if let mode = self["mode"], let first = mode.utf8.first, isOne(first, of: "dl") { return true }
    if let attributes = self["attributes"] {
      // FILE_ATTRIBUTE_DIRECTORY is 0x10.
      if let number = Int(attributes) { return number & 0x10 != 0 }
      if attributes.contains("Directory") { return true }
    }
    // Beside files that have a length, that of a folder is empty; an empty file's is 0.
    if values["length"]?.isEmpty ?? false, self["hash"] == nil { return true }
    return self["length"] == nil && self["parent"] != nil
  }

  /// The file; nil for a folder and for what names none.
  func file(_ form: DirectoryListing.Form, folder: String? = nil, isNarrow: Bool = false) -> FoundFile? {
    guard isListed || form == .inventory, !isFolder, let path = path(in: folder) else { return nil }
    var file = FoundFile(form: form, path: path)
    // A narrow encoding leaves question marks, which no name on Windows has.
    file.isPathIncomplete =
      isNarrow && path.contains("?") && !path.hasPrefix("\\\\?\\") || path.hasSuffix("\u{2026}")
    if let text = self["length"] ?? self["size"] {
      var cursor = ByteCursor(Array(text.utf8))
      if let size = ListingNumber.read(&cursor), cursor.isAtEnd { file.size = size...size }
    }
    file.modified = modified
    file.digest = digest
    return file
  }

  private func path(in folder: String?) -> String? {
    if let path = self["fullname"] ?? self["path"] { return path }
    guard let name = self["name"] else { return nil }
    return ListingPath.joined(self["directoryname"] ?? self["directory"] ?? folder, name)
  }

  private var modified: WrittenTime? {
    if let text = self["lastwritetimeutc"], var time = ListedObject.time(text) {
      if time.zoneOffset == nil { time.zoneOffset = 0 }
      return time
    }
    return (self["lastwritetime"] ?? self["modifiedtime"]).flatMap(ListedObject.time)
  }

  /// A time as text, or `/Date(1436236829685)/`.
  private static func time(_ text: String) -> WrittenTime? {
    var cursor = ByteCursor(Array(text.utf8))
    if cursor.consume("/Date(") {
      guard let milliseconds = cursor.digits(1, 15), milliseconds <= 9_000_000_000_000 else { return nil }
      let instant = Instant(nanoseconds: Int64(milliseconds) * 1_000_000)
      return WrittenTime(
        text: text, date: .calendar(instant.date), nanosecondOfDay: instant.nanosecondOfDay, zoneOffset: 0,
        clock: .field)
    }
    return ListingTime.read(&cursor, clock: .field)?.written
  }

  private var digest: ListedFile.Digest? {
    let text = (self["sha256"] ?? self["hash"])?.lowercased()
    guard let text, let kind = ListedFile.DigestKind(digits: text.utf8.count),
      text.utf8.allSatisfy(isHexDigit)
    else { return nil }
    return ListedFile.Digest(kind: kind, hex: text)
  }
}
