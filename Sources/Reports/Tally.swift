import Calls
import Catalog
import Evidence

/// The sums that reports begin with.
struct Tally {
  private let analysis: Analysis

  init(_ analysis: Analysis) {
    self.analysis = analysis
  }

  static let flags: [Flag] = [.network, .infrastructure]

  var bytes: Int { analysis.artifacts.reduce(0) { $0 &+ $1.bytes } }

  var records: Int { analysis.artifacts.reduce(0) { $0 &+ $1.records } }

  /// Calls by what their end means, worst first; calls without an end reason are in no class.
  var classes: [(outcome: OutcomeClass, count: Int)] {
    let outcomes = analysis.calls.compactMap(\.endReason?.outcome)
    let counts = Dictionary(outcomes.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.sorted { $0.key.badness > $1.key.badness }.map { ($0.key, $0.value) }
  }

  var callsWithoutEndReason: Int { analysis.calls.count { $0.endReason == nil } }

  /// Calls with a code in the flag's range.
  func callsFlagged(_ flag: Flag) -> Int {
    analysis.calls.count { $0.flags.contains(flag) }
  }

  /// Calls whose end means what the flag says, whatever its code.
  func callsMeaning(_ flag: Flag) -> Int {
    let outcome: OutcomeClass =
      switch flag {
      case .network: .network
      case .infrastructure: .infrastructure
      }
    return analysis.calls.count { $0.endReason?.outcome == outcome }
  }
}
