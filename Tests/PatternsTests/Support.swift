import Foundation
import Patterns

/// The repository's folder.
let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The files of patterns that the documentation explains.
func examples() throws -> [(name: String, text: String)] {
  let folder = root.appendingPathComponent("Docs/patterns")
  return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
    .sorted().map { ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)) }
}

/// What is wrong in a file, a line each; empty where nothing is.
func problems(in text: String) -> [String] {
  do {
    _ = try PatternFile(text, path: "f.yaml")
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

/// A small generator with a seed (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
