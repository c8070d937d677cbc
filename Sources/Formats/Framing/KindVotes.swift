import Evidence

/// Concludes what an artifact is from the lines that were looked at.
struct KindVotes: Sendable {
  private var web = 0
  private var logcat = 0
  private var apple = 0
  private var http = 0
  private var webSDK = 0

  mutating func note(_ header: LineHeader) {
    note(shapes: header.shapes, namespace: header.namespace)
  }

  mutating func note(shapes: LineShapes, namespace: String?) {
    if shapes.contains(.logcat) {
      logcat += 1
      return
    }
    if shapes.contains(.apple) {
      apple += 1
      return
    }
    if shapes.contains(.browser) || shapes.contains(.callClient) { web += 1 }
    if let namespace {
      if KindVotes.callingNamespaces.contains(where: namespace.hasPrefix) { webSDK += 1 } else { http += 1 }
    }
  }

  /// Counts a request or an answer that an SDK logged.
  mutating func noteExchange() {
    http += 1
  }

  private static let callingNamespaces = ["ACS", "communication-react", "acs"]

  /// The kind with most votes; text without any is `text-log`.
  var kind: ArtifactKind {
    let ranked: [(ArtifactKind, Int)] = [
      (.webConsoleLog, web + webSDK), (.logcat, logcat), (.appleLog, apple), (.sdkHTTPLog, http),
    ]
    guard let best = ranked.max(by: { $0.1 < $1.1 }), best.1 > 0 else { return .textLog }
    return ranked.first { $0.1 == best.1 }?.0 ?? .textLog
  }

  /// What the kind was concluded from, in words.
  var reason: String {
    let (votes, form) =
      switch kind {
      case .webConsoleLog: (web + webSDK, "a browser's console or of the JavaScript SDK")
      case .logcat: (logcat, "logcat")
      case .appleLog: (apple, "Apple's logs")
      case .sdkHTTPLog: (http, "requests over HTTP that an SDK logs")
      default: (0, "")
      }
    guard votes > 0 else { return "text, and no line of a form that tells more" }
    return "\(votes) of the lines that were looked at have the form of \(form)"
  }

  /// The platform a kind speaks of.
  static func platform(of kind: ArtifactKind) -> String? {
    switch kind {
    case .webConsoleLog: "web"
    case .logcat: "android"
    case .appleLog: "ios"
    default: nil
    }
  }
}
