import ArgumentParser
import Intake

/// Where reading stops, so that hostile input costs bounded memory and work.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Archives and compressions inside one another.", valueName: "n"))
  var maxDepth = IntakeLimits().depth

  @Option(help: ArgumentHelp("Members of archives, for each file named or found.", valueName: "n"))
  var maxMembers = IntakeLimits().members

  @Option(
    help: ArgumentHelp(
      "Bytes read of each file, and bytes it may unpack to, with K, M, G or T.", valueName: "size"))
  var maxBytes = SizeOption(bytes: IntakeLimits().expandedBytes)

  @Option(
    help: ArgumentHelp(
      "Lines of each file named or found, its members together; by default any number.", valueName: "n"))
  var maxRecords: Int?

  @Option(
    help: ArgumentHelp("Bytes unpacked for each byte read, counted after the first 64M.", valueName: "n"))
  var maxRatio = IntakeLimits().expansionRatio

  @Option(
    help: ArgumentHelp(
      "Bytes held in memory of what has to be read out of order, such as a 7z in a zip.", valueName: "size"))
  var maxSeekable = SizeOption(bytes: IntakeLimits().heldBytes)

  @Option(
    help: ArgumentHelp(
      "Seconds of reading; what is read by then depends on the machine.", valueName: "seconds"))
  var timeLimit: Int?

  func validate() throws {
    let counts = [
      ("--max-depth", maxDepth), ("--max-members", maxMembers), ("--max-ratio", maxRatio),
      ("--max-records", maxRecords ?? 1), ("--time-limit", timeLimit ?? 1),
    ]
    if let (name, _) = counts.first(where: { $0.1 < 1 }) {
      throw ValidationError("\(name) takes a number from 1.")
    }
  }

  /// How inputs are opened: until Ctrl-C is pressed or the time is over.
  func intake(passwords: [String], excluding outputs: [String?]) -> IntakeOptions {
    Signals.endReadingOnInterrupt()
    var options = IntakeOptions(
      passwords: passwords, limits: limits, excluding: Set(outputs.compactMap(\.self)))
    options.interruption = Interruption(after: timeLimit, or: Signals.interruption)
    return options
  }

  /// The limits of each input.
  private var limits: IntakeLimits {
    var limits = IntakeLimits()
    limits.depth = maxDepth
    limits.members = maxMembers
    limits.expandedBytes = maxBytes.bytes
    limits.lines = maxRecords
    limits.expansionRatio = maxRatio
    limits.heldBytes = maxSeekable.bytes
    return limits
  }
}

/// A number of bytes: `64M`; K, M, G and T are powers of 1024.
struct SizeOption: ExpressibleByArgument, CustomStringConvertible {
  let bytes: Int

  init(bytes: Int) {
    self.bytes = bytes
  }

  init?(argument: String) {
    let units = ["K": 10, "M": 20, "G": 30, "T": 40]
    let shift = argument.last.flatMap { units[$0.uppercased()] }
    guard let count = Int(shift == nil ? argument : String(argument.dropLast())), count > 0 else {
      return nil
    }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << (shift ?? 0))
    guard !overflow else { return nil }
    self.bytes = bytes
  }

  var description: String {
    for (unit, shift) in [("T", 40), ("G", 30), ("M", 20), ("K", 10)] where bytes & (1 << shift - 1) == 0 {
      return "\(bytes >> shift)\(unit)"
    }
    return "\(bytes)"
  }

  var defaultValueDescription: String { description }
}
