/// Told how the artifacts of an input are packed, around the visits to the artifacts themselves, for whoever packs them
/// again: streams and archives begin and end inside one another.
package protocol PackingObserver: AnyObject {
  /// What follows comes out of a compressed stream.
  func beginStream(_ stream: PackedStream)
  func endStream()
  /// Comes before the visit to `artifact`, whose problems are complete when the archive ends.
  func beginArchive(_ format: ContentFormat.ArchiveFormat, _ artifact: OpenedArtifact)
  func endArchive()
  /// Members of every kind, folders and links, too.
  func beginMember(_ member: PackedMember)
  func endMember()
}

/// A compressed stream.
package enum PackedStream {
  case gzip(GzipHeader)
  case compressed(ContentFormat.Compression)
}

/// A member of an archive, content aside.
package struct PackedMember {
  /// Safe to join to a path: components between slashes.
  package let name: String
  package let entry: ArchiveEntry
  /// Once content comes of an encrypted member, the password that opened it.
  package let password: () -> String?
}

/// A time as file systems and archives have it.
package struct FileTime: Equatable, Sendable {
  /// Since 1970, UTC.
  package var seconds: Int
  package var nanoseconds: Int

  /// Memberwise.
  package init(seconds: Int, nanoseconds: Int) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }
}

/// What is kept of a file beside its name and content.
package struct FileFacts: Equatable, Sendable {
  package var permissions: Int
  package var modified: FileTime

  /// Of a folder and those around it, `count` in all, outermost first; nil where one cannot be looked at.
  static func ofFolders(to folder: FilePath, count: Int) -> [FileFacts?] {
    var facts: [FileFacts?] = []
    var folder = folder
    for _ in 0..<count {
      if case .success(let status) = folder.status(followingLinks: false) {
        facts.append(FileFacts(permissions: status.permissions, modified: status.modified))
      } else {
        facts.append(nil)
      }
      folder = folder.parent
    }
    return facts.reversed()
  }
}

/// A folder without anything in it.
package struct EmptyFolder: Sendable {
  /// Below the argument.
  package let path: String
  package let facts: [FileFacts?]
}

extension Intake {
  /// Opens an input as `open` does, and tells besides how everything is packed. Ends early where `visit` gives false.
  package static func open(
    _ input: Input, options: IntakeOptions, packing: any PackingObserver, visit: (OpenedArtifact) -> Bool
  ) {
    withoutActuallyEscaping(visit) { visit in
      var opening = Opening(options: options, packing: packing, visit: visit)
      opening.open(input)
    }
  }
}
