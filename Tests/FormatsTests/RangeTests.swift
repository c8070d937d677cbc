import Evidence
import Foundation
import Intake
import Testing

@testable import Formats

/// Reading a file in ranges, each without the others, gives what reading it in order gives.
@Suite struct RangeTests {
  private static let call = "callId a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1 state Connected "
  private static let noise = "2024-07-08T09:32:41.000Z nothing to see\n"

  /// What ranges with these borders give, each through JSON.
  private func ranges(of content: [UInt8], borders: [Int]) throws -> [TextRange] {
    let file = try ContentFile(content)
    let input = Input(path: "console.log", file: file.path)
    let ends = borders.map(Optional.some) + [nil]
    return try zip([0] + borders, ends).compactMap { start, end in
      switch RangeReading(input, from: start, to: end, options: IntakeOptions(), vocabularies: .builtIn) {
      case .range(let range): return try copy(range)
      case .whole: throw TestFailure("whole from \(start)")
      case .nothing, .interrupted: return nil
      }
    }
  }

  private func copy(_ range: TextRange) throws -> TextRange {
    let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
    let head = try decoder.decode(TextRange.Head.self, from: try encoder.encode(range.head))
    #expect(head == range.head)
    #expect(head.isPlausible)
    var copy = TextRange(head)
    for element in range.elements {
      let read = try decoder.decode(TextRange.Element.self, from: try encoder.encode(element))
      #expect(read.isPlausible(ofBytes: head.fileBytes))
      copy.append(read)
    }
    #expect(copy.isWhole)
    return copy
  }

  private func merged(_ ranges: [TextRange], bytes: Int) -> ArtifactEvidence {
    var merge = RangeMerge(path: "console.log", fileBytes: bytes, keepsText: true)
    for range in ranges where !merge.isAtEnd { take(range, into: &merge) }
    #expect(merge.isAtEnd)
    return merge.finish()
  }

  private func take(_ range: TextRange, into merge: inout RangeMerge, isTaken: Bool = true) {
    let wasTaken = merge.take(range)
    #expect(wasTaken == isTaken)
  }

  private func expectSame(_ content: [UInt8], borders: [Int], _ comment: Comment) throws {
    var inOrder = try evidence(of: content)
    inOrder.artifact.fileBytes = content.count
    let ranges = try ranges(of: content, borders: borders)
    let inRanges = merged(ranges, bytes: content.count)
    #expect(inRanges.observations == inOrder.observations, comment)
    #expect(inRanges == inOrder, comment)
  }

  /// With borders where all chunks begin, and where some do.
  private func expectSame(_ content: [UInt8], _ comment: Comment) throws {
    let chunks = Array(stride(from: 64 << 10, to: content.count, by: 256 << 10))
    try expectSame(content, borders: chunks, "\(comment), every chunk")
    try expectSame(
      content, borders: chunks.enumerated().filter { $0.offset % 3 == 1 }.map(\.element), comment)
  }

  private func text(_ lines: String...) -> [UInt8] { Array(lines.joined().utf8) }

  @Test("any mixture of lines", arguments: 0..<8 as Range<UInt64>)
  func mixtures(seed: UInt64) throws {
    var mixture = LineMixture(seed: seed)
    var content = mixture.text(length: 700_000)
    if seed % 4 == 3 { content.removeLast() }
    if seed % 8 > 4 {
      content = content.flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
    }
    var random = SplitMix(state: seed)
    // Ranges may be empty, and lie behind the end.
    let borders = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      Int.random(in: 0...content.count + 300_000, using: &random)
    }
    let chunks = [64 << 10, 320 << 10, 576 << 10]
    try expectSame(
      content, borders: (seed % 2 == 0 ? borders : chunks + borders).sorted(), "seed \(seed), \(borders)")
  }

  @Test("records that reach across every border, and back over it", arguments: [0, 1, 40, 90, 150, 1000])
  func recordsAcrossBorders(distance: Int) throws {
    let block = """
      12:32:42.351 index.js:8 azure:ACS-calling:info 2024-07-08T09:32:42.350Z CallClient1: call details {
        "callId": "a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1",
        "state": "Connected",
        "endReason": {
          "code": 490,
          "subCode": 4502
        }
      }

      """
    var text = ""
    for border in 0..<5 {
      let target = (64 << 10) + border * (256 << 10) - distance
      while text.utf8.count + 40 < target { text += RangeTests.noise }
      text += String(repeating: ".", count: max(0, target - text.utf8.count - 1)) + "\n" + block
    }
    try expectSame(Array(text.utf8), "\(distance)")
  }

  @Test("an exchange over HTTP on both sides of a border")
  func exchanges() throws {
    let id = "7e577e57-0001-4a00-8a00-000000000001"
    let request = """
      info: Azure.Core[1]
            Request [\(id)] POST https://contoso.communication.azure.com/calling/callConnections?sig=aB1cD2eF3gH4iJ5kL6mN7oP8
            x-ms-client-request-id:\(id)
            Authorization:HMAC-SHA256 SignedHeaders=x-ms-date;host&Signature=aB1cD2eF3gH4iJ5kL6mN7oP8

      """
    let response = """
      warn: Azure.Core[8]
            Error response [\(id)] 401 Denied (00.3s)
            Content-Type:application/json
      dbug: Azure.Core[17]
            Response [\(id)] content: {"error":{"code":"8522","message":"Denied"},"accessToken":"aB1cD2eF3gH4iJ5kL6mN7oP8"}

      """
    let border = (64 << 10) + (256 << 10)
    for gap in [0, 700, 300_000] {
      var content = ""
      while content.utf8.count < border - request.utf8.count - 20 { content += "nothing to see\n" }
      content += request + String(repeating: ".\n", count: gap / 2) + response
      content += String(repeating: "nothing to see\n", count: 3_000)
      let bytes = Array(content.utf8)
      #expect(try evidence(of: bytes).observations.contains { $0.testimony?.record == "HTTP" })
      try expectSame(bytes, "gap \(gap)")
      for range in try ranges(of: bytes, borders: [border]) {
        let json = try JSONEncoder().encode(Array(range.elements))
        let written = String(decoding: json, as: UTF8.self)
        let bodies = written.matches(of: /"body":"([^"]*)"/).map {
          Base64.decode($0.1).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        for text in [written] + bodies { #expect(!text.contains("aB1cD2eF3gH4iJ5kL6mN7oP8")) }
      }
    }
  }

  @Test("a line longer than several chunks", arguments: [300_000, 1_100_000, 2_000_000])
  func longLines(length: Int) throws {
    let noise = String(repeating: RangeTests.noise, count: 6_000)
    let filling = String(repeating: "x", count: length / 2)
    try expectSame(
      text(
        noise, RangeTests.call, filling, RangeTests.call, filling, "\n", noise, RangeTests.call, "\n", noise),
      "\(length)")
  }

  @Test(
    "a long line that ends at a border, and lines behind it that go on with it",
    arguments: [0, 1, 5_000, 40_000])
  func longLinesAtBorders(distance: Int) throws {
    let noise = Array(String(repeating: RangeTests.noise, count: 3_000).utf8)
    let border = (64 << 10) + 7 * (256 << 10) - distance
    var text = noise + Array(RangeTests.call.utf8)
    text += [UInt8](repeating: UInt8(ascii: " "), count: border - text.count - 1) + [UInt8(ascii: "\n")]
    text += Array("    callId a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1\n    state Disconnected\n".utf8)
    try expectSame(text + noise + Array(RangeTests.call.utf8) + noise + noise, "\(distance)")
  }

  @Test("a record over the cap")
  func longRecords() throws {
    let noise = String(repeating: RangeTests.noise, count: 4_000)
    let line =
      "  \"callId\": \"a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1\", " + String(repeating: "x", count: 900) + "\n"
    let record = "2024-07-08T09:32:42.350Z details: {\n" + String(repeating: line, count: 1_900) + "}\n"
    try expectSame(text(noise, record, noise, noise), "record")
  }

  @Test("a header of logcat's long format above a border", arguments: [20_000, 31_000, 40_000, 60_000])
  func farHeaders(distance: Int) throws {
    let noise = Array(String(repeating: "nothing to see\n", count: 40_000).utf8)
    let border = (64 << 10) + 2 * (256 << 10)
    var text = Array(noise.prefix(border - distance - 60))
    text += Array("\n[ 06-30 08:05:51.545  1182: 1182 I/DEBUG ]\n".utf8)
    for _ in 0..<30 {
      text += [UInt8](repeating: UInt8(ascii: "x"), count: distance / 30) + [UInt8(ascii: "\n")]
    }
    try expectSame(text + Array(RangeTests.call.utf8) + [UInt8(ascii: "\n")] + noise, "\(distance)")
  }

  @Test("text without a line break at its end, of one line, and of nothing but line breaks")
  func ends() throws {
    try expectSame(
      text(
        String(repeating: RangeTests.noise, count: 20_000), "2024-07-08T09:32:43.000Z Call ended, code: 490"),
      "no line break")
    try expectSame([UInt8](repeating: UInt8(ascii: "x"), count: 900_000), "one line")
    try expectSame([UInt8](repeating: UInt8(ascii: "\n"), count: 900_000), "line breaks")
  }

  @Test("where every line says something")
  func dense() throws {
    let line = "2024-07-08T09:32:42.350Z callId a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1 mute\n"
    try expectSame(Array(String(repeating: line, count: 9_000).utf8), "dense")
  }

  @Test("borders are rounded up to where chunks begin, and never overflow")
  func borders() {
    let chunk = 256 << 10
    #expect(
      [-1, 0, 1, 64 << 10, (64 << 10) + 1, (64 << 10) + chunk, .max].map(TextRange.border(from:))
        == [0, 0, 64 << 10, 64 << 10, (64 << 10) + chunk, (64 << 10) + chunk, .max])
  }

  // MARK: What is not read in ranges

  private func kinds(_ content: [UInt8], borders: [Int], name: String = "console.log") throws -> [String] {
    let file = try ContentFile(content)
    let input = Input(path: name, file: file.path)
    return zip([0] + borders, borders.map(Optional.some) + [nil]).map { start, end in
      switch RangeReading(input, from: start, to: end, options: IntakeOptions(), vocabularies: .builtIn) {
      case .range: "range"
      case .whole: "whole"
      case .nothing: "nothing"
      case .interrupted: "interrupted"
      }
    }
  }

  @Test("what is no plain log is read whole with the first range")
  func otherContent() throws {
    let borders = [0, 100_000, 500_000]
    let noise = Array(String(repeating: RangeTests.noise, count: 20_000).utf8)
    let others: [[UInt8]] = [
      [], Array(noise.prefix(60_000)), [UInt8](repeating: 0, count: 900_000), [0xef, 0xbb, 0xbf] + noise,
      noise.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "\r") : $0 },
      Array(("[" + String(repeating: "{\"level\":\"info\",\"message\":\"x\"},\n", count: 20_000)).utf8),
      Array("Incident Identifier: 1\n".utf8) + noise, Array("%PDF-1.4\n".utf8) + noise,
      Array(noise.prefix(1_000)) + RangeTests.utf16 + noise,
    ]
    for (number, content) in others.enumerated() {
      #expect(
        try kinds(content, borders: borders) == ["whole", "whole", "nothing", "nothing"], "content \(number)")
    }
    #expect(try kinds(noise, borders: borders) == ["nothing", "range", "range", "range"])
  }

  private static let utf16 = Array(String(repeating: "callId und \u{e4}\n", count: 40).utf16).flatMap {
    [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
  }

  @Test("a log that goes on in UTF-16 is read whole where that is seen")
  func mixedText() throws {
    let noise = Array(String(repeating: RangeTests.noise, count: 10_000).utf8)
    #expect(
      try kinds(noise + RangeTests.utf16 + noise, borders: [65_536, 327_680, 589_824])
        == ["range", "whole", "whole", "range"])
  }

  @Test("a file that becomes shorter is read whole, which says so")
  func shrunk() throws {
    let file = try ContentFile(Array(String(repeating: RangeTests.noise, count: 30_000).utf8))
    Intake.open(Input(path: "a.log", file: file.path)) { artifact in
      guard let open = artifact.openFile else {
        Issue.record("not a plain file")
        return
      }
      #expect(file.shorten(to: 500_000))
      let reader = RangeReader(open, path: "a.log", vocabularies: .builtIn)
      #expect(reader.read(from: 327_680, to: open.size) == nil)
      #expect(!open.isSteady)
    }
  }

  // MARK: What is missing or does not fit

  @Test("behind a gap lines have no numbers, and all else is as it is")
  func gaps() throws {
    let content = text(
      String(repeating: RangeTests.noise, count: 10_000), RangeTests.call, "\n",
      String(repeating: RangeTests.noise, count: 10_000), RangeTests.call, "\n",
      String(repeating: RangeTests.noise, count: 2_000))
    let whole = try evidence(of: content)
    let ranges = try ranges(of: content, borders: [327_680, 589_824])
    var merge = RangeMerge(path: "console.log", fileBytes: content.count, keepsText: true)
    take(ranges[0], into: &merge)
    merge.passGap()
    take(ranges[2], into: &merge)
    let evidence = merge.finish()
    #expect(whole.observations.map(\.source.line) == [10_001, 20_002])
    #expect(evidence.observations.map(\.source.offset) == [whole.observations[1].source.offset])
    #expect(evidence.observations.map(\.source.line) == [nil])
    #expect(evidence.artifact.bytes == content.count - 262_144)
  }

  @Test("numbers that no file has are refused")
  func implausible() throws {
    let ranges = try ranges(
      of: text(String(repeating: RangeTests.noise, count: 9_000), RangeTests.call, "\n"), borders: [100_000])
    let good = ranges[0].head
    let changes: [(inout TextRange.Head) -> Void] = [
      { $0.fileBytes = .max }, { $0.start = -1 }, { $0.end = $0.start }, { $0.end = $0.fileBytes + 1 },
      { $0.lines = -1 }, { $0.lines = .max }, { $0.readings = -1 }, { $0.seam = nil },
      { $0.seam?.lines = $0.lines + 1 }, { $0.seam?.readings = -1 }, { $0.textEnd = TextEnd() },
      { $0.seam?.readings = .max },
    ]
    for (number, change) in changes.enumerated() {
      var head = good
      change(&head)
      #expect(!head.isPlausible, "\(number)")
    }
    for line in [-1, Int.max] {
      let source = Source(artifact: 0, line: line, offset: 0)
      let header = HeaderReading(LineHeader([]), source: source)
      #expect(!TextRange.Element(.header(header, hash: 0)).isPlausible(ofBytes: good.fileBytes))
    }
    var merge = RangeMerge(path: "a.log", fileBytes: good.fileBytes, keepsText: true)
    var many = ranges[0]
    many.head.lines = good.fileBytes
    take(many, into: &merge)
    take(many, into: &merge, isTaken: false)
    many.head.fileBytes += 1
    take(many, into: &merge, isTaken: false)
  }
}
