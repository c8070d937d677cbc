/// What the kernel logger says of a process (hook IDs 0x0301 to 0x0304, versions 3 and 4).
struct KernelProcess: Hashable, Sendable {
  let id: UInt32
  let parent: UInt32
  let image: String
  let commandLine: String

  /// Reads the payload of a record; nil where it is damaged or of another version.
  init?(_ payload: Span<UInt8>, version: UInt16, pointerSize: Int) {
    return nil
  }
}
