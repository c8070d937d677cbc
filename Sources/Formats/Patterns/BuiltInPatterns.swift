/// What applications and mobile SDKs print in fixed words. As values of `Pattern`, they are there without a file being read.
enum BuiltInPatterns {
  /// Only a crash in or through the Calling SDK's libraries is a fact about calls; a tombstone's head counts too,
  /// because the block behind it is what a customer was asked for.
  static let crashes: [Pattern] = [
    Pattern(
      "native-crash", about: "Android's line for a fatal signal", contains: ["Fatal signal "], gives: crash),
    Pattern(
      "fatal-exception", about: "Android's line above an uncaught exception", contains: ["FATAL EXCEPTION"],
      gives: crash),
    Pattern(
      "assertion-failure", about: "an assertion of Skype's media library",
      contains: ["Assertion failure in ", "SKP"], gives: crash),
    Pattern(
      "agent-not-created", about: "the UI library for Android without a call agent",
      contains: ["t was not possible to create a call agent"], gives: [.event: "agent-failed"]),
  ]

  static let devices: [Pattern] = [
    Pattern(
      "push-not-registered", about: "push notifications that could not be registered",
      contains: ["Failed to registerPushNotification"], gives: device),
    Pattern(
      "audio-session", about: "iOS's audio session that could not be set up",
      contains: ["Failed to set audio session category"], gives: device),
    Pattern(
      "one-call-only", about: "a second call of an SDK that has one at a time",
      contains: ["only one call is supported"], gives: device),
  ]

  /// Lines of the JavaScript SDK's components, which `CallingSDK` asks where a line is one of the SDK's.
  static let components: [Pattern] = [
    component("trouter-stopped", "Trouterservice stop", .signallingStopped),
    component("trouter-started", "[Trouter] Start", .signallingStarted),
    component("relay-allocation-failed", "Allocation request failed", .signallingFailed),
    component("configuration-timeout", "Failed to fetch base settings", .configurationTimeout),
    component("configuration-fetched", "Config fetch complete", .signalling),
    component("promise-queue-error", "Error from promiseQueue", .device),
  ]

  /// All of them.
  static let all = crashes + devices + components

  private static func component(_ name: String, _ text: String, _ event: PatternEvent) -> Pattern {
    Pattern(
      name, about: "a line of the JavaScript SDK", contains: [text], gives: [.event: event.rawValue])
  }

  private static let crash: [PatternField: String] = [.event: "crash"]
  private static let device: [PatternField: String] = [.event: "device"]
}

extension Pattern {
  /// The patterns of this library.
  public static var builtIn: [Pattern] { BuiltInPatterns.all }
}
