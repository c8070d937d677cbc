/// Turns the content of one artifact into other content, piece by piece.
public protocol ContentRewriter: AnyObject {
  /// Takes the next bytes of the content, as they come; appends what can be written by now.
  func rewrite(_ bytes: Span<UInt8>, appendingTo output: inout [UInt8])
  /// Appends what was held back; nothing comes after it.
  func finish(appendingTo output: inout [UInt8])
}

/// What becomes of an artifact's content.
public enum Treatment {
  case rewrite(any ContentRewriter)
  /// It is not in the output, and the report says why.
  case leaveOut(reason: String)
}

/// Decides what becomes of each artifact and how it is called.
public protocol RedactionPolicy: AnyObject {
  /// - Parameters:
  ///   - path: as reports show it: `ticket.zip!/logs/a.log`.
  ///   - beginning: the first 64 KiB of the content, all layers of packing taken off.
  func treatment(ofArtifactAt path: String, beginning: [UInt8]) -> Treatment
  /// The name to use for a folder, file, member, name inside a gzip header, or comment; `parent` is the name of the folder
  /// that it is in, where it is in one.
  func name(for component: String, in parent: String?) -> String
  /// The name to use for a user or group that an archive names as owner.
  func owner(for name: String) -> String
}
