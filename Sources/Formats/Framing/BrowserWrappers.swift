import Evidence

/// What browsers, Electron and React Native write before a console message.
///
/// Chrome's "Save as…" and copies of its console, DevTools timestamps, `chrome_debug.log`, Safari's export,
/// Electron's `console-message` event through an application's logger, React Native's console.
enum BrowserWrappers {
  static let all = [
    Wrapper(first: .time, strip: consoleMessage), Wrapper(first: "[", strip: chromium),
    Wrapper(first: .digit, strip: devToolsTime), Wrapper(first: "[", strip: safari),
    Wrapper(first: " ", strip: reactNative),
    Wrapper(first: .letter, .digit, "(_./@-$", strip: sourceLocation),
  ]

  /// `2024-01-16T06:26:52.691Z [info]: Event:console-message | Line: 2 | Source: … | Message: …`; its level
  /// is always info and says nothing.
  @Sendable private static func consoleMessage(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool
  {
    var probe = cursor
    guard let time = header.time(&probe), probe.consume(" [") else { return false }
    _ = probe.take(while: isLetter)
    guard probe.consume("]: Event:console-message | Line: "), probe.digits(1, 9) != nil,
      probe.consume(" | Source: "), let message = firstIndex(of: " | Message: ", in: probe)
    else { return false }
    probe.index = message
    _ = probe.consume(" | Message: ")
    header.note(time, in: cursor, clock: .host)
    cursor = probe
    header.shapes.insert(.browser)
    return true
  }

  /// `[0731/105707.911:INFO:CONSOLE(114)] "…", source: URL (114)`, with process and thread before it or not;
  /// in logcat without a time. The text inside the quotes is not escaped.
  @Sendable private static func chromium(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard probe.consume(UInt8(ascii: "[")), let close = probe.find(UInt8(ascii: "]")),
      close - probe.index < 90,
      let marker = firstIndex(of: ":CONSOLE", in: probe) ?? firstIndex(of: "INFO:CONSOLE", in: probe),
      marker < close
    else { return false }
    let time = chromiumTime(probe, before: marker)
    probe.index = close + 1
    guard probe.consume(" \"") else { return false }
    if let time { header.clocks.append(time) }
    header.shapes.insert(.browser)
    header.message = header.message.lowerBound..<endOfChromiumMessage(probe)
    cursor = ByteCursor(probe.bytes, from: probe.index, to: header.message.upperBound)
    return true
  }

  private static func chromiumTime(_ probe: ByteCursor, before marker: Int) -> WrittenTime? {
    var attempt = probe
    while attempt.index < marker {
      var time = attempt
      if let found = TimeParser.chromium(&time), time.peek() == UInt8(ascii: ":") { return found }
      guard attempt.digits(1, 10) != nil, attempt.consume(UInt8(ascii: ":")) else { return nil }
    }
    return nil
  }

  private static func endOfChromiumMessage(_ probe: ByteCursor) -> Int {
    let suffix = lastIndex(of: "\", source: ", in: probe)
    if let suffix { return suffix }
    return probe.bytes[probe.index..<probe.end].last == UInt8(ascii: "\"") ? probe.end - 1 : probe.end
  }

  /// `12:32:42.351 index.js:8 …`: the browser's local time, without a date.
  @Sendable private static func devToolsTime(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard let time = header.time(&probe), time.date == .missing, time.range.count == 12,
      probe.peek() == UInt8(ascii: " "),
      probe.peek(1).map({ !isSpace($0) }) ?? false
    else { return false }
    probe.skip()
    header.note(time, in: cursor, clock: .console)
    cursor = probe
    header.shapes.insert(.application)
    return true
  }

  @Sendable private static func safari(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    for (mark, level) in safariLevels where cursor.consume(mark) {
      header.level = level
      header.shapes.insert(.browser)
      return true
    }
    return false
  }

  private static let safariLevels: [(StaticString, String)] = [
    ("[Log] ", "info"), ("[Info] ", "info"), ("[Debug] ", "verbose"), ("[Warning] ", "warning"),
    ("[Error] ", "error"),
  ]

  /// React Native's console stands at the start of a line, behind one space.
  @Sendable private static func reactNative(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    guard cursor.index == header.message.lowerBound else { return false }
    for (mark, level) in reactNativeLevels where cursor.consume(mark) {
      header.level = level
      header.shapes.insert(.browser)
      return true
    }
    return false
  }

  private static let reactNativeLevels: [(StaticString, String)] = [
    (" LOG  ", "info"), (" INFO  ", "info"), (" DEBUG  ", "verbose"), (" WARN  ", "warning"),
    (" ERROR  ", "error"),
  ]

  /// `index.js:8 `, `sdk.bundle.js?31a7:247 `, `VM2487:1 `, `(index):25 `
  @Sendable private static func sourceLocation(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool
  {
    var probe = cursor
    let named: Bool
    if probe.consume("(index)") {
      named = true
    } else {
      let name = probe.take { isWordByte($0) || isOne($0, of: "./@-$") }
      guard probe.peek() == UInt8(ascii: ":") || probe.peek() == UInt8(ascii: "?") else { return false }
      named = isScript(name, in: probe) || isVirtual(name, in: probe)
      if named, probe.consume(UInt8(ascii: "?")) {
        _ = probe.take { isWordByte($0) || isOne($0, of: ".=&-") }
      }
    }
    guard named, probe.consume(UInt8(ascii: ":")), probe.digits(1, 9) != nil else { return false }
    if probe.consume(UInt8(ascii: ":")) { _ = probe.digits(1, 9) }
    guard probe.consume(UInt8(ascii: " ")) || probe.consume(UInt8(ascii: "\t")) || probe.isAtEnd else {
      return false
    }
    probe.skipSpaces()
    cursor = probe
    header.shapes.insert(.browser)
    return true
  }

  private static func isScript(_ name: Range<Int>, in cursor: ByteCursor) -> Bool {
    guard let last = name.last, isOne(cursor.bytes[last], of: "sxe") else { return false }
    return scripts.contains { cursor.ends(name, with: $0) }
  }

  private static let scripts: [StaticString] = [".js", ".ts", ".jsx", ".tsx", ".mjs", ".cjs", ".vue"]

  /// `VM2487`, code without a file.
  private static func isVirtual(_ name: Range<Int>, in cursor: ByteCursor) -> Bool {
    var probe = ByteCursor(cursor.bytes, from: name.lowerBound, to: name.upperBound)
    guard probe.consume("VM") else { return false }
    return !probe.take(while: isDigit).isEmpty && probe.isAtEnd
  }
}

private func lastIndex(of text: StaticString, in cursor: ByteCursor) -> Int? {
  var probe = cursor
  var found: Int?
  while let next = firstIndex(of: text, in: probe) {
    found = next
    probe.index = next + 1
  }
  return found
}
