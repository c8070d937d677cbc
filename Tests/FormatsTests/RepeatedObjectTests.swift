import Testing

@testable import Formats

/// Objects that differ from the one before in values alone are not read as a whole: they must be found as if they were.
@Suite struct RepeatedObjectTests {
  private struct Reading: Equatable {
    var texts: [String]
    var names: [String]
    var layout: Int?
  }

  /// What is found of each object; nil where the text is refused.
  private func read(_ text: String, with objects: FastJSONObjects) -> [Reading]? {
    let bytes = Array(text.utf8)
    let padded = bytes + Array(repeating: 0, count: FastJSONObjects.padding)
    guard let count = objects.read(padded, in: 0..<bytes.count) else { return nil }
    return (0..<count).map { index in
      let object = objects[index]
      func texts(_ ranges: [Range<Int>]) -> [String] {
        ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
      }
      return Reading(
        texts: texts(objects.values(of: object)) + texts([object.range]),
        names: texts(objects.names(of: object)),
        layout: object.layout)
    }
  }

  private static let values = [
    #""""#, #""a""#, #""ab""#, #""0f3c""#, #""a\"b""#, #""\\""#, #""é""#, #""a{b}[c],:""#, "0", "12", "123",
    "-1.5e+3",
    "true", "false", "null", "{}", "[]", #"{"a":1}"#, "[1,2]", #""12""#, " 12 ", #"  "a"  "#,
  ]

  private static func row(_ random: inout SeededGenerator) -> String {
    func value() -> String { values.randomElement(using: &random) ?? "0" }
    let comma = Int.random(in: 0..<20, using: &random) == 0 ? " , " : ","
    let last = Int.random(in: 0..<10, using: &random) == 0 ? "other" : "last"
    return
      #"{"name":\#(value())\#(comma)"properties":{"first":\#(value()),"second":\#(value())},"\#(last)":\#(value())}"#
  }

  @Test(arguments: 0..<40) func `each object is found as if it stood alone`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<100).map { _ in RepeatedObjectTests.row(&random) }
    let objects = FastJSONObjects()
    let alone = try rows.map { try #require(read($0, with: objects)?.first) }
    #expect(read(rows.joined(separator: "\n"), with: objects) == alone)
    #expect(read(rows.joined(separator: " "), with: objects) == alone)
  }

  @Test(arguments: 0..<40) func `damage is found behind an object that is like it`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let whole = #"{"a":"one","properties":{"b":12,"c":"two"},"d":true}"#
    for _ in 0..<200 {
      var damaged = Array(whole.utf8)
      let place = Int.random(in: damaged.indices, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: damaged.remove(at: place)
      case 1: damaged[place] = UInt8.random(in: 0...255, using: &random)
      default: damaged.insert(UInt8.random(in: 0...127, using: &random), at: place)
      }
      guard !damaged.contains(0x0a) else { continue }
      let objects = FastJSONObjects()
      func isTaken(_ bytes: [UInt8]) -> Bool {
        objects.read(bytes + Array(repeating: 0, count: FastJSONObjects.padding), in: 0..<bytes.count) != nil
      }
      #expect(isTaken(Array(whole.utf8) + [0x0a] + damaged) == isTaken(damaged), "\(damaged)")
    }
  }

  @Test func `a row is measured the same behind any other`() throws {
    let rows = ["send", "recv", "send"].flatMap { direction in
      ["5", "17.25", "1234567"].map {
        #"{"category":"CallClientMediaStatsTimeSeries","properties":{"callId":"c","participantId":"p","#
          + #""metricName":"JitterInMs","average":\#($0),"count":10,"mediaStreamDirection":"\#(direction)","#
          + #""mediaStreamType":"audio","mediaStreamCodec":"OPUS"}}"#
      }
    }
    func measured(_ rows: [String]) throws -> [MediaMeasurement?] {
      let objects = FastJSONObjects()
      let bytes = Array(rows.joined(separator: "\n").utf8)
      let padded = bytes + Array(repeating: 0, count: FastJSONObjects.padding)
      #expect(objects.read(padded, in: 0..<bytes.count) == rows.count)
      let media = try #require(ElementLayout(objects, objects[0], padded).media)
      return objects.measure(from: 0, media)
    }
    let together = try measured(rows)
    let alone = try rows.flatMap { try measured([$0]) }
    #expect(together.count == rows.count)
    for (one, other) in zip(together, alone) {
      #expect(one?.hash == other?.hash)
      #expect(one?.owner == other?.owner)
      #expect(one?.numbers == other?.numbers)
    }
    #expect(Set(together.map { $0?.hash }).count == 2)
    #expect(Set(together.map { $0?.owner }).count == 1)
  }
}
