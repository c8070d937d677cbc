import Evidence
import Testing

@testable import Formats

/// Which wrappers are tried for a line depends on how it goes on; what is read does not.
@Suite struct WrapperTableTests {
  /// All wrappers, each tried whatever byte comes next.
  private static let exhaustive = WrapperTable(
    WrapperTable.all.all.map { Wrapper(first: .any, strip: $0.strip) })

  private static let parts = [
    "2024-01-16T06:26:52.691Z ", "2024-01-16 07:26:55,902 ", "11/5/2020, 14:59:19:424 ", "12:32:42.351 ",
    "1705386412.689 ", "  1705386412.689 ", "06-30 08:05:51.545  1182: 1182 ",
    "06-30 08:05:51.545  1182  1190 I chromium: ",
    "16:41:35:229\t[communication.ui] ", "Jan 16 06:26:52 host app[12]: ", "Tue, 16 Jan 2024 06:26:52 GMT ",
    "0731/105707.911", "[0731/105707.911:INFO:CONSOLE(114)] \"",
    "\", source: https://contoso.example/app.js (114)",
    "[ 06-30 08:05:51.545  1182: 1182 I/DEBUG ]", "E/ACS     ( 1182): ", "I/chromium: ",
    "--------- beginning of main",
    "*** *** ***", "[#1a2b3c4d-S] T#31027 S.12 [DEBUG4] [AriaSDK.Storage] ", "App[1234:56789] [Calling] ",
    "0x3058     Info        0x0                  599    0    process: (Library) [subsystem:category] ",
    "Timestamp                       Thread ",
    " [info]: Event:console-message | Line: 2 | Source: file:///a.js | Message: ",
    "index.js:8 ", "VM2487:1 ", "VM:1 ", "(index):25 ", "a.js?x=1:3:4\t", "[Log] ", "[Warning] ", " LOG  ",
    " ERROR  ",
    "azure:ACS-calling:info ", "azure:core-http:warning\t", "CallClient1:CallStack:MA ",
    "[CallClient][Trouter] ",
    "ffffffff: ", "[info] ", "<warn> ", "INFO - ", "time=2024-01-16T06:26:52Z level=info ",
    "ts=1705386412.5 ", "(", "<",
    "\"", "`", "{\"msg\":\"x\"}", "[\"azure:ACS:info x\"]", " ", "\t", "message", "오후 3:04:05 ",
    "2024. 1. 16. ", "é",
  ]

  @Test func theNextByteDecidesNothingButTheCost() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<30_000 {
      let count = Int.random(in: 1...5, using: &generator)
      var line: [UInt8] = []
      for _ in 0..<count { line += Array((Self.parts.randomElement(using: &generator) ?? "").utf8) }
      let found = LineHeader(ByteCursor(line))
      let expected = LineHeader(ByteCursor(line), of: Self.exhaustive)
      #expect(found.said == expected.said, "\(String(decoding: line, as: UTF8.self))")
      #expect(LineHeader.begins(ByteCursor(line)) == !expected.shapes.isEmpty)
    }
  }

  @Test func aLineInsideOthersHasTheSameHeader() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<5_000 {
      let line = (0..<3).flatMap { _ in Array((Self.parts.randomElement(using: &generator) ?? "").utf8) }
      let before = Array("12:00:00.000 index.js:1 before\n".utf8)
      let found = LineHeader(
        ByteCursor(before + line + before, from: before.count, to: before.count + line.count))
      let expected = LineHeader(line)
      #expect(found.said == expected.said, "\(String(decoding: line, as: UTF8.self))")
      #expect(found.message.lowerBound - before.count == expected.message.lowerBound)
      #expect(found.message.upperBound - before.count == expected.message.upperBound)
    }
  }
}

extension LineHeader {
  /// All that the header says, but for where.
  fileprivate var said: [String?] {
    [
      "\(shapes.rawValue)", "\(clocks)", level, namespace, component, tag, instance.map(String.init), package,
      "\(message.count)",
    ]
  }
}
