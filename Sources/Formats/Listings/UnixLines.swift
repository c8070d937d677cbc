import Evidence

/// The lines of `ls -l`, `find -ls` and `tar tvf`: each has the permissions of a file.
enum UnixLines {
  static func read(_ line: [UInt8]) -> ListingLine? {
    var cursor = ByteCursor(line)
    cursor.skipSpaces()
    // `find -ls` begins with the inode and the blocks.
    let isFind = cursor.peek().map(isDigit) ?? false
    if isFind {
      guard cursor.digits(1, 18) != nil, cursor.peek() == .space else { return nil }
      cursor.skipSpaces()
      guard cursor.digits(1, 18) != nil, cursor.peek() == .space else { return nil }
      cursor.skipSpaces()
    }
    guard let type = permissions(&cursor) else { return nil }
    var form: DirectoryListing.Form = isFind ? .find : .ls
    for index in 0..<7 {
      cursor.skipSpaces()
      let token = cursor.index
      if let size = size(&cursor, type), cursor.peek() == .space {
        var time = cursor
        time.skipSpaces()
        if let reading = UnixTime.read(&time), time.peek() == .space, !time.isAtEnd {
          time.skip()
          return entry(form, type, size, reading, time)
        }
      }
      cursor.index = token
      let word = cursor.take(upTo: 256) { !$0.isBlank }
      guard !word.isEmpty else { return nil }
      // `owner/group`, or no count of links.
      if !isFind, index == 0, line[word].contains(ListingPath.slash) || line[word].elementsEqual([48]) {
        form = .tar
      }
    }
    return nil
  }

  /// `total 5124`, the word in any language.
  static func isBlockCount(_ line: [UInt8]) -> Bool {
    var cursor = ByteCursor(line, to: line.withoutTrailingBlanks.endIndex)
    let word = cursor.take(upTo: 40) { isLetter($0) || $0 >= 0x80 }
    guard !word.isEmpty, cursor.consume(.space), cursor.peek().map(isDigit) ?? false else { return false }
    _ = cursor.take { isDigit($0) || isOne($0, of: ".,KMGT") }
    return cursor.isAtEnd
  }

  /// `-rw-r--r--`, with a mark behind it where there is more to say; gives the type of the file.
  private static func permissions(_ cursor: inout ByteCursor) -> UInt8? {
    var probe = cursor
    guard let type = probe.peek(), isOne(type, of: "-dlbcpsDh") else { return nil }
    probe.skip()
    let bits = probe.take(upTo: 10) { isOne($0, of: "rwxsStT-") }
    guard bits.count == 9 else { return nil }
    if let mark = probe.peek(), isOne(mark, of: "+.@") { probe.skip() }
    guard probe.peek() == .space else { return nil }
    cursor = probe
    return type
  }

  private static func size(_ cursor: inout ByteCursor, _ type: UInt8) -> ClosedRange<Int>? {
    guard cursor.peek().map(isDigit) ?? false else { return nil }
    // Devices have two numbers instead.
    if type == UInt8(ascii: "b") || type == UInt8(ascii: "c") {
      guard cursor.digits(1, 9) != nil else { return nil }
      if cursor.consume(.comma) {
        cursor.skipSpaces()
        guard cursor.digits(1, 9) != nil else { return nil }
      }
      return 0...0
    }
    return ListingNumber.size(&cursor)
  }

  private static func entry(
    _ form: DirectoryListing.Form, _ type: UInt8, _ size: ClosedRange<Int>, _ time: ListingTime.Reading,
    _ cursor: ByteCursor
  ) -> ListingLine? {
    guard type == .minus, cursor.index < cursor.end else { return .noFile(form) }
    var name = cursor.bytes[cursor.index...]
    if form == .find || form == .tar { name = unescaped(name)[...] }
    if let quote = name.first, quote == .apostrophe || quote == .quote, name.count > 2, name.last == quote {
      name = name.dropFirst().dropLast()
    }
    return .file(FoundFile(form: form, path: decodedText(name), size: size, modified: time.written))
  }

  /// `\ ` and other escaped characters, and three octal digits for a byte.
  private static func unescaped(_ name: ArraySlice<UInt8>) -> [UInt8] {
    guard name.contains(.backslash) else { return Array(name) }
    var bytes: [UInt8] = []
    var index = name.startIndex
    while index < name.endIndex {
      guard name[index] == .backslash, index + 1 < name.endIndex else {
        bytes.append(name[index])
        index += 1
        continue
      }
      let octal = name[(index + 1)...].prefix(3)
      if octal.count == 3, octal.allSatisfy({ (48...55).contains($0) }) {
        bytes.append(octal.reduce(0) { $0 << 3 | ($1 - 48) })
        index += 4
      } else {
        bytes.append(name[index + 1])
        index += 2
      }
    }
    return bytes
  }
}

/// Dates as `ls` and its kin write them.
enum UnixTime {
  /// `2026-11-22 00:51`, `Nov 22 00:51`, `Mar  4  2026`, `22. Nov 00:51`.
  static func read(_ cursor: inout ByteCursor) -> ListingTime.Reading? {
    if cursor.peek().map(isDigit) ?? false, let reading = ListingTime.read(&cursor) { return reading }
    var probe = cursor
    let start = probe.index
    guard let first = part(&probe), let second = part(&probe) else { return nil }
    let day: Int
    let month: Int?
    switch (first, second) {
    case (.number(let number), .name(let name)): (day, month) = (number, name)
    case (.name(let name), .number(let number)): (day, month) = (number, name)
    default: return nil
    }
    guard (1...31).contains(day) else { return nil }
    var time: Int64 = 0
    var year: Int?
    if probe.countDigits(upTo: 5) == 4 {
      year = probe.digits(4, 4)
    } else if let clock = TimeParser.clockOfDay(&probe) {
      time = clock
      // `ls -T` of macOS has both.
      var behind = probe
      if behind.consume(.space), behind.countDigits(upTo: 5) == 4, let four = behind.digits(4, 4),
        (1970...2200).contains(four), behind.peek() == .space
      {
        year = four
        probe = behind
      }
    } else {
      return nil
    }
    cursor = probe
    guard let month, CalendarDate.exists(year: year ?? 2000, month: month, day: day) else {
      return ListingTime.Reading(written: nil)
    }
    let date: WrittenDate =
      year.map { .calendar(CalendarDate(year: $0, month: month, day: day)) }
      ?? .monthAndDay(month: month, day: day)
    let recognised = RecognisedTime(
      range: start..<probe.index, date: date, nanosecondOfDay: time, zoneOffset: nil)
    return ListingTime.Reading(written: recognised.written(in: probe, clock: .host))
  }

  private enum Part {
    case number(Int)
    /// A month; nil where its name is not known.
    case name(Int?)
  }

  private static func part(_ probe: inout ByteCursor) -> Part? {
    let word = probe.take(upTo: 24) { !$0.isBlank }
    guard !word.isEmpty, probe.peek() == .space else { return nil }
    probe.skipSpaces()
    var cursor = ByteCursor(probe.bytes, from: word.lowerBound, to: word.upperBound)
    if let number = cursor.digits(1, 2) {
      if cursor.isAtEnd || cursor.startsWith(".") { return .number(number) }
      return .name(cursor.startsWith("月") && (1...12).contains(number) ? number : nil)
    }
    guard cursor.peek().map({ isLetter($0) || $0 >= 0x80 }) ?? false else { return nil }
    return .name(TimeParser.monthNumber(&cursor))
  }
}
