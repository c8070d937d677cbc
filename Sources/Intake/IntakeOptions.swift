/// What a user may decide about reading.
public struct IntakeOptions: Sendable {
  /// Tried in this order on encrypted archive members.
  public var passwords: [String]
  public var limits: IntakeLimits
  /// Files that are never read even where a folder argument contains them: what the tool itself writes.
  public var excluding: Set<String>
  /// What reading one input may use beside the thread it is read by.
  public var threads: SpareThreads
  /// Makes, for each input that is opened, what masks its content and names before anybody sees them; nil for what they are.
  public var redaction: (@Sendable () -> any RedactionPolicy)?
  /// What ends the reading before its end.
  public var interruption = Interruption()
  /// Told how many more bytes of the inputs were read, as they lie on disk; from any thread, often.
  public var bytesRead: @Sendable (Int) -> Void = { _ in }

  /// Memberwise; by default no passwords, the standard limits, nothing excluded, one thread.
  public init(
    passwords: [String] = [], limits: IntakeLimits = IntakeLimits(), excluding: Set<String> = [],
    threads: SpareThreads = .none
  ) {
    self.threads = threads
    self.passwords = passwords
    self.limits = limits
    self.excluding = excluding
  }

  /// A path as reports show it.
  package func shown(_ path: String) -> String { redaction?().path(for: path) ?? path }
}

/// Where reading stops, so that hostile input costs bounded memory and work. Each is per input (a file or
/// standard input); what lies over a limit is the problem `limit-reached`.
public struct IntakeLimits: Sendable {
  /// Containers and compressions inside one another.
  public var depth = 8
  /// Members of archives, folders among them, nested archives included.
  public var members = 100_000
  /// Bytes that decompression gives, and bytes that are read of what is not compressed.
  public var expandedBytes = 1 << 40
  /// Bytes that decompression gives for each byte read from the input.
  public var expansionRatio = 1_000
  /// The ratio is not looked at before decompression has given this many bytes.
  public var expansionAllowance = 64 << 20
  /// Bytes held in memory of a source that has to be read out of order and cannot be: a 7z inside a zip.
  public var heldBytes = 64 << 20
  /// Line breaks of all content of an input; nil for any number, since the bytes are limited.
  public var lines: Int?

  /// The standard limits.
  public init() {}
}
