/// Writes the logs of a plan, and says what a reader must find in them.
///
///     let corpus = Corpus(plan)
///     for log in 0..<corpus.logCount { try corpus.write(log: log, to: descriptor) }
///     try corpus.writeTruth(to: otherDescriptor)
public struct Corpus {
  private let plan: CorpusPlan
  private var pools: [LogShape: LinePool] = [:]
  /// Of what was written.
  private var counts = LineCounts()
  private var bytes = 0

  /// Prepares the vocabulary.
  public init(_ plan: CorpusPlan) {
    self.plan = plan
    for shape in plan.shapes { pools[shape] = LinePool(shape, seed: plan.seed) }
  }

  /// Number of logs.
  public var logCount: Int { plan.logCount }

  /// A log's file name.
  public func name(of log: Int) -> String { plan.name(of: log) }

  /// Writes one log into an open file or pipe.
  public mutating func write(log: Int, to descriptor: Int32) throws(CorpusError) {
    let shape = plan.shapes[log % plan.shapes.count]
    let pool = pools[shape] ?? LinePool(shape, seed: plan.seed)
    let calls = shape == .etl ? CallNumbers(first: 0, step: 1, end: 0) : plan.calls(in: log)
    let size = plan.size / plan.logCount
    let slots = max(calls.count, 1)
    let slot = SlotLength(bytes: size / slots)
    // Pieces of a rotated log follow each other; participants of a call share its time, others do not.
    var hour = SeededGenerator(seed: plan.seed, stream: UInt64(plan.group(of: log)) &+ 0x7000_0000)
    let shift = plan.isRotated ? log * slots * slot.milliseconds : hour.next(below: 3_600_000)
    let begin = LogClock.begin + shift
    var writer = LogWriter(
      shape, pool: pool, random: SeededGenerator(seed: plan.seed, stream: UInt64(log) &+ 100),
      clock: LogClock(milliseconds: begin),
      output: OutputBuffer(descriptor: descriptor, name: plan.name(of: log)))
    var random = SeededGenerator(seed: plan.seed, stream: UInt64(log) &+ 0x5000_0000)
    for index in 0..<slots {
      if log == 0, index == slots / 2, plan.giantLine > 0 { writer.writeGiantLine(of: plan.giantLine) }
      let leg = calls.number(index).map { plan.call($0).legs[plan.position(of: log)] }
      writeSlot(
        leg, length: size / slots, begin: begin + index * slot.milliseconds, time: slot,
        to: &writer, random: &random)
    }
    try writer.finish()
    counts += writer.counts
    bytes += writer.output.total
  }

  /// Ordinary lines, and the leg's events where their time has come. Time passes with the bytes written.
  private func writeSlot(
    _ leg: PlannedLeg?, length: Int, begin: Int, time: SlotLength, to writer: inout LogWriter,
    random: inout SeededGenerator
  ) {
    let first = writer.output.total
    let end = first + max(1, length)
    var events = (leg?.events ?? [])[...]
    var id = leg?.ids.first ?? ""
    func tell(_ next: (place: Int, event: LegEvent), of leg: PlannedLeg, at moment: Int) {
      writer.clock.milliseconds = max(writer.clock.milliseconds, moment)
      writer.write(next.event, of: leg, at: id)
      if case .idChanged(let new) = next.event { id = new }
    }
    while writer.output.total < end {
      let passed = Int(Double(time.milliseconds) * Double(writer.output.total - first) / Double(end - first))
      let now = begin + min(passed, time.milliseconds - 1)
      if let leg {
        while let next = events.first, begin + time.milliseconds * next.place / 1000 + leg.delay <= now {
          tell(next, of: leg, at: begin + time.milliseconds * next.place / 1000 + leg.delay)
          events.removeFirst()
        }
      }
      writer.clock.milliseconds = max(writer.clock.milliseconds, now)
      if plan.nearMisses > 0, random.happens(oneIn: plan.nearMisses) {
        writer.writeNearMiss()
      } else {
        writer.writeOrdinaryLine()
      }
    }
    if let leg {
      for next in events {
        tell(next, of: leg, at: begin + time.milliseconds * next.place / 1000 + leg.delay)
      }
    }
  }

  /// Writes what a reader must find, as one JSON object: what was planted, never what a tool said.
  public func writeTruth(to descriptor: Int32) throws(CorpusError) {
    var output = OutputBuffer(descriptor: descriptor, name: "truth.json")
    output.append(
      """
      {"seed":\(plan.seed),"bytes":\(bytes),"lines":\(counts.lines),"linesAboutCalls":\(counts.aboutCalls),\
      "nearMisses":\(counts.nearMisses),"artifacts":\(plan.logCount),"calls":\(plan.toldCalls)}

      """)
    try output.flush()
  }

  /// Writes a line of JSON for each call: its IDs, end codes, flags and number of participants.
  public func writeCalls(to descriptor: Int32) throws(CorpusError) {
    var output = OutputBuffer(descriptor: descriptor, name: "calls.jsonl")
    for number in 0..<plan.toldCalls {
      let call = plan.call(number)
      let ends = call.legs.map { "[\($0.end.code),\($0.end.subCode)]" }.joined(separator: ",")
      output.append("{\"callId\":\"\(call.callID)\",\"ids\":[\(Corpus.list(call.ids))],\"ends\":[\(ends)],")
      output.append("\"flags\":[\(Corpus.list(call.flags))],\"participants\":\(call.legs.count)}\n")
    }
    try output.flush()
  }

  private static func list(_ texts: [String]) -> String {
    texts.map { "\"\($0)\"" }.joined(separator: ",")
  }
}

/// The part of a log that one call has to itself.
private struct SlotLength {
  let milliseconds: Int

  /// Half a minute for the call itself, and 20 ms for each line.
  init(bytes: Int) {
    milliseconds = 30_000 + bytes / CorpusPlan.lineLength * 20
  }
}

extension LogClock {
  /// 2024-01-17T06:00:00Z
  fileprivate static let begin = 1_705_471_200_000
}

extension CorpusPlan {
  /// Calls that are told of, which is all of them: numbers from 0.
  var toldCalls: Int { shapes == [.etl] ? 0 : callCount }

  /// Which of its calls' participants a log is.
  func position(of log: Int) -> Int { isRotated ? 0 : log % participantsPerCall }

  /// Which logs a log shares its calls with.
  func group(of log: Int) -> Int { isRotated ? log : log / participantsPerCall }

  /// The numbers of the calls that a log tells of.
  func calls(in log: Int) -> CallNumbers {
    let parts = isRotated ? files : groups
    return CallNumbers(first: group(of: log), step: parts, end: callCount)
  }
}

/// Every `step`th number from `first` to below `end`.
struct CallNumbers {
  let first: Int
  let step: Int
  let end: Int

  var count: Int { first < end ? (end - first - 1) / step + 1 : 0 }

  /// The number at an index, nil beyond the last.
  func number(_ index: Int) -> Int? { index < count ? first + index * step : nil }
}
