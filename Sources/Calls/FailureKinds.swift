extension Finding {
  /// The kinds that tell of a failure; without a call key, of one outside any call.
  public static let failureKinds: Set<String> = [
    "call-agent-failed", "start-call-failed", "signalling-unreachable", "flagged-code-outside-call",
    "token-expired", "token-scope-missing", "token-other-resource", "api-error-rate",
    "throttled", "operation-failed",
  ]

  /// Whether this is a failure outside any call: a result of its own.
  public var isFailureOutsideCalls: Bool { callKey == nil && Finding.failureKinds.contains(kind) }
}
