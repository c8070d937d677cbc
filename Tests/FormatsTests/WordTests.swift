import Evidence
import Testing

@testable import Formats

/// Words held in place are compared as texts are, and the shortcuts past them decide nothing.
@Suite struct WordTests {
  private static let parts: [StaticString] = [
    "call", "callid", "id", "endreason", "sub", "code", "state", "c", "onnected", "changed", "",
  ]
  private static let words = [
    "", "c", "call", "callid", "callidchanged", "subcode", "disconnected", "connected", "connecting",
    "idchanged", "endreason", "callendreasoncode", "error", "état",
  ]

  @Test(arguments: words)
  func comparisonsAreThoseOfTexts(text: String) {
    let word = Word(text)
    #expect(word.count == text.utf8.count)
    for part in Self.parts {
      let string = "\(part)"
      #expect(word.hasPrefix(part) == text.hasPrefix(string))
      #expect(word.hasSuffix(part) == text.hasSuffix(string))
      #expect((word == part) == (text == string))
      if !string.isEmpty {
        #expect(word.contains(part) == text.contains(string))
        let place = word.firstIndex(of: part)
        #expect(place.map { word.dropping(first: $0).hasPrefix(part) } ?? true)
      }
    }
    for other in Self.words { #expect((word == Word(other)) == (text == other)) }
  }

  @Test func whatIsOverTheCapacityIsLeftOut() {
    let long = String(repeating: "ab", count: 50)
    #expect(Word(long).count == 64)
    #expect(Word(long) == Word(long + "c"))
    #expect(Word(long) != Word(String(long.prefix(63))))
    #expect(Word(folding: "Logged_AT", dropping: UInt8(ascii: "_")) == "loggedat")
  }

  @Test func tablesFindEveryWordOfTheirsAndNoOther() {
    var generator = SeededGenerator(seed: 21)
    let words = Set((0..<300).map { _ in Self.random(using: &generator) })
    let table = WordTable(words.enumerated().map { ($0.element, $0.offset) })
    for (index, word) in words.enumerated() {
      #expect(table[Word(word)] == index)
      #expect(table.slots.contains(Word(word).slot))
    }
    for _ in 0..<3_000 {
      let word = Self.random(using: &generator)
      #expect((table[Word(word)] != nil) == words.contains(word))
    }
  }

  @Test func aWordOfTheSourceCodeHasItsSlot() {
    for part in Self.parts { #expect(Word.slot(of: part) == Word("\(part)").slot) }
  }

  @Test func sequencesAreFoundWhateverStandsBetween() {
    let words = Record(
      message: Array("Call_ID (changed) to x, isMuted: is now true; failed to join the call".utf8),
      source: Source(artifact: 0, offset: 0)
    ).words
    #expect(words.has("callid", "changed"))
    #expect(words.has("failed", "to", "join", "the", "call"))
    #expect(!words.has("failed", "to", "join", "call"))
    #expect(!words.has("changed", "callid"))
    #expect(words.contains("x"))
    #expect(!words.contains("id"))
    #expect(words.containsAny(["nothing", "join"]))
    #expect(!words.containsAny(["nothing", "joined"]))
    #expect(words.boolean(after: "ismuted") == true)
    #expect(words.boolean(after: "changed") == nil)
    #expect(words.boolean(after: "ismuted", "is", "now") == true)
    #expect(words.following("changed") == "to")
    #expect(words.following("call") == nil)
  }

  @Test func whatStandsInAMessageIsNeverPassedOver() {
    var generator = SeededGenerator(seed: 22)
    let texts: [StaticString] = ["ACSCall{", "Fatal signal ", "<private>", "é", "a", "SKP", "\n\n"]
    for _ in 0..<500 {
      let before = Self.random(using: &generator)
      let behind = Self.random(using: &generator)
      for text in texts {
        let message = Array((before + "\(text)" + behind).utf8)
        let record = Record(message: message, source: Source(artifact: 0, offset: 0))
        #expect(record.position(of: text) == firstIndex(of: text, in: ByteCursor(message)))
        #expect(record.contains(text))
        let other = Record(message: Array((before + behind).utf8), source: Source(artifact: 0, offset: 0))
        #expect(other.contains(text) == (before + behind).contains("\(text)"))
      }
    }
  }

  private static func random(using generator: inout SeededGenerator) -> String {
    let letters = Array("abcdeilnorst")
    return String(
      (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        letters.randomElement(using: &generator) ?? "a"
      })
  }
}
