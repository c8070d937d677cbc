import Evidence
import Testing

@testable import Formats

/// Times as logs write them.
@Suite struct TimeParserTests {
  /// A written time, what of it is time, and what it means: `date clock zone`.
  struct Example: CustomTestStringConvertible, Sendable {
    let text: String
    let meaning: String
    let rest: String

    init(_ text: String, _ meaning: String, leaving rest: String = "") {
      self.text = text
      self.meaning = meaning
      self.rest = rest
    }

    var testDescription: String { text }
  }

  @Test(arguments: [
    Example("2024-01-16T06:26:52.689Z", "2024-01-16 06:26:52.689000000 0"),
    Example("2024-01-16T06:26:52Z rest", "2024-01-16 06:26:52.000000000 0", leaving: " rest"),
    Example("2024-01-16 06:26:52,689", "2024-01-16 06:26:52.689000000"),
    Example("2024-01-16T06:26:52.6894317+05:30", "2024-01-16 06:26:52.689431700 19800"),
    Example("2024-01-16T06:26:52.123456789123-0800", "2024-01-16 06:26:52.123456789 -28800"),
    Example("2024-01-16 06:26:52.689+01", "2024-01-16 06:26:52.689000000 3600"),
    Example("2024-01-16 06:26:52.689 +0100 x", "2024-01-16 06:26:52.689000000 3600", leaving: " x"),
    Example("2024-01-16 06:26:52 UTC: x", "2024-01-16 06:26:52.000000000 0", leaving: ": x"),
    Example("2024-01-16T06:26:52+01:00: x", "2024-01-16 06:26:52.000000000 3600", leaving: ": x"),
    Example("2024-01-16 06:26:52 -12 x", "2024-01-16 06:26:52.000000000", leaving: " -12 x"),
    Example("2024-01-16 06:26:52 UTCish", "2024-01-16 06:26:52.000000000", leaving: " UTCish"),
    Example("2021-01-09 03:12:20+0600", "2021-01-09 03:12:20.000000000 21600"),
    Example("2024-01-16 06:26", "2024-01-16 06:26:00.000000000"),
    Example("2024/01/16 06:26:52.5", "2024-01-16 06:26:52.500000000"),
    Example("20240116T062652Z x", "2024-01-16 06:26:52.000000000 0", leaving: " x"),
    Example("20240116T062652.5+0100", "2024-01-16 06:26:52.500000000 3600"),
    Example("16/Jan/2024:06:26:52 +0000] x", "2024-01-16 06:26:52.000000000 0", leaving: "] x"),
    Example("2024-06-30T23:59:60Z", "2024-06-30 23:59:59.000000000 0"),
    Example("11/23/2020, 15:7:36:463", "11?23?2020 15:07:36.463000000"),
    Example("11/5/2020, 14:59:19:4", "11?5?2020 14:59:19.004000000"),
    Example("06/04/2021, 8:5:1:40", "6?4?2021 08:05:01.040000000"),
    Example("16.1.2024, 15:07:36", "16?1?2024 15:07:36.000000000"),
    Example("16. 1. 2024 15:07:36", "16?1?2024 15:07:36.000000000"),
    Example("16-1-2024 15:07:36.25", "16?1?2024 15:07:36.250000000"),
    Example("1/16/2024, 3:26:52 PM x", "1?16?2024 15:26:52.000000000", leaving: " x"),
    Example("1/16/2024, 12:26:52 AM", "1?16?2024 00:26:52.000000000"),
    Example("1/16/2024, 12:26 pm", "1?16?2024 12:26:00.000000000"),
    Example("1/16/2024, 3:26:52\u{202f}PM", "1?16?2024 15:26:52.000000000"),
    Example("1/16/2024,\u{a0}3:26:52\u{a0}p.\u{a0}m.", "1?16?2024 15:26:52.000000000"),
    Example("16/1/2024 3:26:52 a.m. x", "16?1?2024 03:26:52.000000000", leaving: " x"),
    Example("1/16/2024, 3:26:52 PMI", "1?16?2024 03:26:52.000000000", leaving: " PMI"),
    Example("1/16/2024, 15:26:52 PM", "1?16?2024 15:26:52.000000000"),
    Example("2024. 1. 16. 오후 3:26:52", "2024-01-16 15:26:52.000000000"),
    Example("2024. 1. 16. 오전 12:26:52", "2024-01-16 00:26:52.000000000"),
    Example("2024. 1. 16., 15:7:36:463", "2024-01-16 15:07:36.463000000"),
    Example("2024/1/16 15:26:52", "2024-01-16 15:26:52.000000000"),
    Example("2024年1月16日 15:26:52", "2024-01-16 15:26:52.000000000"),
    Example("2024/1/16 午後3:26:52", "2024-01-16 15:26:52.000000000"),
    Example("2024/1/16 上午3:26:52", "2024-01-16 03:26:52.000000000"),
    Example("06-30 08:05:51.545 x", "6-30 08:05:51.545000000", leaving: " x"),
    Example("02-29 16:51:18.850123", "2-29 16:51:18.850123000"),
    Example("12:32:42.351 x", "12:32:42.351000000", leaving: " x"),
    Example("16:41:35:229\tx", "16:41:35.229000000", leaving: "\tx"),
    Example("3:26:52 PM]", "15:26:52.000000000", leaving: "]"),
    Example("Jan 16 06:26:52 host", "1-16 06:26:52.000000000", leaving: " host"),
    Example("Jan  6 06:26:52", "1-6 06:26:52.000000000"),
    Example("16 Jan 2024 06:26:52", "2024-01-16 06:26:52.000000000"),
    Example("16-Jan-2024 06:26:52.5", "2024-01-16 06:26:52.500000000"),
    Example("Tue, 16 Jan 2024 06:26:52 GMT", "2024-01-16 06:26:52.000000000 0"),
    Example(
      "Tue Jan 16 2024 06:26:52 GMT+0100 (CET)", "2024-01-16 06:26:52.000000000 3600", leaving: " (CET)"),
    Example("January 16, 2024 06:26:52 PM", "2024-01-16 18:26:52.000000000"),
  ])
  func everyShapeIsRead(example: Example) throws {
    var cursor = ByteCursor(Array(example.text.utf8))
    let time = try #require(TimeParser.parse(&cursor, clock: .host))
    #expect(time.meaning == example.meaning)
    #expect(cursor.text(cursor.index..<cursor.end) == example.rest)
    #expect(time.text + example.rest == example.text)
  }

  @Test(arguments: [
    "", "2024", "2024-01-16", "2024-13-16T06:26:52Z", "2024-02-30T06:26:52Z", "2024-01-16T25:26:52Z",
    "32/1/2024 10:00:00",
    "13/13/2024 10:00:00", "1/16/24 10:00", "24:00:00.000", "1:02:03", "10:61:00", "10:20",
    "1.2.3.4 10:00:00", "02-30 10:00:00",
    "Foo 16 06:26:52", "Jan 32 06:26:52", "12:32:42x", "0001-01-01T00:00:00", "9999-01-01T00:00:00Z",
    "123:45:12:11",
  ])
  func othersAreRefused(text: String) {
    var cursor = ByteCursor(Array(text.utf8))
    #expect(TimeParser.parse(&cursor, clock: .host) == nil)
    #expect(cursor.index == 0)
  }

  @Test(arguments: [
    ("0731/105707.911", "7-31 10:57:07.911000000"), ("1201/170521.928936:INFO", "12-1 17:05:21.928936000"),
    ("2024/0731/105707.911", "2024-07-31 10:57:07.911000000"), ("105707.911", "10:57:07.911000000"),
  ])
  func chromiumsHeaderIsRead(text: String, meaning: String) {
    var cursor = ByteCursor(Array(text.utf8))
    #expect(TimeParser.chromium(&cursor)?.meaning == meaning)
  }

  @Test(arguments: ["1331/105707.911", "0731/246107.911", "0731/105707", "731/105707.911"])
  func chromiumsHeaderIsNotInvented(text: String) {
    var cursor = ByteCursor(Array(text.utf8))
    #expect(TimeParser.chromium(&cursor) == nil)
  }

  @Test(arguments: [
    (1_705_386_412, "2024-01-16 06:26:52.000000000 0"),
    (1_705_386_412_689, "2024-01-16 06:26:52.689000000 0"),
    (1_705_386_412_689_123, "2024-01-16 06:26:52.689123000 0"),
    (1_705_386_412_689_123_456, "2024-01-16 06:26:52.689123456 0"),
  ])
  func countsSince1970AreToldApartBySize(number: Int64, meaning: String) {
    #expect(TimeParser.epoch(number, text: "x", clock: .field)?.meaning == meaning)
  }

  @Test(arguments: [
    0, 12, -1_705_386_412, 999_999_999, 99_000_000_000, 9_500_000_000_000, 9_999_999_999_999_999, Int64.min,
  ])
  func otherNumbersAreNoTimes(number: Int64) {
    #expect(TimeParser.epoch(number, text: "x", clock: .field) == nil)
  }

  @Test func randomInstantsComeBack() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<3_000 {
      let milliseconds = Int64.random(in: 0..<4_000_000_000_000, using: &generator)
      let instant = Instant(nanoseconds: milliseconds * 1_000_000)
      let read = try #require(parsed(instant.rfc3339))
      #expect(read.instant == instant)
      #expect(!read.isDateOnly)
    }
    #expect(parsed("2024-01-16")?.isDateOnly == true)
    #expect(parsed("2024-01-16T07:26:52+01:00")?.instant.rfc3339 == "2024-01-16T06:26:52.000Z")
    #expect(parsed("yesterday") == nil)
  }

  @Test func anyBytesAreReadOrRefused() {
    var generator = SeededGenerator(seed: 6)
    let alphabet = Array("0123456789-/.:,TZ+ PMamJanGMT\u{202f}年月日오후".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      var cursor = ByteCursor(bytes)
      if let time = TimeParser.parse(&cursor, clock: .host) {
        #expect((0..<Instant.nanosecondsPerDay).contains(time.nanosecondOfDay))
        #expect(cursor.index > 0)
      } else {
        #expect(cursor.index == 0)
      }
    }
  }

  @Test(
    arguments: [
      ("{\"message\":\"callId: \(callA)\",\"timestamp\":1705386412689}", "2024-01-16 06:26:52.689000000 0"),
      ("{\"msg\":\"callId: \(callA)\",\"time\":\"2024-01-16T06:26:52Z\"}", "2024-01-16 06:26:52.000000000 0"),
      ("{\"msg\":\"callId: \(callA)\",\"ts\":1705386412.689}", "2024-01-16 06:26:52.689000000 0"),
      ("{\"msg\":\"callId: \(callA)\",\"@t\":\"1705386412689\"}", "2024-01-16 06:26:52.689000000 0"),
      ("{\"time\":\"2024-01-16T06:26:52Z\",\"callId\":\"\(callA)\"}", "2024-01-16 06:26:52.000000000 0"),
      ("[2024-01-16 06:26:52] callId: \(callA)", "2024-01-16 06:26:52.000000000"),
      ("(06:26:52.001) callId: \(callA)", "06:26:52.001000000"), ("callId: \(callA)", nil),
    ] as [(String, String?)])
  func theTimeOfARecordIsFound(line: String, meaning: String?) throws {
    #expect(try evidence(of: line).observations.first?.time?.meaning == meaning)
  }
}

private func parsed(_ text: String) -> (instant: Instant, isDateOnly: Bool)? {
  instant(text)
}

extension WrittenTime {
  fileprivate var meaning: String {
    let clock = Instant(nanoseconds: nanosecondOfDay).clockText(fractionDigits: 0)
    let fraction = String(String(nanosecondOfDay % 1_000_000_000 + 1_000_000_000).dropFirst())
    let day: String? =
      switch date {
      case .calendar(let date): date.description
      case .ambiguous(let first, let second, let year): "\(first)?\(second)?\(year)"
      case .monthAndDay(let month, let day): "\(month)-\(day)"
      case .missing: nil
      }
    return [day, clock + "." + fraction, zoneOffset.map(String.init)].compactMap(\.self).joined(
      separator: " ")
  }
}
