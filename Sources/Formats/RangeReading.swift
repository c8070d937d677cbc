package import Evidence
package import Intake

/// What comes of reading a range of an artifact.
package enum RangeReading: Sendable {
  case range(TextRange)
  /// The artifact can only be read whole, or has to be.
  case whole
  /// Nothing: what stands there is read with another range.
  case nothing
  /// The reading was ended before its end.
  case interrupted(Problem)

  /// Reads what an input holds from `start` to `end`.
  ///
  /// A plain log is read in ranges. Anything else is to be read whole where the beginning is asked for, and nowhere else; a
  /// log that turns out not to be plain, or changes meanwhile, is to be read whole where that is seen.
  ///
  /// - Parameters:
  ///   - start: Bytes before the range.
  ///   - end: Bytes up to its end; nil for the end of the file.
  package init(
    _ input: Input, from start: Int, to end: Int?, options: IntakeOptions, vocabularies: Vocabularies
  ) {
    let start = TextRange.border(from: start)
    var reading = start == 0 ? RangeReading.whole : .nothing
    _ = Intake.reopen(input, ordinal: 0, options: options) { artifact in
      guard let file = artifact.openFile, artifact.problems.isEmpty,
        ContentForm.isPlainLog(TextWindow(artifact), path: artifact.path)
      else { return }
      let end = min(end.map(TextRange.border(from:)) ?? .max, file.size)
      guard start < end else { return reading = .nothing }
      let reader = RangeReader(file, path: artifact.path, vocabularies: vocabularies)
      let range = reader.read(from: start, to: end)
      let isWhole = range?.head.textEnd.map { $0.offset == file.size } ?? true
      if let reason = options.interruption.reason {
        reading = .interrupted(reason)
      } else {
        reading = file.isSteady && isWhole ? range.map(RangeReading.range) ?? .nothing : .whole
      }
    }
    self = reading
  }
}
