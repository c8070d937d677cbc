import Evidence
import Testing

@Suite struct ServerCallIDTests {
  /// `https://api.flightproxy.skype.com/api/v2/cp/conv-usea2-01.conv.skype.com/conv/…?i=12&e=638205478089313223`.
  private static let real =
    "aHR0cHM6Ly9hcGkuZmxpZ2h0cHJveHkuc2t5cGUuY29tL2FwaS92Mi9jcC9jb252LXVzZWEyLTAxLmNvbnYuc2t5cGUuY29tL2NvbnYvZzRo"
    + "WlVoS1ZEVUtma19HenRDZ1JTQT9pPTEyJmU9NjM4MjA1NDc4MDg5MzEzMjIz"

  @Test func tellsRegionConversationAndEpoch() throws {
    let id = try #require(ServerCallID(ServerCallIDTests.real))
    #expect(id.host == "conv-usea2-01.conv.skype.com")
    #expect(id.region == "usea2")
    #expect(id.conversation == GUID("52598883-9512-420d-9f93-f1b3b4281148"))
    #expect(id.instance == "12")
    #expect(id.epoch?.date == CalendarDate(year: 2023, month: 5, day: 24))
  }

  @Test func aPortIsNoPartOfTheHost() throws {
    // https://conv-dev-21.conv-dev.skype.net:443/conv/KM4-yFARhUaswOTjnIOIvg?i=10-128-95-52&e=x, padded
    let text =
      "aHR0cHM6Ly9jb252LWRldi0yMS5jb252LWRldi5za3lwZS5uZXQ6NDQzL2NvbnYvS000LXlGQVJoVWFzd09Uam5JT0l2Zz9pPTEwLTEyOC05"
      + "NS01MiZlPXg="
    let id = try #require(ServerCallID(text))
    #expect(id.host == "conv-dev-21.conv-dev.skype.net")
    #expect(id.region == "dev")
    #expect(id.conversation == GUID("c83ece28-1150-4685-acc0-e4e39c8388be"))
    #expect(id.instance == "10-128-95-52")
    #expect(id.epoch == nil)
  }

  @Test(arguments: [
    "", "serverCallId", "aHR0cHM6Ly", "aHR0cHM6Ly8=", "aHR0cHM6Ly9leGFtcGxlLmNvbS9jb252",
    "aHR0cHM6Ly9hL2NvbnY=",
    "aHR0cHM6Ly9hL2NvbnYvYWJj", "tob2JIV0wzOHdab3dWcGVWZmsrL2QxYVZnQ2U1bVVLQTh1",
    // https://a/b/conv/AAAAAAAAAAAAAAAAAAAAAA: the nil GUID.
    "aHR0cHM6Ly9hL2IvY29udi9BQUFBQUFBQUFBQUFBQUFBQUFBQUFB",
  ])
  func opaqueOnesAreRefused(text: String) {
    #expect(ServerCallID(text) == nil)
  }

  @Test func epochsOutOfRangeAreLeftOut() throws {
    // https://a/b/conv/KM4-yFARhUaswOTjnIOIvg?e=9223372036854775807
    let text = "aHR0cHM6Ly9hL2IvY29udi9LTTQteUZBUmhVYXN3T1RqbklPSXZnP2U9OTIyMzM3MjAzNjg1NDc3NTgwNw"
    #expect(try #require(ServerCallID(text)).epoch == nil)
  }

  @Test func damageNeverCrashes() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<5_000 {
      var bytes = Array(ServerCallIDTests.real.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 10..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...127, using: &generator)
      }
      if let id = ServerCallID(String(decoding: bytes, as: UTF8.self)) { #expect(!id.conversation.isNil) }
    }
  }

  @Test(arguments: [
    ("", ""), ("Zg", "f"), ("Zg==", "f"), ("Zm8", "fo"), ("Zm8=", "fo"), ("Zm9v", "foo"),
    ("Zm9vYmE", "fooba"),
  ])
  func base64IsRead(text: String, plain: String) {
    #expect(Base64.decode(text) == Array(plain.utf8))
  }

  @Test(arguments: ["Z", "Zg===", "Zm9v!", "Z=m9v", "Zm 9v"])
  func whatIsNoBase64IsRefused(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func bothAlphabetsMeanTheSame() {
    #expect(Base64.decode("-_-_") == Base64.decode("+/+/"))
    #expect(Base64.decode("-_-_") == [0xfb, 0xff, 0xbf])
  }
}
