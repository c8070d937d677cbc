import Evidence

/// A sequence of states in few words: `Connecting → (Connected → LocalHold) ×3 → Connected → Disconnected`.
struct StatePath {
  /// States longer than this lose their middle.
  static let limit = 12

  private let steps: [String]

  init(_ states: [String]) {
    var steps: [String] = []
    var index = 0
    while index < states.count {
      let (period, repeats) = StatePath.cycle(in: states[index...])
      if repeats > 1 {
        let cycle = states[index..<index + period].joined(separator: " → ")
        steps.append(period == 1 ? "\(cycle) ×\(repeats)" : "(\(cycle)) ×\(repeats)")
      } else {
        steps.append(states[index])
      }
      index += period * repeats
    }
    self.steps = steps
  }

  var text: String {
    guard steps.count > StatePath.limit else { return steps.joined(separator: " → ") }
    let head = steps.prefix(StatePath.limit - 4)
    let tail = steps.suffix(3)
    let middle = "… \(steps.count - head.count - tail.count) more …"
    return (head + [middle] + tail).joined(separator: " → ")
  }

  /// The shortest cycle of at most four states that stands at the beginning at least twice.
  private static func cycle(in states: ArraySlice<String>) -> (period: Int, repeats: Int) {
    for period in 1...4 where states.count >= 2 * period {
      let cycle = states.prefix(period)
      var repeats = 1
      while states.dropFirst(repeats * period).prefix(period).elementsEqual(cycle) { repeats += 1 }
      if repeats > 1 { return (period, repeats) }
    }
    return (1, 1)
  }
}
