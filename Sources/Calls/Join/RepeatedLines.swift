internal import Evidence

/// Lines that stand in two logs are counted once: where the log names their call, of several such where they are met first,
/// so that no fact depends on which file's name comes first.
struct RepeatedLines {
  private let shared: SharedLines
  private var sources: [UInt64: Source] = [:]

  init(_ logs: [FoldedLog], _ shared: SharedLines) {
    self.shared = shared
    guard !shared.isEmpty else { return }
    for isNamed in [true, false] {
      for log in logs where !log.onlyNamesIDs {
        for fragment in log.fragments where fragment.ids.isEmpty != isNamed {
          for event in fragment.events { note(event) }
        }
      }
    }
    for log in logs { for entry in log.outside { note(entry.event) } }
  }

  private mutating func note(_ event: Event) {
    guard let stamp = shared.stamp(of: event), sources[stamp] == nil else { return }
    sources[stamp] = event.source
  }

  /// Whether the event's line counts here.
  func isFirst(_ event: Event) -> Bool {
    guard let stamp = shared.stamp(of: event), let first = sources[stamp] else { return true }
    return first == event.source
  }
}
