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

  /// Whether a line with this header begins a record.
  var startsRecord: Bool { !shapes.isEmpty }

  /// Reads the header of one line without its line break.
  init(_ line: [UInt8]) {
    var cursor = ByteCursor(line)
    message = 0..<line.count
    LineHeader.stripQuoting(&cursor)
    var remaining = Wrapper.all
    var progress = true
    while progress {
      progress = false
      for (index, wrapper) in remaining.enumerated() {
        let before = cursor.index
        guard wrapper.strip(&cursor, &self) else { continue }
        // A wrapper that consumed nothing has only marked the line.
        progress = cursor.index > before
        remaining.remove(at: index)
        break
      }
    }
    message = cursor.index..<max(cursor.index, min(message.upperBound, cursor.end))
    clocks.sort { LineHeader.rank($0.clock) < LineHeader.rank($1.clock) }
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
struct LineShapes: OptionSet, Hashable, Sendable {
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

/// One kind of wrapper: a prefix that some host writes before a message.
struct Wrapper: Sendable {
  /// Strips the prefix at the cursor, notes in the header what it said, and answers whether it was there.
  let strip: @Sendable (_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool

  /// In the order in which they are tried at each position.
  static let all: [Wrapper] =
    BrowserWrappers.all + LogcatWrappers.all + AppleWrappers.all + SDKPrefixes.all + ApplicationPrefixes.all
}
