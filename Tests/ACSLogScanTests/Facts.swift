import ACSLogScan
import Calls
import Evidence
import Foundation

extension Ticket {
  /// What the library says of the attachments.
  func analysis() async -> Analysis {
    await Analyzer().analyze([attachments.path])
  }
}

/// Facts in the shortest form that a person can compare: ends as `490/4502`, IDs with role and evidence, states joined.
extension Call {
  var idFacts: [String] { ids.map { "\($0.id) \($0.role) \($0.evidence)" } }
  var legEnds: [String] { legs.map { $0.endReason?.codes.fact ?? "-" } }
  var allEnds: [String] { endReasons.map(\.codes.fact) }
  var endFact: String? { endReason?.codes.fact }
  var diagnosticFacts: [String] { diagnostics.map { "\($0.diagnostic.name)=\($0.diagnostic.value)" } }
  var relationFacts: [String] { related.map { "\($0.relation) \($0.key)" } }

  /// The states of a client; of the only one by default.
  func path(ofClient client: Int = 0) -> String {
    states.filter { $0.client == client }.map(\.state.rawValue).joined(separator: " ")
  }

  /// Where a value of a kind stands among the call's identifiers.
  func values(_ kind: IdentifierKind) -> [String] {
    identifiers.map(\.identifier).filter { $0.kind == kind }.map(\.value)
  }
}

extension EndCodes {
  var fact: String { subCode.map { "\(code)/\($0)" } ?? "\(code)" }
}

extension Analysis {
  var keys: Set<String> { Set(calls.map(\.key)) }
  var findingKinds: Set<String> { Set(findings.map(\.kind)) }
  var kinds: [String] { artifacts.map(\.kind.rawValue) }

  func call(_ key: String) -> Call? { calls.first { $0.key == key } }

  /// The values of a kind outside the calls.
  func values(_ kind: IdentifierKind) -> Set<String> {
    Set(identifiers.map(\.identifier).filter { $0.kind == kind }.map(\.value))
  }
}
