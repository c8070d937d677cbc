import Formats
import Intake
import Testing

@testable import Redaction

/// Long texts, long values, and searching ahead.
@Suite struct ValueStreamTests {
  private static func masked(
    _ bytes: [UInt8], inPiecesOf length: Int, cells: (any SensitiveCells)? = nil,
    threads: SpareThreads = .none
  ) -> [UInt8] {
    let masker = TextMasker(MaskingTests.finder, key: MaskingTests.key, cells: cells, threads: threads)
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: length) {
      masker.rewrite(bytes.span.extracting(start..<min(start + length, bytes.count)), appendingTo: &output)
    }
    masker.finish(appendingTo: &output)
    return output
  }

  /// Values at every place of a window and over its end, also such as end many windows further on.
  @Test(arguments: [9_973, 128 << 10, 5 << 20])
  func aThreadMakesNoDifference(_ length: Int) {
    var text = ""
    for number in 0..<40_000 {
      text += "line \(number) from 203.0.113.\(number % 250 + 1) of displayName: 'Ada Lovelace \(number)'\n"
      if number == 20_000 {
        text += #"{"token":"eyJhbGciOiJSUzI1NiJ9."# + String(repeating: "abcd", count: 250_000) + "\"}\n"
      }
    }
    let bytes = Array(text.utf8)
    let alone = ValueStreamTests.masked(bytes, inPiecesOf: length)
    let ahead = ValueStreamTests.masked(
      bytes, inPiecesOf: length, threads: SpareThreads(jobs: 2, inputs: 1))
    #expect(ahead == alone)
    let lines = String(decoding: alone, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 40_001)
    #expect(lines.last?.hasPrefix("line 39999 from 241.") ?? false)
    #expect(!lines.contains { $0.contains("Lovelace") || $0.contains("abcdabcd") })
  }

  /// What is no longer wanted ends its thread, which others may have then.
  @Test func aStreamThatIsLeftGivesItsThreadBack() {
    let threads = SpareThreads(jobs: 2, inputs: 1)
    for _ in 0..<20 {
      let masker = TextMasker(MaskingTests.finder, key: MaskingTests.key, threads: threads)
      var output: [UInt8] = []
      for _ in 0..<9 {
        masker.rewrite([UInt8](repeating: UInt8(ascii: "a"), count: 200_000).span, appendingTo: &output)
      }
    }
    let other = threads.start {}
    #expect(other != nil)
    other?.join()
  }

  /// A value that is longer than what is looked at of it ends where it ends: neither does its rest stay, nor go the lines
  /// behind it.
  @Test(arguments: [101, 64 << 10])
  func longValuesEndWhereTheyEnd(_ length: Int) {
    let secret = String(repeating: "q1w2e3r4t5", count: 900)
    let name = String(repeating: "Ada Lovelace ", count: 1_000)
    let text = """
      accesskey=\(secret);next=1
      <DisplayName>\(name)
      Call end reason=x, code=480
      {"displayName":"\(name)","n":7}
      last
      """
    let masked = String(
      decoding: ValueStreamTests.masked(Array(text.utf8), inPiecesOf: length), as: UTF8.self)
    #expect(
      masked.contains(
        /^accesskey=REDACTED-[0-9a-f]{8};next=1\n<DisplayName>Person-[0-9a-f]{10}\nCall end reason=x, code=480\n{"displayName":"Person-[0-9a-f]{10}","n":7}\nlast$/
      ), "\(masked)")
  }

  /// The records of a table that goes on over many windows.
  @Test(arguments: [9_973, 5 << 20])
  func cellsFarIntoATable(_ length: Int) {
    var table = "Time,SenderUsername,Result\n"
    for number in 0..<60_000 { table += "\(number),\"someone\nelse\",ok\n" }
    let bytes = Array(table.utf8)
    let columns = SensitiveColumns(headerOf: bytes, kinds: SensitiveKind.maskedByDefault)
    let masked = ValueStreamTests.masked(
      bytes, inPiecesOf: length, cells: columns, threads: SpareThreads(jobs: 2, inputs: 1))
    let lines = String(decoding: masked, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 60_001)
    #expect(lines.dropFirst().allSatisfy { $0.contains(/^\d+,"user-[0-9a-f]{10}",ok$/) })
  }
}
