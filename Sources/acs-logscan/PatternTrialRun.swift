import Evidence
import Formats
import Intake
import Reports

/// Shows what patterns make of a log.
struct PatternTrialRun {
  private let patterns: [Pattern]

  init(_ patterns: [Pattern]) {
    self.patterns = patterns
  }

  /// Reads a log, or all members of an archive, and hands over what to show of it, text by text.
  ///
  /// - Returns: Whether it was read whole.
  func read(_ path: String, write: (String) throws -> Void) throws -> Bool {
    let trial = PatternTrial(patterns)
    let style = ReportStyle(width: Terminal.standardOutput.width)
    var tally = PatternTrialTally()
    var isWhole = true
    var failure: (any Error)?
    for input in Intake.discover([path], options: IntakeOptions()).inputs {
      Intake.open(input) { artifact in
        guard !artifact.isArchive, failure == nil else { return }
        let wasRead = trial.read(artifact) { record in
          tally.count(record)
          guard failure == nil else { return }
          do { try write(PatternsReport.record(record, style: style)) } catch { failure = error }
        }
        isWhole = isWhole && wasRead && !artifact.problems.contains(where: \.losesInput)
      }
    }
    if let failure { throw failure }
    guard tally.records > 0 else {
      Terminal.standardError.write("acs-logscan: \(path): there is nothing to read\n")
      return false
    }
    try write(PatternsReport.summary(tally, patterns: patterns))
    return isWhole
  }
}
