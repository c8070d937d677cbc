import Evidence

/// Says where a fact stands in few words: `console.log:123`.
struct SourceNames {
  private let paths: [String]
  private let names: [String]

  init(_ artifacts: [Artifact]) {
    let paths = artifacts.map(\.path)
    let lastParts = paths.map { path in path.split(separator: "/").last.map(String.init) ?? path }
    let holders = Dictionary(lastParts.map { ($0, 1) }, uniquingKeysWith: +)
    var used: [String: Int] = [:]
    self.paths = paths
    names = lastParts.map { name in
      guard holders[name, default: 0] > 1 else { return name }
      used[name, default: 0] += 1
      return "\(name)#\(used[name, default: 0])"
    }
  }

  /// The last part of an artifact's path, numbered where several artifacts share it.
  func name(_ artifact: Int) -> String {
    names.indices.contains(artifact) ? names[artifact] : "artifact \(artifact)"
  }

  /// An artifact's name and where it has its place: a line, a record, or a distance in bytes.
  func text(_ source: Source) -> String {
    let name = name(source.artifact)
    switch (source.line, source.record) {
    case (let line?, nil): return "\(name):\(line)"
    case (let line?, let record?): return "\(name):\(line) record \(record)"
    case (nil, let record?): return "\(name) record \(record)"
    case (nil, nil): return "\(name) byte \(source.offset)"
    }
  }

  func span(_ source: Source) -> Span {
    Span(text(source), .faint, unbreakable: true)
  }

  /// The numbered names among these artifacts, each with its whole path.
  func numbered(among artifacts: some Sequence<Int>) -> [(name: String, path: String)] {
    Set(artifacts).sorted().compactMap { artifact in
      guard paths.indices.contains(artifact), !paths[artifact].hasSuffix(names[artifact]) else { return nil }
      return (names[artifact], paths[artifact])
    }
  }
}
