/// Writes one log, line by line, in one shape.
struct LogWriter: ~Copyable {
  var output: OutputBuffer
  var clock: LogClock
  /// Lines written, and of them those about a call and those that only look so.
  private(set) var counts = LineCounts()
  private let shape: LogShape
  private var pool: LinePool
  private var random: SeededGenerator
  /// Where the line's text begins that becomes an event of a trace.
  private var piece = 0
  private var trace = TraceBuffers()

  init(
    _ shape: LogShape, pool: LinePool, random: SeededGenerator, clock: LogClock,
    output: consuming OutputBuffer
  ) {
    self.shape = shape
    self.pool = pool
    self.random = random
    self.clock = clock
    self.output = output
    switch shape {
    case .eventXML, .tracerpt: self.output.append("<Events>\r\n")
    case .csv: self.output.append(LogWriter.columns)
    case .etl: self.output.append(trace.header().span)
    default: break
    }
  }

  /// A single line of `count` bytes, as a dump of some state without line ends makes it.
  mutating func writeGiantLine(of count: Int) {
    begin(level: 1, isSDK: false)
    let end = output.total + count
    while output.total < end {
      pool.write(pool.pickLine(&random), to: &output, random: &random)
      output.append(UInt8(ascii: " "))
    }
    self.end()
  }

  /// Ends the log.
  mutating func finish() throws(CorpusError) {
    if shape == .eventXML || shape == .tracerpt { output.append("</Events>\r\n") }
    if let last = trace.end() { output.append(last.span) }
    try output.flush()
  }

  mutating func writeOrdinaryLine() {
    writeLine(pool.pickLine(&random))
  }

  mutating func writeNearMiss() {
    counts.nearMisses += 1
    writeLine(pool.pickNearMiss(&random))
  }

  private mutating func writeLine(_ line: LinePool.Line) {
    begin(level: line.level, isSDK: line.isSDK)
    if shape == .jsonLines { output.append("\"msg\":\"") }
    if line.isSDK, shape == .jsonLines {
      output.append("azure:ACS-calling:info ")
      clock.writeISO(to: &output)
      output.append(UInt8(ascii: " "))
    }
    pool.write(line, to: &output, random: &random)
    if shape == .jsonLines { output.append(UInt8(ascii: "\"")) }
    end()
  }

  mutating func write(_ event: LegEvent, of leg: PlannedLeg, at id: String) {
    if shape.isExport {
      // A service writes one row for a participant, when all is over.
      guard case .ended = event else { return }
      counts.aboutCalls += 1
      return writeRow(of: leg)
    }
    counts.aboutCalls += 1
    let (text, isSDK) = LegWords.message(event, of: leg, at: id, in: shape)
    begin(level: 1, isSDK: isSDK)
    output.append(text)
    end()
  }

  /// A participant's row of a call summary.
  private mutating func writeRow(of leg: PlannedLeg) {
    begin(level: 1, isSDK: false)
    var start = clock
    start.milliseconds -= LogWriter.seconds * 1000
    let id = leg.ids[leg.ids.count - 1]
    let user = leg.user.dropFirst(2)
    if shape == .csv {
      output.append("CallSummary,CallSummary,\(id),\"")
      start.writePortal(to: &output)
      output.append(
        "\",\(LogWriter.seconds),Group,\(leg.participantID),\(user),\(leg.end.code),\(leg.end.subCode),Windows,"
      )
    } else {
      output.append(
        #""operationName":"CallSummary","operationVersion":"1.0","category":"CallSummary","correlationId":""#)
      output.append(id)
      output.append(#"","properties":{"callStartTime":""#)
      start.writeISO(to: &output)
      output.append(
        #"","callDuration":\#(LogWriter.seconds),"callType":"Group","participantId":"\#(leg.participantID)","#
      )
      output.append(#""identifier":"\#(user)","participantEndReason":"\#(leg.end.code)","#)
      output.append(#""participantEndSubCode":"\#(leg.end.subCode)","endpointType":"VoIP"}"#)
    }
    end()
  }

  // MARK: Frames

  private mutating func begin(level: Int, isSDK: Bool) {
    counts.lines += 1
    switch shape {
    case .web(let generation, let wrapper):
      beginWrapper(wrapper, isSDK: isSDK)
      beginWeb(generation, wrapper, level: level, isSDK: isSDK)
    case .application(.bracketed):
      clock.writeISO(to: &output)
      output.append(LogWriter.bracketedLevels[level])
    case .application(.serilog):
      clock.writeLocalWithZone(to: &output)
      output.append(LogWriter.serilogLevels[level])
    case .application(.keyValue):
      clock.writeISO(to: &output)
      output.append(UInt8(ascii: " "))
    case .logcat:
      clock.writeMonthAndDay(to: &output)
      output.append("  4112  4")
      output.append(110 + random.next(below: 800), width: 3)
      output.append(LogWriter.logcatTags[random.next(below: LogWriter.logcatTags.count)])
    case .jsonLines:
      output.append("{\"level\":")
      output.append((level + 2) * 10, width: 2)
      output.append(",\"time\":\"")
      clock.writeISO(to: &output)
      output.append("\",\"pid\":17,\"hostname\":\"web-3\",")
    case .azureMonitor:
      output.append("{\"time\":\"")
      clock.writeISO(to: &output)
      output.append("\",")
    case .etl: piece = output.beginPiece()
    case .csv:
      output.append(UInt8(ascii: "\""))
      clock.writePortal(to: &output)
      output.append("\",")
    case .eventXML:
      output.append(
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Contoso-Desk'/><EventID>"
      )
      output.append(1000 + random.next(below: 40), width: 4)
      output.append("</EventID><Level>4</Level><TimeCreated SystemTime='")
      clock.writeISO(to: &output)
      output.append(
        "'/><Execution ProcessID='4112' ThreadID='880'/></System><EventData><Data Name='Message'>")
    case .tracerpt:
      output.append(TracerptFrame.beginning)
      output.append(1000 + random.next(below: 40), width: 4)
      output.append(TracerptFrame.behindID)
      clock.writeISO(to: &output)
      output.append(TracerptFrame.behindTime)
      output.append(random.next(below: 1_000_000), width: 9)
      output.append(TracerptFrame.behindNumber)
    }
  }

  private mutating func beginWrapper(_ wrapper: WebWrapper, isSDK: Bool) {
    switch wrapper {
    case .none: break
    case .chrome: output.append(isSDK ? "index.js:8 " : "calls.ts:88 ")
    case .devtools:
      clock.writeDevTools(to: &output)
      output.append(isSDK ? " index.js:8 " : " calls.ts:88 ")
    case .safari: output.append(isSDK ? "[Info] " : "[Log] ")
    case .electron:
      clock.writeISO(to: &output)
      output.append(
        " [info]: Event:console-message | Line: 2 | Source: file:///opt/desk/index.js | Message: ")
    case .chromium:
      output.append("[4112:")
      clock.writeChromium(to: &output)
      output.append(":INFO:CONSOLE(8)] \"")
    case .reactNative: output.append(" LOG  ")
    }
  }

  private mutating func beginWeb(_ generation: WebGeneration, _ wrapper: WebWrapper, level: Int, isSDK: Bool)
  {
    guard isSDK else {
      // Where nothing around it tells the time, an application writes it itself.
      if ![.devtools, .electron, .chromium].contains(wrapper) {
        clock.writeISO(to: &output)
        output.append(UInt8(ascii: " "))
      }
      return
    }
    switch generation {
    case .g0: break
    case .g1, .g2: output.append(LogWriter.oldPrefixes[level])
    case .g3: output.append(LogWriter.prefixes[level])
    }
    generation == .g3 ? clock.writeISO(to: &output) : clock.writeLocale(to: &output)
    output.append(UInt8(ascii: " "))
  }

  private mutating func end() {
    switch shape {
    case .web(_, .chromium): output.append("\", source: https://desk.example.com/index.js (8)\n")
    case .jsonLines, .azureMonitor: output.append("}\n")
    case .eventXML: output.append("</Data></EventData></Event>\r\n")
    case .tracerpt: output.append(TracerptFrame.end)
    case .etl:
      let text = output.takeBack(from: piece)
      if let full = trace.add(text, milliseconds: clock.milliseconds) { output.append(full.span) }
    default: output.append(UInt8(ascii: "\n"))
    }
  }

  /// Duration of every call in an export.
  private static let seconds = 20
  private static let columns: StaticString = """
    TimeGenerated [UTC],OperationName,Category,CorrelationId,CallStartTime [UTC],CallDuration,CallType,ParticipantId,\
    Identifier,ParticipantEndReason,ParticipantEndSubCode,OsVersion,DurationMs

    """

  private static let prefixes: [StaticString] = [
    "azure:ACS-calling:verbose ", "azure:ACS-calling:info ", "azure:ACS-calling:warning ",
    "azure:ACS-calling:error ",
  ]
  private static let oldPrefixes: [StaticString] = [
    "azure:ACS:verbose ", "azure:ACS:info ", "azure:ACS:warning ", "azure:ACS:error ",
  ]
  private static let bracketedLevels: [StaticString] = [
    " [debug] desk: ", " [info] desk: ", " [warn] desk: ", " [error] desk: ",
  ]
  private static let serilogLevels: [StaticString] = [" [DBG] ", " [INF] ", " [WRN] ", " [ERR] "]
  private static let logcatTags: [StaticString] = [
    " I desk    : ", " D ViewRoot: ", " W AudioMgr: ", " I chromium: ", " D desk.net: ", " V desk.ui : ",
  ]
}

/// What a log holds, in lines.
struct LineCounts {
  var lines = 0
  var aboutCalls = 0
  var nearMisses = 0

  static func += (total: inout LineCounts, part: LineCounts) {
    total.lines += part.lines
    total.aboutCalls += part.aboutCalls
    total.nearMisses += part.nearMisses
  }
}
