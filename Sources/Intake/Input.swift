/// One thing that a user named or that a folder holds: a file, or standard input.
public struct Input: Hashable, Sendable {
  enum Location: Hashable, Sendable {
    case standardInput
    case file(FilePath, isNamed: Bool)
  }

  /// As the report shows it: the path below the folder argument, or the file's name; `stdin` for standard
  /// input. Bytes of a file's name that are not UTF-8 stand as U+FFFD.
  public let path: String
  /// Bytes as they lie on disk when the input was found, for planning only; nil where that means nothing.
  public let size: Int?
  /// The number of the argument that led to it, from 0.
  public private(set) var argument = 0
  let location: Location

  /// A file as a user names it: links are followed, a FIFO is read.
  ///
  /// `Intake.discover` is the usual way to come by inputs; this one is for a file already known.
  public init(path: String, file: String) {
    self.init(path: path, location: .file(FilePath(file), isNamed: true), size: nil)
  }

  init(path: String, location: Location, size: Int?) {
    self.path = path
    self.location = location
    self.size = size
  }

  /// The same, as another argument led to it.
  func of(argument: Int) -> Input {
    var input = self
    input.argument = argument
    return input
  }

  /// Whatever is piped into the process. Can be opened once.
  public static let standardInput = Input(path: "stdin", location: .standardInput, size: nil)

  /// Whether the user named it, rather than a folder around it.
  var isNamed: Bool {
    switch location {
    case .standardInput: true
    case .file(_, let isNamed): isNamed
    }
  }

  /// What the system says about the file now; nil for standard input, pipes, and where it cannot be looked at.
  package var facts: FileFacts? {
    guard case .file(let path, let isNamed) = location,
      case .success(let status) = path.status(followingLinks: isNamed), status.kind == .regular
    else { return nil }
    return FileFacts(permissions: status.permissions, modified: status.modified)
  }

  /// The same of the folders below the argument that lead to the file, outermost first.
  package var folderFacts: [FileFacts?] {
    guard case .file(let location, let isNamed) = location, !isNamed else { return [] }
    return FileFacts.ofFolders(to: location.parent, count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// Whether its bytes come only once: standard input, a pipe. So it is where nobody can tell.
  package var isReadOnce: Bool { facts == nil }

  /// Whether it is standard input.
  public var isStandardInput: Bool { location == .standardInput }
}
