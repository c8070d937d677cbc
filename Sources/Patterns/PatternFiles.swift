#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
public import Formats

/// The files of patterns of a run, as they are named and as they lie in a folder.
public struct PatternFiles: Sendable {
  /// In the order in which they are asked: first those that were named.
  public private(set) var files: [PatternFile] = []

  /// The most patterns of a run.
  public static let mostPatterns = 500

  /// Reads the files that were named, then every `.yaml` and `.yml` of a folder, by name; a folder that is not there has
  /// none.
  ///
  /// - Throws: Everything that is wrong in all of them.
  public init(named paths: [String], folder: String? = nil) throws(PatternProblems) {
    var problems: [PatternProblem] = []
    var seen: [String: PatternFile] = [:]
    for path in paths + PatternFiles.names(in: folder) {
      do {
        let file = try PatternFiles.file(path)
        for pattern in file.patterns {
          if let other = seen[pattern.name] {
            problems.append(
              PatternProblem(
                file: path, place: PatternProblem.Place(line: pattern.origin?.line ?? 1, column: 1),
                text:
                  "a pattern of the name \(quoted(pattern.name)) stands in \(other.path), too; give one another name"
              ))
          }
          seen[pattern.name] = file
        }
        files.append(file)
      } catch {
        problems += error.problems
      }
    }
    if problems.isEmpty, patterns.count > PatternFiles.mostPatterns, let last = files.last {
      problems.append(
        PatternProblem(
          file: last.path, place: nil,
          text: "a run has at most \(PatternFiles.mostPatterns) patterns; there are \(patterns.count)"))
    }
    guard problems.isEmpty else { throw PatternProblems(problems: problems) }
  }

  /// All patterns, in the order in which they are asked.
  public var patterns: [Pattern] { files.flatMap(\.patterns) }

  /// Reads one file.
  private static func file(_ path: String) throws(PatternProblems) -> PatternFile {
    func problem(_ text: String) -> PatternProblems {
      PatternProblems(problems: [PatternProblem(file: path, place: nil, text: text)])
    }
    var bytes: [UInt8] = []
    guard let file = unsafe fopen(path, "r") else { throw problem(unsafe String(cString: strerror(errno))) }
    defer { _ = unsafe fclose(file) }
    // One byte more than a file may have, so that it is said to be too long.
    while bytes.count <= YAMLDocument.longest {
      let byte = unsafe getc(file)
      guard byte != EOF else { break }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    guard unsafe ferror(file) == 0 else { throw problem(unsafe String(cString: strerror(errno))) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard bytes.count > YAMLDocument.longest || String(validating: bytes, as: UTF8.self) != nil else {
      throw problem("the file is not UTF-8")
    }
    return try PatternFile(String(decoding: bytes, as: UTF8.self), path: path)
  }

  /// The paths of a folder's files of patterns, by name.
  private static func names(in folder: String?) -> [String] {
    guard let folder, let directory = unsafe opendir(folder) else { return [] }
    defer { _ = unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { field in
        unsafe String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix("."), name.hasSuffix(".yaml") || name.hasSuffix(".yml") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { folder + "/" + $0 }
  }
}
