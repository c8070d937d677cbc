import Evidence

/// Android's log in the shapes of `adb logcat -v` and of Android Studio, old and new, and Visual Studio's.
enum LogcatWrappers {
  static let all = [
    Wrapper(first: .time, .blank, strip: timed), Wrapper(first: "[", strip: long),
    Wrapper(first: "VDIWEFA", strip: brief),
    Wrapper(first: .blank, "-*", strip: divider),
    Wrapper(first: .digit, strip: visualStudio),
  ]

  /// Everything that begins with a date: Android Studio, `threadtime`, `time`, each with or without a year,
  /// a zone, a user ID or an epoch.
  @Sendable private static func timed(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard let time = epoch(&probe) ?? header.time(&probe), time.date != .missing else { return false }
    probe.skipSpaces()
    let isNumber = probe.peek().map(isDigit) ?? false
    guard
      isNumber && (studioOld(&probe, &header) || studioNew(&probe, &header))
        || tagged(&probe, &header) || threadTime(&probe, &header)
    else { return false }
    header.note(time, in: cursor, clock: .host)
    cursor = probe
    header.shapes.insert(.logcat)
    return true
  }

  /// `-v epoch`: seconds with milliseconds.
  private static func epoch(_ cursor: inout ByteCursor) -> RecognisedTime? {
    var probe = cursor
    let start = probe.index
    probe.skipSpaces()
    guard let seconds = probe.digits(10, 10), probe.consume(UInt8(ascii: ".")),
      let fraction = probe.digits(3, 3),
      probe.peek() == UInt8(ascii: " ")
    else { return nil }
    let time = TimeParser.epoch(Int64(seconds * 1000 + fraction), range: start..<probe.index)
    if time != nil { cursor = probe }
    return time
  }

  /// `E/ACS     ( 1182): message`, the tail of `-v time` and of `-v brief`.
  private static func tagged(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard let level = priority(&probe), probe.consume(UInt8(ascii: "/")),
      let open = probe.find(UInt8(ascii: "(")), open - probe.index <= 64
    else { return false }
    let tag = trimmed(probe.index..<open, in: probe)
    probe.index = open + 1
    probe.skipSpaces()
    guard let process = probe.digits(1, 7), probe.consume("):") else { return false }
    _ = probe.consume(UInt8(ascii: " "))
    cursor = probe
    header.level = level
    header.tag = tag
    header.instance = process
    return true
  }

  /// `4112-4112/com.contoso.app E/ACS: message`, up to Android Studio Dolphin; the package may be `?`.
  private static func studioOld(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard let process = probe.digits(1, 7), probe.consume(UInt8(ascii: "-")), probe.digits(1, 7) != nil,
      probe.consume(UInt8(ascii: "/"))
    else { return false }
    let package = probe.text(probe.take { !isSpace($0) })
    guard probe.consume(UInt8(ascii: " ")), let level = priority(&probe), probe.consume(UInt8(ascii: "/")),
      let colon = endOfTag(probe)
    else { return false }
    header.tag = trimmed(probe.index..<colon, in: probe)
    probe.index = colon + 1
    _ = probe.consume(UInt8(ascii: " "))
    cursor = probe
    header.level = level
    header.instance = process
    header.package = package == "?" ? nil : package
    return true
  }

  /// `26411-26435 System.err   com.contoso.app   W  message`, Android Studio Electric Eel and later: columns
  /// of tag (padded to 23), package (36) and priority; a package that is not known is blank or `pid-1234`.
  private static func studioNew(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard let process = probe.digits(1, 7), probe.consume(UInt8(ascii: "-")), probe.digits(1, 7) != nil,
      probe.consume(UInt8(ascii: " "))
    else { return false }
    let fields = probe.index
    let limit = min(probe.end, fields + 120)
    while probe.index < limit {
      if probe.peek() == UInt8(ascii: " "), let letter = probe.peek(1), let level = level(letter),
        probe.peek(2) == UInt8(ascii: " "), probe.peek(3) == UInt8(ascii: " ") || probe.index + 3 >= probe.end
      {
        let columns = probe.text(fields..<probe.index).split(separator: " ").map(String.init)
        guard let tag = columns.first else { return false }
        header.tag = tag
        header.package = columns.count > 1 ? columns.last : nil
        header.level = level
        header.instance = process
        probe.skip(4)
        cursor = probe
        return true
      }
      probe.skip()
    }
    return false
  }

  /// `  188   191 I test    : message`, adb's default since 2016; with `-v uid` a user comes first, as a number
  /// or by its name: `u0_a123`, `system`.
  private static func threadTime(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    if probe.peek().map(isLetter) ?? false { _ = probe.take(upTo: 32, while: isWordByte) }
    var count = 0
    var process: Int?
    var thread: Int?
    while count < 3 {
      probe.skipSpaces()
      guard let number = probe.digits(1, 7), probe.peek() == UInt8(ascii: " ") else { break }
      (process, thread) = (thread, number)
      count += 1
    }
    probe.skipSpaces()
    guard count >= 2, let level = priority(&probe), probe.consume(UInt8(ascii: " ")),
      let colon = endOfTag(probe)
    else { return false }
    header.tag = trimmed(probe.index..<colon, in: probe)
    probe.index = colon + 1
    _ = probe.consume(UInt8(ascii: " "))
    cursor = probe
    header.level = level
    header.instance = process
    return true
  }

  /// `[ 06-30 08:05:51.545  1182: 1182 I/DEBUG ]`, the message on the lines below.
  @Sendable private static func long(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard probe.consume("[ "), let time = header.time(&probe) else { return false }
    probe.skipSpaces()
    guard let process = probe.digits(1, 7), probe.consume(UInt8(ascii: ":")) else { return false }
    probe.skipSpaces()
    guard probe.digits(1, 7) != nil else { return false }
    probe.skipSpaces()
    guard let level = priority(&probe), probe.consume(UInt8(ascii: "/")),
      let close = probe.find(UInt8(ascii: "]"))
    else { return false }
    header.tag = trimmed(probe.index..<close, in: probe)
    probe.index = close + 1
    header.note(time, in: cursor, clock: .host)
    cursor = probe
    header.level = level
    header.instance = process
    header.shapes.insert(.logcat)
    return true
  }

  /// `F/libc    (18234): message` and `D/communication.ui: message`.
  @Sendable private static func brief(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    guard !header.shapes.contains(.logcat) else { return false }
    var probe = cursor
    if tagged(&probe, &header) {
      cursor = probe
      header.shapes.insert(.logcat)
      return true
    }
    guard let level = priority(&probe), probe.consume(UInt8(ascii: "/")), let colon = endOfTag(probe),
      colon > probe.index
    else { return false }
    let tag = probe.text(probe.index..<colon)
    guard tag.utf8.allSatisfy({ isWordByte($0) || isOne($0, of: ".$-") }) else { return false }
    header.tag = tag
    header.level = level
    probe.index = colon + 1
    _ = probe.consume(UInt8(ascii: " "))
    cursor = probe
    header.shapes.insert(.logcat)
    return true
  }

  @Sendable private static func divider(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    probe.skipSpaces()
    guard probe.consume("--------- ") || probe.startsWith("*** *** ***") else { return false }
    header.shapes.insert(.logcat)
    return true
  }

  /// `16:41:35:229<TAB>[communication.ui] message`, as Visual Studio prints an Android application's log.
  @Sendable private static func visualStudio(_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool {
    var probe = cursor
    guard let time = header.time(&probe), time.date == .missing,
      probe.consume(UInt8(ascii: "\t")), probe.consume(UInt8(ascii: "[")),
      let close = probe.find(UInt8(ascii: "]"))
    else { return false }
    header.tag = probe.text(probe.index..<close)
    probe.index = close + 1
    _ = probe.consume(UInt8(ascii: " "))
    header.note(time, in: cursor, clock: .host)
    cursor = probe
    header.shapes.insert(.logcat)
    return true
  }

  // MARK: Parts

  /// The level that a priority's letter means.
  private static func level(_ priority: UInt8) -> String? {
    switch priority {
    case UInt8(ascii: "V"), UInt8(ascii: "D"): "verbose"
    case UInt8(ascii: "I"): "info"
    case UInt8(ascii: "W"): "warning"
    case UInt8(ascii: "E"), UInt8(ascii: "F"), UInt8(ascii: "A"): "error"
    default: nil
    }
  }

  private static func priority(_ cursor: inout ByteCursor) -> String? {
    guard let byte = cursor.peek(), let level = level(byte) else { return nil }
    cursor.skip()
    return level
  }

  /// The colon behind a tag of at most 64 characters.
  private static func endOfTag(_ cursor: ByteCursor) -> Int? {
    cursor.find(UInt8(ascii: ":")).flatMap { $0 - cursor.index <= 64 ? $0 : nil }
  }

  /// The text in a range without the spaces around it.
  private static func trimmed(_ range: Range<Int>, in cursor: ByteCursor) -> String {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, cursor.bytes[start] == UInt8(ascii: " ") { start += 1 }
    while start < end, cursor.bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return cursor.text(start..<end)
  }
}
