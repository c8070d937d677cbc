public import Evidence
public import Scan

/// Reads what records mean. Adding one means: a new file, its fixture, its test, and a line in
/// `Vocabularies.all`.
public protocol Vocabulary: Sendable {
  /// The byte strings of which at least one stands in every record that this vocabulary can read. Rare in
  /// ordinary log lines: each line that contains one is looked at.
  var literals: [Literal] { get }

  /// Byte strings that stand in many lines and rarely mean something: only a line that `isPromising` is looked at.
  var commonLiterals: [Literal] { get }

  /// Whether a line that has one of the common literals may say anything; `range` is the line, or its part around the
  /// literal. Must be quick, and look for nothing longer than 64 bytes.
  func isPromising(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool

  /// Adds what the record says. A vocabulary sees every record, whichever literal led to it, and must return
  /// quickly from records that are none of its own.
  func read(_ record: Record, into sink: inout ObservationSink)
}

extension Vocabulary {
  /// None.
  public var commonLiterals: [Literal] { [] }

  /// True.
  public func isPromising(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool { true }
}

/// Takes observations of one record and fills in what they share: time, instance, source, words.
public struct ObservationSink: Sendable {
  /// What was found, in the order of finding.
  public private(set) var observations: [Observation] = []
  /// What the record is known to be, where it is noise; counted, and no observation.
  public private(set) var noise: String?
  /// The half of a ping that the record is; counted, and an observation only where the other half is missing.
  private(set) var ping: PingTracker.Mark?
  /// The side of an exchange over HTTP that the record is; the observation is made when the other is known.
  private(set) var exchange: HTTPPart?
  /// The time that a pattern read, and the level.
  private(set) var ownTime: WrittenTime?
  private(set) var level: String?
  private let time: WrittenTime?
  private let instance: Int?
  private let source: Source
  private let keepsText: Bool
  /// The text of the element that is read, where it stands at `source`.
  let element: ArraySlice<UInt8>
  /// What reads the log lines that stand inside a value.
  let vocabularies: Vocabularies

  /// A sink for one record.
  public init(record: Record) {
    self.init(source: record.source, time: record.time, instance: record.instance)
  }

  /// A sink for something that stands at `source` and was written at `time`.
  ///
  /// - Parameter keepsText: Whether the words of testimony are made at all: only a timeline shows them.
  init(
    source: Source, time: WrittenTime? = nil, instance: Int? = nil, keepsText: Bool = true,
    vocabularies: Vocabularies = .builtIn, element: ArraySlice<UInt8> = []
  ) {
    self.element = element
    self.source = source
    self.keepsText = keepsText
    self.vocabularies = vocabularies
    self.time = time
    self.instance = instance
  }

  /// Adds a claim of the record; `text` replaces the words of the log where a part says it better, `time` stands
  /// in for a record that has none of its own.
  public mutating func add(
    _ claim: Claim, callID: GUID? = nil, identifiers: [Identifier] = [], text: String? = nil,
    time: WrittenTime? = nil
  ) {
    observations.append(
      Observation(
        claim, callID: callID.flatMap { $0.isNil ? nil : $0 }, identifiers: identifiers,
        time: self.time ?? time, instance: instance, text: text ?? "", source: source))
  }

  /// Adds a claim that a pattern found.
  ///
  /// - Parameters:
  ///   - ownTime: The time that stands where the pattern says; it counts more than what the line's wrapper says.
  ///   - line: Lines of the record before the one that says it.
  mutating func add(
    _ claim: Claim, callID: GUID?, identifiers: [Identifier], text: String?, ownTime: WrittenTime?, line: Int,
    pattern: String?
  ) {
    if let ownTime { self.ownTime = ownTime }
    var source = source
    source.line = source.line.map { $0 + line }
    observations.append(
      Observation(
        claim, callID: callID, identifiers: identifiers, time: self.ownTime ?? time, instance: instance,
        text: text ?? "", source: source, pattern: pattern))
  }

  /// Says at what level the record was written, where its wrapper does not.
  mutating func noteLevel(_ level: String) {
    self.level = level
  }

  /// Adds a claim of a witness other than the log's client; its own time comes before the record's, which only says when
  /// it was written down.
  ///
  /// - Parameter line: Lines of the record before the one that says it.
  mutating func add(
    _ claim: Claim, by testimony: Testimony, callID: GUID? = nil, identifiers: [Identifier] = [],
    time: WrittenTime? = nil, text: @autoclosure () -> String, line: Int = 0
  ) {
    var source = source
    source.line = source.line.map { $0 + line }
    observations.append(
      Observation(
        claim, callID: callID.flatMap { $0.isNil ? nil : $0 }, identifiers: identifiers,
        time: time ?? self.time, text: keepsText ? text() : "", testimony: testimony, source: source))
  }

  /// Says that the record is one side of an exchange over HTTP.
  mutating func add(_ part: HTTPPart) {
    exchange = part
  }

  /// Says that the record is one half of a ping of the signalling connection.
  mutating func add(_ ping: PingTracker.Mark) {
    self.ping = ping
  }

  /// Whether nothing was found in the record.
  var isEmpty: Bool { observations.isEmpty && noise == nil && ping == nil && exchange == nil }

  /// Gives the first observation IDs that no vocabulary named.
  mutating func attach(_ identifiers: [Identifier]) {
    guard !observations.isEmpty else { return }
    observations[0].identifiers = identifiers
  }

  /// Says that the record is a known kind of noise.
  public mutating func addNoise(_ kind: String) {
    noise = kind
  }
}
