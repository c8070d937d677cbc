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
    let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { field in
      unsafe Array(field.prefix { $0 != 0 })
    }
    if name != [UInt8(ascii: ".")] && name != [UInt8(ascii: "."), UInt8(ascii: ".")] {
      names.append(FilePath(name))
    }
  }
}
