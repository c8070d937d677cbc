/// What a corpus shall be: everything about it follows from these values.
public struct CorpusPlan: Sendable {
  /// Shapes of the files, which take turns.
  public var shapes: [LogShape]
  /// Bytes of all logs together, before compression; kept to within a line or two a call.
  public var size: Int
  /// Number of logs.
  public var files = 1
  /// Number of calls; nil for as many as `noise` leaves room for.
  public var calls: Int?
  /// Lines for each line about a call.
  public var noise = 2000
  /// Lines for each line that only looks as if it were about a call; 0 for none.
  public var nearMisses = 2000
  /// Participants of each call, each with a log of its own; at most `files`.
  public var participants = 1
  /// Whether clients start with IDs of their own and take over the call's.
  public var changesIDs = true
  /// Whether the logs are pieces of one log, as rotation cuts it.
  public var isRotated = false
  /// Bytes of one line in the middle of the first log, on top of `size`; 0 for none.
  public var giantLine = 0
  /// Decides all else.
  public var seed: UInt64 = 1

  /// A plan with defaults for what is not named.
  public init(shapes: [LogShape], size: Int) {
    self.shapes = shapes
    self.size = size
  }

  /// Bytes of a usual line.
  static let lineLength = 188
  /// Bytes of an event with all its markup.
  private static let tracerptLength = 1150
  /// Lines about a call that a leg's events make, about.
  static let linesPerLeg = 10

  /// Logs that tell of the same calls, one a participant.
  var participantsPerCall: Int { isRotated ? 1 : max(1, min(participants, files)) }

  /// Groups of logs that share calls.
  var groups: Int { isRotated ? 1 : max(1, files / participantsPerCall) }

  /// How many calls there will be.
  public var callCount: Int {
    if let calls { return calls }
    let lines = size / (shapes == [.tracerpt] ? CorpusPlan.tracerptLength : CorpusPlan.lineLength)
    return max(1, lines / max(1, noise) / CorpusPlan.linesPerLeg / participantsPerCall)
  }

  /// The logs that the plan asks for; what does not divide evenly is left out.
  var logCount: Int { isRotated ? files : groups * participantsPerCall }

  /// A log's name below the input folder; its number is that of the position in the plan.
  func name(of log: Int) -> String {
    let shape = shapes[log % shapes.count]
    if isRotated { return log + 1 == files ? "console.log" : "console.log.\(files - 1 - log)" }
    let digits = String(log)
    return "log-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "."
      + shape.fileExtension
  }

  func call(_ number: Int) -> PlannedCall {
    PlannedCall(
      seed: seed, number: number, participants: participantsPerCall,
      changesIDs: changesIDs && !shapes.contains(where: \.isExport))
  }
}
