import Evidence

/// The JavaScript SDK's own prefixes, all four generations: `azure:ACS-calling:info`, its time, and the path
/// of components.
enum SDKPrefixes {
  static let logger = Wrapper(first: .any, strip: azureLogger)
  static let all = [
    logger, Wrapper(first: .time, strip: stamp),
    Wrapper(first: "C[", strip: component),
  ]

  /// `azure:<namespace>:<level> `; the namespace may contain colons and even a space. Whatever stands before
  /// it on the line is the prefix of some logger that passed the line on.
  @Sendable private static func azureLogger(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    // In a structured line the prefix stands inside a value, which is read first.
    guard cursor.peek() != UInt8(ascii: "{"), !cursor.startsWith("[\""), !cursor.startsWith("[{"),
      let start = firstIndex(
        of: "azure:", by: 1, in: ByteCursor(cursor.bytes, from: cursor.index, to: cursor.index + 400))
    else { return false }
    var probe = cursor
    probe.index = start
    _ = probe.consume("azure:")
    let namespace = probe.index
    let limit = min(probe.end, namespace + 80)
    while probe.index < limit {
      guard probe.peek() == UInt8(ascii: ":") else {
        probe.skip()
        continue
      }
      let end = probe.index
      probe.skip()
      if let level = levels.first(where: { probe.consume($0.0) })?.1 {
        // A word that only begins like a level goes on; a level ends at a space or the end of the line.
        guard probe.peek().map({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) ?? true else {
          continue
        }
        header.namespace = probe.text(namespace..<end)
        header.level = level
        header.shapes.insert(.azureLogger)
        probe.skipSpaces()
        noteHostClock(ByteCursor(cursor.bytes, from: cursor.index, to: start), &header)
        cursor = probe
        return true
      }
    }
    return false
  }

  /// The time with which a logger of any shape began what stands before the SDK's prefix: `[10:26:52] INFO - `.
  private static func noteHostClock(_ prefix: ByteCursor, _ header: inout LineHeader) {
    var probe = prefix
    while let byte = probe.peek(), isOne(byte, of: "[(<\"") { probe.skip() }
    guard !header.clocks.contains(where: { $0.clock == .host }),
      let time = header.time(&probe)
    else { return }
    header.note(time, in: probe, clock: .host)
  }

  private static let levels: [(StaticString, String)] = [
    ("verbose", "verbose"), ("info", "info"), ("warning", "warning"), ("error", "error"),
  ]

  /// The SDK's time stands behind the logger's prefix; in the oldest generation it opens the line and
  /// `[CallClient]` follows.
  @Sendable private static func stamp(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard let time = header.time(&probe), time.date != .missing else { return false }
    probe.skipSpaces()
    guard
      header.shapes.contains(.azureLogger) || probe.startsWith("[CallClient]")
        || probe.startsWith("CallClient")
    else { return false }
    header.note(time, in: cursor, clock: .sdk)
    cursor = probe
    return true
  }

  @Sendable private static func component(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    colonPath(&cursor, &header) || brackets(&cursor, &header)
  }

  /// `CallClient70:CallStack:PluginlessStack:CallRegistry/1f2e3d4c:[Operation] …`: a `[` ends the path.
  private static func colonPath(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    let start = probe.index
    guard probe.consume("CallClient"), let number = probe.digits(1, 6) else { return false }
    while probe.peek() == UInt8(ascii: ":"), let next = probe.peek(1), !isSpace(next) {
      probe.skip()
      if next == UInt8(ascii: "[") { break }
      _ = probe.take { !isSpace($0) && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: ":") }
    }
    guard probe.isAtEnd || probe.peek() == UInt8(ascii: " ") || probe.peek() == UInt8(ascii: "[") else {
      return false
    }
    header.component = probe.text(start..<probe.index)
    header.instance = number
    header.shapes.insert(.callClient)
    probe.skipSpaces()
    cursor = probe
    return true
  }

  /// `[CallClient] [JS.TsCalling.Pluginless] ffffffff: …`, `[CallClient][Trouter] [Connection] …`. A bracket
  /// that names a call, `[ACSCall{…}{…}]`, stays in the message.
  private static func brackets(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard probe.consume("[CallClient]") else { return false }
    probe.skipSpaces()
    header.component = "CallClient"
    header.shapes.insert(.callClient)
    if probe.peek() == UInt8(ascii: "["), !probe.startsWith("[ACSCall{"),
      let close = probe.find(UInt8(ascii: "]")),
      close - probe.index <= 80
    {
      header.component = probe.text(probe.index + 1..<close)
      probe.index = close + 1
      probe.skipSpaces()
      skipContext(&probe)
    }
    cursor = probe
    return true
  }

  /// Eight hexadecimal digits and a colon: an internal ID, `ffffffff` where there is no call.
  private static func skipContext(_ cursor: inout ByteCursor) {
    var probe = cursor
    guard probe.take(while: { hexadecimalDigit($0) != nil }).count == 8, probe.consume(": ") else { return }
    cursor = probe
  }
}
