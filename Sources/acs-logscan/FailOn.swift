import Calls
import Catalog

/// What makes a run end with exit code 1.
struct FailOnOption {
  private enum Condition {
    case flag(Flag)
    case outcome(OutcomeClass)
    case finding(String)
    case anyFailure
  }

  private var conditions: [Condition] = []

  /// Reads a list with commas; nil where a part is none of the conditions.
  init?(argument: String) {
    for part in argument.split(separator: ",") {
      if let flag = Flag(rawValue: String(part)) {
        conditions.append(.flag(flag))
      } else if part == "any-failure" {
        conditions.append(.anyFailure)
      } else if part.hasPrefix("class:"), let outcome = OutcomeClass(rawValue: String(part.dropFirst(6))) {
        conditions.append(.outcome(outcome))
      } else if part.hasPrefix("finding:"), part.count > 8 {
        conditions.append(.finding(String(part.dropFirst(8))))
      } else {
        return nil
      }
    }
    guard !conditions.isEmpty else { return nil }
  }

  /// Whether the analysis has any of what was named.
  func matches(_ analysis: Analysis) -> Bool {
    conditions.contains { condition in
      switch condition {
      case .flag(let flag): analysis.calls.contains { $0.flags.contains(flag) }
      case .outcome(let outcome): analysis.calls.contains { $0.endReason?.outcome == outcome }
      case .finding(let kind): analysis.findings.contains(where: { $0.kind == kind })
      case .anyFailure: FailOnOption.hasFailure(analysis)
      }
    }
  }

  /// A call that failed, or a failure outside calls.
  private static func hasFailure(_ analysis: Analysis) -> Bool {
    analysis.calls.contains { $0.standing == .failed }
      || analysis.findings.contains { $0.isFailureOutsideCalls }
  }
}
