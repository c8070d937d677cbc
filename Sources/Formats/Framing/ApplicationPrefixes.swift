import Evidence

/// What applications' own loggers write before a message: a time, bracketed or not, and a level.
enum ApplicationPrefixes {
  static let all = [
    Wrapper(first: .time, "[(<\"t", strip: time),
    Wrapper(first: .letter, "[<", strip: level),
  ]

  @Sendable private static func time(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    guard !header.clocks.contains(where: { $0.clock == .host }) else { return false }
    var probe = cursor
    let isLogfmt = probe.consume("time=") || probe.consume("ts=")
    let opening = probe.peek().map { isOne($0, of: "[(<\"") } ?? false
    if opening { probe.skip() }
    guard let time = header.time(&probe) ?? TimeParser.decimalEpoch(&probe) else { return false }
    if opening {
      guard let close = probe.peek(), isOne(close, of: "])>\"") else { return false }
      probe.skip()
    }
    skipSeparators(&probe)
    if isLogfmt { logfmtLevel(&probe, &header) }
    header.note(time, in: cursor, clock: .host)
    cursor = probe
    header.shapes.insert(.application)
    return true
  }

  /// `level=info `
  private static func logfmtLevel(_ cursor: inout ByteCursor, _ header: inout LineHeader) {
    var probe = cursor
    guard probe.consume("level="), let level = words[probe.word(probe.take(while: isLetter))],
      probe.peek().map(isSpace) ?? true
    else { return }
    skipSeparators(&probe)
    cursor = probe
    header.level = header.level ?? level
  }

  /// `[info]: `, `INFO `, `<warn> `, `ERROR - `: only behind a time, or in brackets.
  @Sendable private static func level(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    let opening = probe.consume(UInt8(ascii: "[")) || probe.consume(UInt8(ascii: "<"))
    guard opening || header.shapes.contains(.application) else { return false }
    guard let level = words[probe.word(probe.take(while: isLetter))] else { return false }
    if opening {
      probe.skipSpaces()
      guard let close = probe.peek(), isOne(close, of: "]>") else { return false }
      probe.skip()
    } else {
      guard let next = probe.peek(), isSpace(next) || isOne(next, of: ":-|") else { return false }
    }
    skipSeparators(&probe)
    cursor = probe
    if header.level == nil { header.level = level }
    header.shapes.insert(.application)
    return true
  }

  /// The level that a word of a logger means.
  static func level(named word: String) -> String? {
    words[Word(folding: word)]
  }

  private static func skipSeparators(_ probe: inout ByteCursor) {
    _ = probe.take { isSpace($0) || isOne($0, of: ":|") }
    if probe.peek() == UInt8(ascii: "-"), probe.peek(1) == UInt8(ascii: " ") { probe.skip(2) }
  }

  private static let words: WordTable<String> = [
    "trace": "verbose", "trce": "verbose", "verbose": "verbose", "debug": "verbose", "dbug": "verbose",
    "dbg": "verbose", "info": "info", "inf": "info", "information": "info", "log": "info", "notice": "info",
    "warn": "warning", "wrn": "warning", "warning": "warning", "error": "error", "err": "error",
    "fail": "error", "fatal": "error", "ftl": "error", "critical": "error", "crit": "error",
  ]
}
