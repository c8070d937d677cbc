/// What the looked-at lines of an artifact say about its clocks: the order of its dates, the zones, the span.
///
/// Bounded in size whatever the length of the log, and hardly any size while nothing was noted. Evidence of the pieces of one
/// log may be merged.
public struct ClockEvidence: Hashable, Sendable {
  /// Two neighbouring lines with much time between them.
  public struct Gap: Hashable, Sendable, Codable {
    public var before: WrittenTime
    public var after: WrittenTime
    /// The line after the gap.
    public var source: Source
    /// Seconds between the two, by the writer's clock.
    public var seconds: Int
  }

  @Indirect private var tally: ClockTally

  /// No evidence.
  public init() {}

  /// Takes all clocks of one line into account. Lines must come in the order of the log.
  public mutating func note(_ clocks: [WrittenTime], source: Source) {
    tally.note(clocks, source: source)
  }

  /// Takes a time into account that stands in no order with others, as those of listed files do.
  public mutating func note(unordered time: WrittenTime) {
    tally.note(unordered: time)
  }

  /// Adds what another piece of the same log says about order and zone.
  public mutating func merge(_ other: ClockEvidence) {
    if !other._tally.isEmpty { tally.merge(other.tally) }
  }

  /// Makes the sources of the gaps name another artifact.
  public mutating func renumber(to artifact: Int) {
    if !gaps.isEmpty { tally.renumber(to: artifact) }
  }

  /// The order that the evidence decides; nil where it does not.
  public var dateOrder: DateOrder? { tally.dateOrder }

  /// Seconds east of UTC of a clock that writes no zone, where a second clock tells; the commonest difference.
  public func derivedOffset(of clock: ClockKind) -> Int? {
    tally.derivedOffset(of: clock)
  }

  /// The longest silences between neighbouring lines, at most eight.
  public var gaps: [Gap] { tally.gaps }

  /// Whether a date was met that only the order of its fields can decide.
  var hasAmbiguousDates: Bool { tally.hasAmbiguousDates }

  /// The first time with a full date, in log order.
  var firstDated: WrittenTime? { tally.firstDated }

  /// Candidates for the ends of the span.
  var extremes: PerClock<ClockExtremes> { tally.extremes }
}

extension ClockEvidence: Codable {
  public init(from decoder: any Decoder) throws {
    tally = try ClockTally(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    try tally.encode(to: encoder)
  }
}
