import Evidence

/// What a line's wrappers say: everything before the message, stripped outermost first and repeatedly, each
/// kind at most once.
struct LineHeader: Sendable {
  var shapes: LineShapes = []
  var clocks: [WrittenTime] = []
  var level: String?
  var namespace: String?
  var component: String?
  var tag: String?
  var instance: Int?
  var package: String?
  /// Where the message begins and ends in the line.
  var message: Range<Int>
  private var times = TimeMemo()

  /// Whether a line has a header, and so begins a record. The first wrapper that tells a shape is enough.
  static func begins(_ line: ByteCursor) -> Bool {
    !LineHeader(line, of: .loggerFirst, upToShape: true).shapes.isEmpty
  }

  /// Reads the header of one line without its line break.
  init(_ line: [UInt8]) {
    self.init(ByteCursor(line))
  }

  /// Reads the header of the line on which the cursor stands at the beginning.
  init(_ line: ByteCursor) {
    self.init(line, of: .all)
  }

  /// Reads the header of a line that may have these wrappers; no further than to the first that tells a shape, if
  /// that is enough.
  init(_ line: ByteCursor, of wrappers: WrapperTable, upToShape: Bool = false) {
    var cursor = line
    message = line.index..<line.end
    LineHeader.stripQuoting(&cursor)
    var untried = UInt64.max
    var progress = true
    while progress, let first = cursor.peek() {
      progress = false
      var candidates = untried & wrappers.thatBegin(with: first)
      while candidates != 0 {
        let index = candidates.trailingZeroBitCount
        candidates &= candidates - 1
        let before = cursor.index
        guard wrappers.all[index].strip(&cursor, &self) else { continue }
        // A wrapper that consumed nothing has only marked the line.
        progress = cursor.index > before && !(upToShape && !shapes.isEmpty)
        untried &= ~(1 << UInt64(index))
        break
      }
    }
    message = cursor.index..<max(cursor.index, min(message.upperBound, cursor.end))
    if clocks.count > 1 { clocks.sort { LineHeader.rank($0.clock) < LineHeader.rank($1.clock) } }
  }

  /// The time at the cursor, behind which it then stands. Many wrappers begin with one; it is read once.
  mutating func time(_ cursor: inout ByteCursor) -> RecognisedTime? {
    times.time(&cursor)
  }

  /// Takes a clock of the line down.
  mutating func note(_ time: RecognisedTime, in cursor: ByteCursor, clock: ClockKind) {
    clocks.append(time.written(in: cursor, clock: clock))
  }

  /// Backticks of a line pasted into Markdown.
  private static func stripQuoting(_ cursor: inout ByteCursor) {
    while cursor.peek() == UInt8(ascii: "`") { cursor.skip() }
  }

  private static func rank(_ clock: ClockKind) -> Int {
    switch clock {
    case .sdk: 0
    case .field: 1
    case .host: 2
    case .console: 3
    }
  }
}

/// What kinds of wrapper a line has; the kind of its artifact follows from the commonest.
struct LineShapes: OptionSet, Hashable, Sendable, Codable {
  let rawValue: Int

  /// A browser or an Electron shell wrote the line.
  static let browser = LineShapes(rawValue: 1 << 0)
  /// `azure:` of @azure/logger.
  static let azureLogger = LineShapes(rawValue: 1 << 1)
  /// `CallClientN…`, `[CallClient]`: the JavaScript Calling SDK.
  static let callClient = LineShapes(rawValue: 1 << 2)
  static let logcat = LineShapes(rawValue: 1 << 3)
  static let apple = LineShapes(rawValue: 1 << 4)
  /// An application's own time or level.
  static let application = LineShapes(rawValue: 1 << 5)
  /// A JSON object with a message.
  static let structured = LineShapes(rawValue: 1 << 6)
}

/// The time at the place where one was last looked for.
private struct TimeMemo: Sendable {
  private var place = -1
  private var end = -1
  private var time: RecognisedTime?

  mutating func time(_ cursor: inout ByteCursor) -> RecognisedTime? {
    if cursor.index == place, cursor.end == end {
      if let time { cursor.index = time.range.upperBound }
      return time
    }
    place = cursor.index
    end = cursor.end
    time = TimeParser.recognise(&cursor)
    return time
  }
}
