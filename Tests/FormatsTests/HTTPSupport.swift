import Evidence

@testable import Formats

/// Invented IDs of exchanges.
enum HTTPIDs {
  static let connection = "401f3500-aaaa-4bbb-8ccc-000000000001"
  static let chain = "c4a1d0c4-aaaa-4bbb-8ccc-000000000002"
  static let request = "5eed5eed-aaaa-4bbb-8ccc-000000000003"
  static let request2 = "5eed5eed-aaaa-4bbb-8ccc-000000000004"
  static let vector = "AbCdEfGhIjKlMnOpQrStUw.0"
}

/// Secrets as logs hold them; put together here so that no scanner takes them for real ones.
enum FakeSecrets {
  /// A JSON Web Token with this payload.
  static func token(_ payload: String) -> String {
    [#"{"alg":"RS256","kid":"x"}"#, payload].map(base64URL).joined(separator: ".") + "." + mark
      + "c2lnbmF0dXJl"
  }

  /// Stands in every secret here, and must stand in nothing that is told.
  static let mark = "TopSecret7"

  static let key = mark + "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3/+=="

  static func base64URL(_ text: String) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var result = ""
    var bits = 0
    var count = 0
    for byte in text.utf8 {
      bits = bits << 8 | Int(byte)
      count += 8
      while count >= 6 {
        count -= 6
        result.append(digits[bits >> count & 63])
      }
    }
    if count > 0 { result.append(digits[bits << (6 - count) & 63]) }
    return result
  }
}

extension ArtifactEvidence {
  /// The operations, one line each: `POST /sms 202 474 ms`.
  var exchanges: [String] {
    observations.compactMap { observation in
      guard case .operation(let operation) = observation.claim else { return nil }
      let parts = [
        operation.service.rawValue, operation.name,
        operation.codes.map { codes in
          codes.subCode.map { "\(codes.code)/\($0)" } ?? "\(codes.code)"
        }, operation.codes?.phrase.map { "'\($0)'" }, operation.milliseconds.map { "\(Int($0)) ms" },
      ]
      return parts.compactMap(\.self).joined(separator: " ")
    }
  }

  /// The kinds of the secrets and where they stand.
  var secrets: [String] {
    observations.compactMap { observation in
      guard case .secret(let kind) = observation.claim else { return nil }
      return "\(kind) \(observation.source.line ?? 0)"
    }
  }

  var tokens: [TokenFacts] {
    observations.compactMap { if case .token(let facts) = $0.claim { facts } else { nil } }
  }
}
