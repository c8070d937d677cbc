/// Recognises binary Windows traces (`.etl`), which have no magic number: the first buffer is a header buffer, its
/// first record a system header. The offsets are those of WMI_BUFFER_HEADER and SYSTEM_TRACE_HEADER; true for every
/// trace seen.
enum EventTraceLog {
  /// What is to be said of content that is called a trace and does not begin as one.
  static let damage =
    "no trace begins here: its first bytes are damaged, or it is encrypted; nothing was read"

  /// Whether a trace begins here; of what is called one, some of its first bytes may be damaged.
  static func recognises(_ head: [UInt8], path: String) -> Bool {
    guard head.count >= 80 else { return false }
    let bufferSize = (0..<4).reduce(0) { $0 | Int(head[$1]) << (8 * $1) }
    let isHeaderBuffer =
      head[54] == 4 && head[55] == 0 && (72...16 << 20).contains(bufferSize)
    let isSystemHeader = head[75] == 0xc0 && (head[74] == 1 || head[74] == 2)
    return isHeaderBuffer && isSystemHeader
      || isNamed(path) && (isHeaderBuffer || isSystemHeader && head[78] == 0 && head[79] == 0)
  }

  /// Whether a file is called a trace, whatever it was packed in.
  static func isNamed(_ path: String) -> Bool { unpackedName(path).hasSuffix(".etl") }

  /// The path in lower case, without what compression and rotation put behind it.
  static func unpackedName(_ path: String) -> Substring {
    var stem = path.lowercased()[...]
    for suffix in [".gz", ".bak", "gz"] where stem.hasSuffix(suffix) {
      stem = stem.dropLast(suffix.utf8.count)
    }
    return stem
  }
}
