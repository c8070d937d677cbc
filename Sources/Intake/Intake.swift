import Evidence

/// Answers: which artifacts are there, in which container, compression and encoding, and what are their bytes?
///
/// Different inputs may be opened on different threads at once; nothing is shared between them.
public enum Intake {
  /// Opens one input and hands over each artifact in it, in order: one for a plain or compressed file; for an
  /// archive the archive itself, which has no content, and then each member, nested archives likewise.
  ///
  /// What cannot be opened is handed over too, with a problem and no content. Memory is a few buffers, whatever
  /// the sizes.
  public static func open(
    _ input: Input, options: IntakeOptions = IntakeOptions(), visit: (OpenedArtifact) -> Void
  ) {
    withoutActuallyEscaping(visit) { visit in
      var opening = Opening(options: options) { artifact in
        visit(artifact)
        return true
      }
      opening.open(input)
    }
  }

  /// Opens an input again and hands over the one artifact that had this `ordinal` before; false where it is
  /// not there any more, or where the input is standard input, whose bytes come only once.
  public static func reopen(
    _ input: Input, ordinal: Int, options: IntakeOptions = IntakeOptions(), visit: (OpenedArtifact) -> Void
  ) -> Bool {
    guard !input.isReadOnce else { return false }
    var isFound = false
    withoutActuallyEscaping(visit) { visit in
      var opening = Opening(options: options) { artifact in
        guard artifact.ordinal == ordinal else { return true }
        isFound = true
        visit(artifact)
        return false
      }
      opening.open(input)
    }
    return isFound
  }
}
