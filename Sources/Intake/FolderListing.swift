#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The names in a folder but `.` and `..`, in the order of the file system, and what kept the listing from
/// being complete.
func listing(of folder: FilePath) -> (names: [FilePath], failure: SystemError?) {
  let stream = unsafe folder.withCString { unsafe opendir($0) }
  guard let stream = unsafe stream else { return ([], SystemError.current) }
  defer { unsafe closedir(stream) }
  var names: [FilePath] = []
  while true {
    // The only way to tell an error from the end.
    errno = 0
    guard let entry = unsafe readdir(stream) else {
      return (names, errno == 0 ? nil : SystemError.current)
    }
    let name = unsafe nameBytes(of: entry)
    if name != [UInt8(ascii: ".")] && name != [UInt8(ascii: "."), UInt8(ascii: ".")] {
      names.append(FilePath(name))
    }
  }
}

/// The name of an entry. Its field is declared as long as the longest name, but the entry ends with the name's zero: as a
/// value, the field would reach into whatever lies behind.
private func nameBytes(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
  guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
  let name = unsafe UnsafeRawPointer(entry) + offset
  let length = unsafe strlen(name.assumingMemoryBound(to: CChar.self))
  return unsafe Array(UnsafeRawBufferPointer(start: name, count: length))
}
