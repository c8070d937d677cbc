/// What the kernel logger says of a process (hook IDs 0x0301 to 0x0304, versions 3 and 4).
struct KernelProcess: Hashable, Sendable {
  let id: UInt32
  let parent: UInt32
  let image: String
  let commandLine: String

  /// What the kernel's record says of a process; nil where it says nothing of any.
  init?(of record: TraceRecord, _ bytes: Span<UInt8>) {
    guard (0x0301...0x0304).contains(record.hook(bytes)) else { return nil }
    self.init(
      bytes.extracting(record.body), version: record.version(bytes), pointerSize: record.pointerSize)
  }

  /// Reads the payload of a record; nil where it is damaged or of another version.
  init?(_ payload: Span<UInt8>, version: UInt16, pointerSize: Int) {
    guard version == 3 || version == 4,
      let id = payload.integer(at: pointerSize, as: UInt32.self),
      let parent = payload.integer(at: pointerSize + 4, as: UInt32.self)
    else { return nil }
    self.id = id
    self.parent = parent
    // A unique key, four numbers of 32 bits, the page directory, and flags.
    let user = 2 * pointerSize + 16 + (version == 4 ? 4 : 0)
    guard let head = payload.integer(at: user, as: UInt32.self) else { return nil }
    var image = user + 4
    if head != 0 {
      // A TOKEN_USER of two pointers; the SID has the number of its parts in its second byte.
      guard let parts = payload.integer(at: user + 2 * pointerSize + 1, as: UInt8.self) else { return nil }
      image = user + 2 * pointerSize + 8 + 4 * Int(parts)
    }
    guard image < payload.count else { return nil }
    let imageEnd = payload.firstZero(from: image)
    self.image = payload.narrowText(image..<imageEnd)
    let start = min(imageEnd + 1, payload.count)
    commandLine = payload.wideText(start..<payload.firstWideZero(from: start))
  }

  /// As fields of an event.
  var fields: [DecodedField] {
    [
      DecodedField("processId", .unsigned(UInt64(id))), DecodedField("parentId", .unsigned(UInt64(parent))),
      DecodedField("image", .text(image)), DecodedField("commandLine", .text(commandLine)),
    ]
  }
}
