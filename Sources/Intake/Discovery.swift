public import Evidence

/// What the arguments of a command line lead to.
public struct Discovery: Sendable {
  /// What can be opened: in the order of the arguments, within a folder by the bytes of the path. Each file
  /// once, however often and under whatever names the arguments lead to it; hard links are files of their own.
  public var inputs: [Input] = []
  /// What was met and is not read, in the same order.
  public var notRead: [NotRead] = []
  /// Folders below an argument in which there is nothing, which only a copy has to care for.
  package var emptyFolders: [EmptyFolder] = []

  /// Nothing found.
  public init() {}

  /// What was met and is not read, each with a problem that says why.
  public var artifactsNotRead: [Artifact] { notRead.map(\.artifact) }
}

/// Something that was met and is not read.
public struct NotRead: Hashable, Sendable, Codable {
  /// The number of the argument that led to it, from 0.
  public var argument: Int
  /// With a problem that says why.
  public var artifact: Artifact

  /// Memberwise.
  public init(argument: Int, artifact: Artifact) {
    self.argument = argument
    self.artifact = artifact
  }
}

extension Intake {
  /// Lists what the arguments name: files, folders with all that is below them, `-` for standard input.
  ///
  /// Nothing is opened but folders. Links named by the user are followed, those met inside a folder are not.
  ///
  /// - Parameter root: A folder that all arguments lie in: what they lead to is found, and named, as if the folder were the only
  ///   argument.
  public static func discover(
    _ arguments: [String], below root: String? = nil, options: IntakeOptions = IntakeOptions()
  ) -> Discovery {
    var walk = Walk(options: options)
    if let root {
      walk.visit(arguments, below: root)
    } else {
      for (number, argument) in arguments.enumerated() { walk.visit(argument: argument, number: number) }
    }
    guard let policy = options.redaction?() else { return walk.discovery }
    for index in walk.discovery.notRead.indices {
      walk.discovery.notRead[index].artifact.path = policy.path(
        for: walk.discovery.notRead[index].artifact.path)
    }
    return walk.discovery
  }
}

/// Goes through arguments and folders, and remembers what it has seen.
private struct Walk {
  var discovery = Discovery()
  /// Canonical paths of the files taken so far.
  private var seen: Set<FilePath> = []
  private var hasStandardInput = false
  /// The number of the argument that is being visited.
  private var argument = 0
  /// Canonical paths of what must not be read.
  private let excluded: Set<FilePath>

  init(options: IntakeOptions) {
    excluded = Set(
      options.excluding.map { text in
        let path = FilePath(text)
        // The file need not exist yet, its folder does.
        return path.canonical ?? path.parent.canonical?.appending(path.lastComponent) ?? path
      })
  }

  mutating func visit(argument: String, number: Int) {
    self.argument = number
    if argument == "-" {
      if !hasStandardInput { discovery.inputs.append(Input.standardInput.of(argument: number)) }
      hasStandardInput = true
      return
    }
    let path = FilePath(argument)
    switch path.status(followingLinks: true) {
    case .failure(let error): leaveOut(argument, Problem(error))
    case .success(let status) where status.kind == .folder: visit(folder: path)
    case .success(let status):
      let name = path.lastComponent.text
      // A pipe behind /dev/fd has no canonical path; it is what it is called.
      let canonical = path.canonical ?? path
      take(path, named: name, canonical: canonical, status: status, isNamed: true)
    }
  }

  mutating func visit(_ arguments: [String], below folder: String) {
    let name = FilePath(folder)
    guard let root = name.canonical else { return leaveOut(folder, Problem(SystemError.current)) }
    var found: [Listed] = []
    for argument in arguments {
      let path = FilePath(argument)
      guard let relative = path.relative(to: root) else {
        leaveOut(argument, Problem(.notFound, "it does not lie in \(folder)"))
        continue
      }
      switch relative.bytes.isEmpty ? .success(nil) : path.status(followingLinks: false).map(Optional.some) {
      case .failure(let error): found.append(Listed(relative: relative, entry: .problem(Problem(error))))
      case .success(let status?) where status.kind != .folder:
        found.append(Listed(relative: relative, entry: .file(status)))
      case .success: found += list(relative, in: root, called: name)
      }
    }
    take(found, root: root)
  }

  private mutating func visit(folder: FilePath) {
    guard let root = folder.canonical else {
      return leaveOut(folder.text, Problem(SystemError.current))
    }
    take(list(FilePath([]), in: root, called: folder), root: root)
  }

  private mutating func take(_ found: [Listed], root: FilePath) {
    discovery.emptyFolders.sort { $0.path < $1.path }
    let inOrder = found.sorted { $0.relative.bytes.lexicographicallyPrecedes($1.relative.bytes) }
    for listed in inOrder { take(listed, root: root) }
  }

  /// Everything in a folder below a root, or in the root itself.
  private mutating func list(_ start: FilePath, in root: FilePath, called folder: FilePath) -> [Listed] {
    var found: [Listed] = []
    var pending = [start]
    while let relative = pending.popLast() {
      let location = relative.bytes.isEmpty ? root : root.appending(relative)
      let (names, failure) = listing(of: location)
      if let failure {
        // An argument is called what the user called it.
        let name = relative.bytes.isEmpty ? folder : relative
        found.append(Listed(relative: name, entry: .problem(Problem(.unreadable, failure.words))))
      }
      if names.isEmpty, failure == nil, !relative.bytes.isEmpty {
        let facts = FileFacts.ofFolders(to: location, count: relative.text.split(separator: "/").count)
        discovery.emptyFolders.append(EmptyFolder(path: relative.text, facts: facts))
      }
      for name in names {
        let below = relative.appending(name)
        switch root.appending(below).status(followingLinks: false) {
        case .failure(let error): found.append(Listed(relative: below, entry: .problem(Problem(error))))
        case .success(let status) where status.kind == .folder: pending.append(below)
        case .success(let status): found.append(Listed(relative: below, entry: .file(status)))
        }
      }
    }
    return found
  }

  private mutating func take(_ listed: Listed, root: FilePath) {
    let name = listed.relative.text
    switch listed.entry {
    case .problem(let problem): leaveOut(name, problem)
    case .file(let status):
      let path = root.appending(listed.relative)
      switch status.kind {
      case .link: leaveOut(name, Problem(.skipped, "a link inside a folder is not followed"))
      case .fifo: leaveOut(name, Problem(.skipped, "a FIFO inside a folder is not read"))
      case .socket: leaveOut(name, Problem(.skipped, "a socket is not read"))
      case .device: leaveOut(name, Problem(.skipped, "a device inside a folder is not read"))
      case .regular, .folder: take(path, named: name, canonical: path, status: status, isNamed: false)
      }
    }
  }

  private mutating func take(
    _ path: FilePath, named name: String, canonical: FilePath, status: FileStatus, isNamed: Bool
  ) {
    guard !excluded.contains(canonical) else {
      return leaveOut(name, Problem(.skipped, "what this run writes is not read"))
    }
    guard seen.insert(canonical).inserted else { return }
    let size = status.kind == .regular ? status.size : nil
    discovery.inputs.append(
      Input(path: name, location: .file(path, isNamed: isNamed), size: size).of(argument: argument))
  }

  private mutating func leaveOut(_ path: String, _ problem: Problem) {
    var artifact = Artifact(path: path)
    artifact.problems = [problem]
    discovery.notRead.append(NotRead(argument: argument, artifact: artifact))
  }
}

/// A file met below a folder argument.
private struct Listed {
  enum Entry {
    case file(FileStatus)
    case problem(Problem)
  }

  let relative: FilePath
  let entry: Entry
}
