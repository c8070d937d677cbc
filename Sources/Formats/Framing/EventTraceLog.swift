/// Recognises binary Windows traces (`.etl`), which have no magic number: the first buffer is a header buffer, its
/// first record a system header. The offsets are those of WMI_BUFFER_HEADER and SYSTEM_TRACE_HEADER; true for every
/// trace seen.
enum EventTraceLog {
  static func recognises(_ head: [UInt8]) -> Bool {
    guard head.count >= 80 else { return false }
    let bufferSize = (0..<4).reduce(0) { $0 | Int(head[$1]) << (8 * $1) }
    let isHeaderBuffer = head[54] == 4 && head[55] == 0
    let isSystemHeader = head[75] == 0xc0 && (head[74] == 1 || head[74] == 2)
    return (72...16 << 20).contains(bufferSize) && isHeaderBuffer && isSystemHeader
  }
}
