/// What an end means, whatever its code says. The raw values are part of the JSON report.
public enum OutcomeClass: String, Hashable, Sendable, Codable, CaseIterable {
  case success
  case expected
  case network
  case infrastructure
  case authentication
  case device
  case media
  case throttling
  case client
  case remote
  case service
  case unknown

  /// How bad it is, from best (0) to worst, as the worst leg of a call is chosen.
  public var badness: Int {
    switch self {
    case .success: 0
    case .expected: 1
    case .remote: 2
    case .unknown: 3
    case .client: 4
    case .throttling: 5
    case .device: 6
    case .media: 7
    case .authentication: 8
    case .service: 9
    case .infrastructure: 10
    case .network: 11
    }
  }
}

/// What a code raises by its number alone.
public enum Flag: String, Hashable, Sendable, Codable, CaseIterable {
  /// 490 to 498.
  case network
  /// 500 to 504.
  case infrastructure

  /// The flag of an end code; nil for codes outside both ranges.
  public init?(code: Int) {
    switch code {
    case 490...498: self = .network
    case 500...504: self = .infrastructure
    default: return nil
    }
  }
}
