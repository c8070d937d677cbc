import Evidence
import Testing

@Suite struct GUIDTests {
  private let text = "a1b2c3d4-0001-4000-8000-0123456789ab"

  @Test func theCaseOfLettersMeansNothing() {
    #expect(GUID(text) == GUID(text.uppercased()))
    #expect(GUID(text.uppercased())?.description == text)
    #expect(GUID(ascii: Array(text.utf8)[...]) == GUID(text))
  }

  @Test(arguments: [
    "", "a1b2c3d4-0001-4000-8000-0123456789a", "a1b2c3d4-0001-4000-8000-0123456789abc",
    "a1b2c3d4-0001-4000-80000-123456789ab", "a1b2c3d4_0001_4000_8000_0123456789ab",
    "g1b2c3d4-0001-4000-8000-0123456789ab",
    "{1b2c3d4-0001-4000-8000-0123456789a}", "a1b2c3d4000140008000-0123456789ab---",
    "----a1b2c3d4-0001-4000-8000-01234567",
    "\u{ff41}1b2c3d4-0001-4000-8000-0123456789",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(GUID(text) == nil)
  }

  @Test func randomIDsComeBackAndKeepTheirOrder() throws {
    var generator = SeededGenerator(seed: 2)
    var previous: GUID?
    for _ in 0..<500 {
      let digits = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &generator), radix: 16) }.joined()
      var parts: [Substring] = []
      var rest = Substring(digits)
      for length in [8, 4, 4, 4, 12] {
        parts.append(rest.prefix(length))
        rest = rest.dropFirst(length)
      }
      let text = parts.joined(separator: "-")
      let id = try #require(GUID(text))
      #expect(id.description == text)
      if let previous { #expect((previous < id) == (previous.description < text)) }
      previous = id
    }
  }

  @Test func onlyZerosAreNoID() {
    #expect(GUID("00000000-0000-0000-0000-000000000000")?.isNil == true)
    #expect(GUID("00000000-0000-0000-0000-000000000001")?.isNil == false)
    #expect(GUID("10000000-0000-0000-0000-000000000000")?.isNil == false)
  }
}
