import Calls
import Catalog
import Evidence

/// `410/301005`, or `410` where there is no subcode.
func codeText(_ code: Int, _ subCode: Int?) -> String {
  subCode.map { "\(code)/\($0)" } ?? "\(code)"
}

func codeText(_ codes: EndCodes) -> String {
  codeText(codes.code, codes.subCode)
}

extension OutcomeClass {
  var ink: Ink {
    switch self {
    case .success, .expected: .good
    case .remote, .unknown, .client, .throttling: .warning
    case .device, .media, .authentication, .service, .infrastructure, .network: .bad
    }
  }
}

extension Flag {
  /// The codes that raise it.
  var range: String {
    switch self {
    case .network: "490-498"
    case .infrastructure: "500-504"
    }
  }
}

extension EndReason {
  /// The class by meaning, and the flag by code.
  var meaning: String {
    guard let flag = Flag(code: codes.code) else { return "class \(outcome.rawValue), no flag" }
    return "class \(outcome.rawValue), flag \(flag.rawValue) (code \(codes.code) is one of \(flag.range))"
  }
}
