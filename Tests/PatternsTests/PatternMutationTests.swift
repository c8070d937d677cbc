import Patterns
import Testing

/// Whatever stands in a file of patterns, reading it ends and says what is wrong.
@Suite struct PatternMutationTests {
  @Test func damagedFilesAreRead() throws {
    var generator = SeededGenerator(seed: 5)
    let interesting = Array("\"'{}[],:&*?|>-#!%@`\n\t \u{e9}0xyz".utf8)
    var refused = 0
    for (_, text) in try examples() {
      let original = Array(text.utf8)
      for _ in 0..<500 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
          let place = Int.random(in: bytes.indices, using: &generator)
          let length = Int.random(in: 1...40, using: &generator)
          switch Int.random(in: 0..<5, using: &generator) {
          case 0: bytes[place] = interesting[Int.random(in: interesting.indices, using: &generator)]
          case 1: bytes[place] = UInt8.random(in: 0...127, using: &generator)
          case 2: bytes.removeSubrange(place..<min(bytes.count, place + length))
          case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + length)], at: place)
          default: bytes.removeSubrange(place...)
          }
        }
        let found = problems(in: String(decoding: bytes, as: UTF8.self))
        if !found.isEmpty { refused += 1 }
        #expect(found.allSatisfy { $0.hasPrefix("f.yaml:") && !$0.contains("\n") }, "\(found)")
      }
    }
    #expect(refused > 500)
  }
}
