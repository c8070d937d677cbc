import Evidence
import Scan

/// Makes a record of its lines: strips the wrappers of the first line, looks into structured lines, and keeps
/// the rest as the message.
enum RecordBuilder {
  /// A record, and what kinds of wrapper its first line has.
  static func record(_ lines: [UInt8], source: Source, isCut: Bool = false) -> (
    record: Record, shapes: LineShapes
  ) {
    let firstEnd = lines.firstIndex(of: UInt8(ascii: "\n")) ?? lines.count
    var header = LineHeader(line(of: lines, in: 0..<firstEnd))
    var message = Array(lines[header.message])
    if firstEnd < lines.count {
      message +=
        header.shapes.contains(.logcat) ? withoutHeaders(lines[firstEnd...]) : normalised(lines[firstEnd...])
    }
    for _ in 0..<2 {
      guard let reading = StructuredLine.read(message[...]) else { break }
      let inner = unwrap(reading)
      header.merge(inner.header, time: reading.time, level: reading.level)
      guard message != inner.message else { break }
      message = inner.message
    }
    let lineCount = countNewlines(in: lines.span) + 1
    var record = Record(message: message, header: header, source: source, lineCount: lineCount, isCut: isCut)
    record.written = lines
    return (record, header.shapes)
  }

  /// What the header of one line says, structured or not, without making a record of it.
  static func header(of line: [UInt8]) -> LineHeader {
    var header = LineHeader(line)
    if let reading = StructuredLine.read(line[header.message]) {
      header.merge(unwrap(reading).header, time: reading.time, level: reading.level)
    }
    return header
  }

  /// The message of a structured line may be a log line in turn.
  private static func unwrap(_ reading: StructuredLine.Reading) -> (header: LineHeader, message: [UInt8]) {
    let end = reading.message.firstIndex(of: UInt8(ascii: "\n")) ?? reading.message.count
    let header = LineHeader(line(of: reading.message, in: 0..<end))
    return (header, Array(reading.message[header.message]) + normalised(reading.message[end...]))
  }

  /// One of several lines without its CR.
  private static func line(of lines: [UInt8], in range: Range<Int>) -> ByteCursor {
    let hasCR = !range.isEmpty && lines[range.upperBound - 1] == UInt8(ascii: "\r")
    return ByteCursor(lines, from: range.lowerBound, to: hasCR ? range.upperBound - 1 : range.upperBound)
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    line.last == UInt8(ascii: "\r") ? Array(line.dropLast()) : Array(line)
  }

  /// The lines of a stack trace in logcat, each of which has a header like the first.
  private static func withoutHeaders(_ rest: ArraySlice<UInt8>) -> [UInt8] {
    guard !rest.isEmpty else { return [] }
    return rest.dropFirst().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).flatMap {
      line in
      let line = trimmed(line)
      let header = LineHeader(line)
      return [UInt8(ascii: "\n")] + (header.shapes.contains(.logcat) ? Array(line[header.message]) : line)
    }
  }

  /// Lines after the first, with `\n` between them whatever the file has.
  private static func normalised(_ rest: ArraySlice<UInt8>) -> [UInt8] {
    rest.filter { $0 != UInt8(ascii: "\r") }
  }
}

extension LineHeader {
  /// Takes over what a structured line and the line inside its message say.
  fileprivate mutating func merge(_ inner: LineHeader, time: WrittenTime?, level: String?) {
    shapes.formUnion(inner.shapes)
    shapes.insert(.structured)
    clocks = inner.clocks + [time].compactMap { $0 } + clocks
    self.level = inner.level ?? level ?? self.level
    namespace = inner.namespace ?? namespace
    component = inner.component ?? component
    tag = inner.tag ?? tag
    instance = inner.instance ?? instance
    package = inner.package ?? package
  }
}
