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

  init(_ logs: [FoldedLog]) {
    let lines = logs.flatMap(\.stampedLines)
    var firstArtifact: [UInt64: Int] = [:]
    var shared: [Pair: Int] = [:]
    for line in lines {
      guard let first = firstArtifact[line.stamp] else {
        firstArtifact[line.stamp] = line.artifact
        continue
      }
      let weight = line.isOfSDKAlone ? SharedLines.enough : 1
      if first != line.artifact { shared[Pair(one: first, other: line.artifact), default: 0] += weight }
    }
    for line in lines {
      guard let first = firstArtifact[line.stamp], first != line.artifact else { continue }
      if shared[Pair(one: first, other: line.artifact), default: 0] >= SharedLines.enough {
        proven.insert(line.stamp)
      }
    }
  }

  /// Forgets the stamps that prove nothing.
  func keepProven(in log: inout FoldedLog) {
    log.stampedLines.removeAll { !proven.contains($0.stamp) }
    for fragment in log.fragments.indices {
      for event in log.fragments[fragment].events.indices {
        keepProven(&log.fragments[fragment].events[event].stamp)
      }
    }
    for index in log.outside.indices { keepProven(&log.outside[index].event.stamp) }
  }

  private func keepProven(_ stamp: inout UInt64?) {
    if let value = stamp, !proven.contains(value) { stamp = nil }
  }
}
