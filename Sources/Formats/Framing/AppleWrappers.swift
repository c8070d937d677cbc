import Evidence

/// The native SDK's own lines on an Apple system's standard output, Xcode's console, and `log show` in both
/// of its styles.
enum AppleWrappers {
  static let all = [
    Wrapper(first: .time, strip: timed), Wrapper(first: "TFS", strip: tableHeader),
  ]

  @Sendable private static func timed(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard let time = header.time(&probe), time.date != .missing,
      probe.peek() == UInt8(ascii: " ")
    else { return false }
    probe.skipSpaces()
    let isSDK = nativeSDK(&probe, &header)
    if !isSDK, !logShow(&probe, &header), !process(&probe, &header) {
      return false
    }
    header.note(time, in: cursor, clock: isSDK ? .sdk : .host)
    cursor = probe
    header.shapes.insert(.apple)
    return true
  }

  /// `[#1a2b3c4d-S] T#31027 S.12 [DEBUG4] [AriaSDK.Storage] message`, printed by SDK 2.7 and 2.8.
  private static func nativeSDK(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard probe.consume("[#"), let close = probe.find(UInt8(ascii: "]")), close - probe.index <= 16 else {
      return false
    }
    probe.index = close + 1
    guard probe.consume(" T#"), probe.digits(1, 12) != nil else { return false }
    probe.skipSpaces()
    if probe.consume("S.") {
      _ = probe.digits(1, 9)
      probe.skipSpaces()
    }
    if probe.consume(UInt8(ascii: "[")) {
      header.level = level(probe.text(probe.take(while: isLetter)))
      if let end = probe.find(UInt8(ascii: "]")) { probe.index = end + 1 }
      probe.skipSpaces()
    }
    if probe.consume(UInt8(ascii: "[")) {
      let end = probe.find(UInt8(ascii: "]")) ?? probe.end
      header.component = probe.text(probe.index..<end)
      probe.index = min(end + 1, probe.end)
      probe.skipSpaces()
    }
    cursor = probe
    return true
  }

  /// `0x3058     Info        0x0                  599    0    process: (Library) [subsystem:category] message`
  private static func logShow(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard probe.consume("0x") else { return false }
    _ = probe.take { hexadecimalDigit($0) != nil }
    probe.skipSpaces()
    header.level = level(probe.text(probe.take(while: isLetter)))
    probe.skipSpaces()
    guard probe.consume("0x") else { return false }
    _ = probe.take { hexadecimalDigit($0) != nil }
    probe.skipSpaces()
    guard let process = probe.digits(1, 9) else { return false }
    probe.skipSpaces()
    guard probe.digits(1, 9) != nil else { return false }
    probe.skipSpaces()
    guard let colon = probe.find(UInt8(ascii: ":")), colon - probe.index <= 80 else { return false }
    header.instance = process
    probe.index = colon + 1
    probe.skipSpaces()
    if probe.consume(UInt8(ascii: "(")), let end = probe.find(UInt8(ascii: ")")) {
      probe.index = end + 1
      probe.skipSpaces()
    }
    subsystem(&probe, &header)
    cursor = probe
    return true
  }

  /// `App[1234:56789] [Calling] message` (Xcode) and `localhost app[123]: message` (syslog style).
  private static func process(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    for _ in 0..<2 {
      let name = probe.take { isWordByte($0) || isOne($0, of: ".-") || $0 >= 0x80 }
      guard !name.isEmpty else { return false }
      if probe.consume(UInt8(ascii: "[")) {
        guard let number = probe.digits(1, 9) else { return false }
        if probe.consume(UInt8(ascii: ":")) { _ = probe.take(while: isWordByte) }
        guard probe.consume(UInt8(ascii: "]")) else { return false }
        _ = probe.consume(UInt8(ascii: ":"))
        probe.skipSpaces()
        header.instance = number
        subsystem(&probe, &header)
        cursor = probe
        return true
      }
      guard probe.consume(UInt8(ascii: " ")) else { return false }
    }
    return false
  }

  private static func subsystem(_ probe: inout ByteCursor, _ header: inout LineHeader) {
    guard probe.peek() == UInt8(ascii: "["), let close = probe.find(UInt8(ascii: "]")),
      close - probe.index <= 120,
      close > probe.index + 1
    else { return }
    let text = probe.text(probe.index + 1..<close)
    guard !text.contains("{") else { return }
    header.tag = text.split(separator: ":").last.map(String.init)
    probe.index = close + 1
    probe.skipSpaces()
  }

  /// The head of `log show`'s table.
  @Sendable private static func tableHeader(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    guard
      cursor.startsWith("Timestamp                       Thread ")
        || cursor.startsWith("Filtering the log data using ")
        || cursor.startsWith("Skipping debug messages, pass --debug")
    else { return false }
    header.shapes.insert(.apple)
    return true
  }

  private static func level(_ word: String) -> String? {
    switch word.lowercased() {
    case "debug", "verbose", "trace": "verbose"
    case "info", "default", "notice", "activity": "info"
    case "warning", "warn": "warning"
    case "error", "fault", "fatal", "critical": "error"
    default: nil
    }
  }
}
