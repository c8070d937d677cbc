import Evidence
import Testing

@testable import Formats

/// No pattern takes more than linear work, whatever stands in a record. Work is counted in bytes that are looked at.
@Suite struct PatternLinearityTests {
  private func steps(_ pattern: Pattern, _ text: [UInt8]) -> Int {
    var record = Record(message: text, source: Source(artifact: 0, offset: 0))
    record.written = text
    var steps = 0
    _ = PatternReader(pattern).read(record, counting: &steps)
    return steps
  }

  /// Templates with lines in which nearly all of them fits nearly everywhere.
  private static let hard: [(template: String, line: String, repeated: String, end: String)] = [
    ("a{state}b", "", "a", "b"), ("ab{_}ab{_}ab{_}abc", "", "ab", ""), ("aaaaaaaa{_}aaaaaaab", "", "a", ""),
    ("x{_}y{_}z{_}x{state}w", "", "xyz", "w"),
    ("call {callId} x", "", "call 5f0d6a10-0001-4000-8000-0000000000a1 ", ""),
    ("a{time}b{_}c", "", "a2026-01-29 11:04:05b", ""), ("a{code}a{subCode}b", "", "a1", "b"),
    ("a{message}b{state}c", "", "ab", "c"), ("(a{code}b{_}c", "", "(a1b", ""),
    ("a {state} b", "", "a \t ", "b"),
  ]

  @Test func adversarialLinesTakeLinearWork() throws {
    for (template, start, repeated, end) in PatternLinearityTests.hard {
      let pattern = Pattern(
        "p", contains: [String(repeated.prefix(1))], line: try Template(template),
        origin: Pattern.Origin(file: "p", line: 1))
      let work = [2000, 4000, 8000, 16_000].map { count in
        let text = start + String(repeating: repeated, count: count / repeated.utf8.count) + end
        return steps(pattern, Array(text.utf8))
      }
      for (shorter, longer) in zip(work, work.dropFirst()) {
        #expect(longer <= shorter * 5 / 2, "\(template): \(work)")
      }
    }
  }

  @Test func anyPatternOverAnyBytesTakesLinearWork() throws {
    var generator = SeededGenerator(seed: 11)
    let pieces = [
      "a", "b", "ab", "{_}", "{state}", "{callId}", "{code}", "{time}", "{message}", " ",
      "2026-01-29 11:04:05",
    ]
    var tried = 0
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1...12, using: &generator))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      guard let template = try? Template(text) else { continue }
      tried += 1
      let label = PatternLabel(.code, after: "a")
      let pattern = Pattern(
        "p", contains: ["a"], line: template, labels: template.fields.contains(.code) ? [] : [label],
        origin: Pattern.Origin(file: "p", line: 1))
      let alphabet = Array("ab1 2026-01-29 11:04:05\n".utf8)
      let length = Int.random(in: 0...3000, using: &generator)
      let record = (0..<length).map { _ in
        Int.random(in: 0..<20, using: &generator) == 0
          ? UInt8.random(in: 0...255, using: &generator)
          : alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      // Each byte is compared with each text of the template at most twice, and looked at for each short value.
      let most = (record.count + 100) * (2 * text.utf8.count + 100 * (template.fields.count + 1) + 20)
      let steps = steps(pattern, record)
      #expect(steps <= most, "\(text) over \(record.count) bytes: \(steps)")
    }
    #expect(tried > 200)
  }
}
