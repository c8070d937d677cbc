import Evidence
package import Formats
import Intake

/// What was read in a range of a plain log, and what is known of the file.
package struct ExtractedRange: Sendable {
  package var head: Head
  package var range: TextRange

  /// Everything but what was read.
  package struct Head: Sendable, Codable {
    package var place: ExtractedArtifact.Place
    /// Of the whole file, where the range is its beginning.
    package var digests: [ExtractedArtifact.Digest]
    /// As `Artifact.sha256`.
    package var sha256: String?
    package var text: TextRange.Head
  }
}

extension ExtractedRange {
  /// As far as the range tells.
  var artifact: Artifact {
    var artifact = Artifact(path: head.text.path, kind: .textLog)
    artifact.problems = range.problems
    return artifact
  }

  /// - Parameters:
  ///   - listed: The kinds of digests that listings have.
  ///   - tellingCopies: Whether copies are to be told.
  ///   - isHashed: Whether the artifact gets its SHA-256.
  init(
    _ range: TextRange, of input: Input, listed: Set<ListedFile.DigestKind>, tellingCopies: Bool,
    isHashed: Bool, options: IntakeOptions
  ) {
    self.range = range
    let place = ExtractedArtifact.Place(of: input, ordinal: 0, options: options)
    head = Head(place: place, digests: [], text: range.head)
    guard range.head.start == 0 else { return }
    head.digests = DigestsOfInput(input, listed: listed, tellingCopies: tellingCopies, options: options)
      .all(of: 0)
    if isHashed { head.sha256 = Intake.fileDigest(of: input) }
  }
}

/// Bytes of a file, for one of several machines that read it.
///
/// They are rounded up to whole chunks, which are 256 KiB long behind a first one of 64 KiB, in the same way at both ends: where
/// ranges meet, no byte is read twice or not at all.
public struct ByteRange: Hashable, Sendable {
  /// Bytes before it.
  public let start: Int
  /// Bytes up to its end; nil for the end of the file.
  public let end: Int?

  /// Nil for a range that ends before it begins, or begins before the file.
  public init?(start: Int, end: Int?) {
    guard start >= 0, end.map({ $0 >= start }) ?? true else { return nil }
    self.start = start
    self.end = end
  }
}
