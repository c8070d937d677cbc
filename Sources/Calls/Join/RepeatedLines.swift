internal import Evidence

/// Lines that stand in two logs are counted once, where they are met first.
struct RepeatedLines {
  private let shared: SharedLines
  private var sources: [UInt64: Source] = [:]

  init(_ logs: [FoldedLog], _ shared: SharedLines) {
    self.shared = shared
    guard !shared.isEmpty else { return }
    for log in logs where !log.onlyNamesIDs {
      for fragment in log.fragments { for event in fragment.events { note(event) } }
    }
    for log in logs { for entry in log.outside { note(entry.event) } }
  }

  private mutating func note(_ event: Event) {
    guard let stamp = shared.stamp(of: event), sources[stamp] == nil else { return }
    sources[stamp] = event.source
  }

  /// Whether the event's line was met nowhere before.
  func isFirst(_ event: Event) -> Bool {
    guard let stamp = shared.stamp(of: event), let first = sources[stamp] else { return true }
    return first == event.source
  }
}
