/// What an event trace (`.etl`) says about itself.
public struct TraceFacts: Hashable, Sendable, Codable {
  /// A provider or event class, and how many events it wrote.
  public struct Provider: Hashable, Sendable, Codable {
    public var id: GUID
    /// As the trace, a schema or a table of well-known providers has it.
    public var name: String?
    public var events: Int
    /// How many of them have a payload whose layout is known: they describe themselves, or a schema does.
    public var decodable: Int

    /// Memberwise.
    public init(id: GUID, name: String?, events: Int, decodable: Int) {
      self.id = id
      self.name = name
      self.events = events
      self.decodable = decodable
    }
  }

  /// The session's name, where written: `Relogger`, `NT Kernel Logger`.
  public var logger: String?
  /// The file that the session wrote to, as written.
  public var logFile: String?
  /// The version of Windows: `10.0.19045`.
  public var systemVersion: String?
  public var processors: Int?
  /// Bytes, 4 or 8.
  public var pointerSize: Int?
  /// `qpc`, `system-time` or `cpu-cycles`.
  public var clock: String?
  public var bootTime: Instant?
  public var startTime: Instant?
  /// Nil where the session was not stopped when the file was copied.
  public var endTime: Instant?
  public var buffers: Int
  public var eventsLost: Int
  public var buffersLost: Int
  /// Most events first.
  public var providers: [Provider]
  /// Images of processes, where the trace names them, in order of first sight, each once.
  public var processes: [String]

  /// A trace of which nothing is known yet.
  public init() {
    buffers = 0
    eventsLost = 0
    buffersLost = 0
    providers = []
    processes = []
  }
}
