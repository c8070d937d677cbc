internal import Evidence

/// Which stamps prove that a line of one artifact is the same line in another.
///
/// Two participants' applications may print the same words in the same millisecond, but hardly twice: a stamp
/// counts between two artifacts that share two lines, or one that only the SDK writes.
struct SharedLines {
  private struct Pair: Hashable {
    var one: Int
    var other: Int
  }

  private static let enough = 2
  private var proven: Set<UInt64> = []
  private var stamps: [Source: UInt64] = [:]

  init(_ logs: [FoldedLog]) {
    var keys = RepeatedKeys()
    for log in logs { for line in log.stampedLines { keys.note(line.stamp) } }
    let repeated = keys.found()
    guard !repeated.isEmpty else { return }
    let lines = logs.flatMap { $0.stampedLines.filter { repeated.contains($0.stamp) } }
    var firstArtifact: [UInt64: Int] = [:]
    var shared: [Pair: Int] = [:]
    for line in lines {
      guard let first = firstArtifact[line.stamp] else {
        firstArtifact[line.stamp] = line.source.artifact
        continue
      }
      let weight = line.isOfSDKAlone ? SharedLines.enough : 1
      if first != line.source.artifact {
        shared[Pair(one: first, other: line.source.artifact), default: 0] += weight
      }
    }
    for line in lines {
      guard let first = firstArtifact[line.stamp], first != line.source.artifact else { continue }
      if shared[Pair(one: first, other: line.source.artifact), default: 0] >= SharedLines.enough {
        proven.insert(line.stamp)
      }
    }
    for line in lines where proven.contains(line.stamp) { stamps[line.source] = line.stamp }
  }

  var isEmpty: Bool { proven.isEmpty }

  /// Forgets the lines that prove nothing.
  func keepProven(_ lines: PackedList<StampedLine>) -> PackedList<StampedLine> {
    isEmpty ? [] : PackedList(lines.lazy.filter { proven.contains($0.stamp) })
  }

  /// The stamp of the event's line, where it proves something.
  func stamp(of event: Event) -> UInt64? {
    isEmpty ? nil : stamps[event.source]
  }
}
