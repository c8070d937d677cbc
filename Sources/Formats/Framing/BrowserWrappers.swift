import Evidence

/// What browsers, Electron and React Native write before a console message.
///
/// Chrome's "Save as…" and copies of its console, DevTools timestamps, `chrome_debug.log`, Safari's export,
/// Electron's `console-message` event through an application's logger, React Native's console.
enum BrowserWrappers {
  static let all = [
    Wrapper(strip: consoleMessage), Wrapper(strip: chromium), Wrapper(strip: devToolsTime),
    Wrapper(strip: safari), Wrapper(strip: reactNative), Wrapper(strip: sourceLocation),
  ]

  /// `2024-01-16T06:26:52.691Z [info]: Event:console-message | Line: 2 | Source: … | Message: …`; its level
  /// is always info and says nothing.
  @Sendable private static func consoleMessage(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool
  {
    var probe = cursor
    guard let time = TimeParser.parse(&probe, clock: .host), probe.consume(" [") else { return false }
    _ = probe.take(while: isLetter)
    guard probe.consume("]: Event:console-message | Line: "), probe.digits(1, 9) != nil,
      probe.consume(" | Source: "), let message = firstIndex(of: " | Message: ", in: probe)
    else { return false }
    probe.index = message
    _ = probe.consume(" | Message: ")
    cursor = probe
    header.clocks.append(time)
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
    header.message = 0..<endOfChromiumMessage(probe)
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
    guard let time = TimeParser.parse(&probe, clock: .console), time.date == .missing,
      time.text.utf8.count == 12, probe.peek() == UInt8(ascii: " "),
      probe.peek(1).map({ !isSpace($0) }) ?? false
    else { return false }
    probe.skip()
    cursor = probe
    header.clocks.append(time)
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
    guard cursor.index == 0 else { return false }
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
      let name = probe.take { isWordByte($0) || "./@-$".utf8.contains($0) }
      let text = probe.text(name)
      let isScript = [".js", ".ts", ".jsx", ".tsx", ".mjs", ".cjs", ".vue"].contains { text.hasSuffix($0) }
      let isVirtual = text.hasPrefix("VM") && text.dropFirst(2).allSatisfy(\.isNumber) && text.count > 2
      named = isScript || isVirtual
      if named, probe.consume(UInt8(ascii: "?")) {
        _ = probe.take { isWordByte($0) || ".=&-".utf8.contains($0) }
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
}

/// The first position at or behind the cursor where `text` begins.
func firstIndex(of text: StaticString, in cursor: ByteCursor) -> Int? {
  let first = text.withUTF8Buffer { unsafe $0.first }
  var probe = cursor
  while let first, let candidate = probe.find(first) {
    probe.index = candidate
    if probe.startsWith(text) { return candidate }
    probe.skip()
  }
  return nil
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
