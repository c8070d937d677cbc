import Calls
import Catalog
import Evidence

/// The sums that reports begin with.
struct Tally {
  /// Decoded bytes of all artifacts.
  let bytes: Int
  let records: Int
  private(set) var callsWithoutEndReason = 0
  private var flagged: [Flag: Int] = [:]
  private var counts: [OutcomeClass: Int] = [:]

  init(_ analysis: Analysis) {
    bytes = analysis.artifacts.reduce(0) { $0 &+ $1.bytes }
    records = analysis.artifacts.reduce(0) { $0 &+ $1.records }
    for call in analysis.calls {
      if let outcome = call.endReason?.outcome {
        counts[outcome, default: 0] += 1
      } else {
        callsWithoutEndReason += 1
      }
      for flag in Set(call.flags) { flagged[flag, default: 0] += 1 }
    }
  }

  static let flags: [Flag] = [.network, .infrastructure]

  /// Calls by what their end means, worst first; calls without an end reason are in no class.
  var classes: [(outcome: OutcomeClass, count: Int)] {
    counts.sorted { $0.key.badness > $1.key.badness }.map { ($0.key, $0.value) }
  }

  /// Calls with a code in the flag's range.
  func callsFlagged(_ flag: Flag) -> Int { flagged[flag] ?? 0 }

  /// Calls whose end means what the flag says, whatever its code.
  func callsMeaning(_ flag: Flag) -> Int {
    switch flag {
    case .network: counts[.network] ?? 0
    case .infrastructure: counts[.infrastructure] ?? 0
    }
  }
}
