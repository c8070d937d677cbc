import Calls
import Evidence
import Inventory

/// Which support files can have been written during a call, by their times.
///
/// Nobody can look into a `.blog`; all that is known of it is when it was last written to, where a listing tells. An
/// `.etl` trace has times of its own.
struct Coverage {
  /// The times of a support file: from the first event, where there are events, to the last one or the last writing.
  private struct Span {
    var first: Instant?
    var last: Instant
    var isUTC: Bool
  }

  /// No zone on earth is further from UTC.
  private static let slack = 14 * 3600

  private let spans: [Span]

  init(_ inventory: Inventory, _ artifacts: [Artifact]) {
    spans = inventory.entries.compactMap { entry in
      guard entry.role.isSupportFile, let index = entry.artifact, artifacts.indices.contains(index) else {
        return nil
      }
      let artifact = artifacts[index]
      if let last = artifact.lastTime, last.isPlaced {
        return Span(first: artifact.firstTime?.instant, last: last.instant, isUTC: last.isUTC)
      }
      guard let modified = entry.modified, modified.isPlaced else { return nil }
      return Span(first: nil, last: modified.instant, isUTC: modified.isUTC)
    }
  }

  /// Flagged calls that no support file of known time can cover; none where no such file is attached.
  func findings(_ analysis: Analysis) -> [Finding] {
    guard !spans.isEmpty else { return [] }
    return analysis.calls.compactMap { call in
      guard !call.flags.isEmpty, let activity = call.activity else { return nil }
      let isUTC = (call.startTime ?? call.endTime)?.isUTC ?? false
      guard !spans.contains(where: { covers($0, activity, isUTC: isUTC) }) else { return nil }
      return Finding(
        kind: "no-file-for-call", severity: .warning,
        text:
          "None of the attached .blog and .etl files was written at the time of this call; ask for those of that time.",
        callKey: call.key)
    }
  }

  private func covers(_ span: Span, _ activity: ClosedRange<Instant>, isUTC: Bool) -> Bool {
    let slack = isUTC && span.isUTC ? 0 : Coverage.slack
    let endsBefore = span.last < activity.lowerBound.adding(seconds: -slack)
    let startsBehind = span.first.map { $0 > activity.upperBound.adding(seconds: slack) } ?? false
    return !endsBefore && !startsBehind
  }
}
