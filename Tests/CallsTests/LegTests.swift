import Calls
import Evidence
import Testing

/// What is known of one stay: when it began and ended, whose it was, and on what it ran.
@Suite struct LegTests {
  @Test func aStateWithoutATimeTakesThatOfItsRepeat() throws {
    let call = try #require(
      analyse(
        log { log in
          log.state(.connecting, "a1", at: "10:00:00")
          log.state(.disconnected, "a1")
          log.end(480, 10037, "a1")
          log.state(.disconnected, "a1", at: "10:00:02")
        }
      ).calls.first)
    #expect(call.path == ["Connecting", "Disconnected"])
    #expect(call.states.last?.source.line == 4)
    #expect(call.legs[0].leaveTime?.instant.rfc3339 == "2024-01-16T10:00:02.000Z")
    #expect(call.endTime == call.legs[0].leaveTime)
  }

  @Test func aRepeatLongAfterIsNoTimeOfTheState() throws {
    let call = try #require(
      analyse(
        log { log in
          log.state(.connecting, "a1", at: "10:00:00")
          log.state(.connected, "a1")
          log.diagnostic("noNetwork", "true", at: "10:05:00")
          log.state(.connected, "a1", at: "10:30:00")
          log.state(.disconnected, "a1", at: "10:40:00")
        }
      ).calls.first)
    #expect(call.path == ["Connecting", "Connected", "Disconnected"])
    #expect(call.connectedTime == nil)
  }

  @Test func aClientThatNothingNamesHasNoNumber() throws {
    let analysis = analyse(
      log { log in
        log.created(1, at: "09:59:00")
        log.created(2, at: "09:59:01")
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.state(.connecting, "b2", at: "10:00:10", client: 1)
      })
    #expect(analysis.call("a1")?.clients.map(\.label) == ["web"])
    #expect(analysis.call("b2")?.clients.map(\.label) == ["CallClient1 (web)"])
    let alone = analyse(
      log { log in
        log.created(3, at: "09:59:00")
        log.state(.connecting, "a1", at: "10:00:00")
      })
    #expect(alone.calls.first?.clients.map(\.label) == ["CallClient3 (web)"])
  }

  @Test func aLegSaysWhoItWasAndOnWhat() throws {
    let agent =
      "Mozilla/5.0 (iPad; CPU OS 17_1_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/604.1"
    let leg = try #require(
      analyse(
        log { log in
          log.say(.agent(.created), at: "09:59:00", client: 1, with: [Identifier(.userMRI, "8:acs:me")])
          log.state(.connecting, "a1", at: "10:00:00", client: 1)
          log.say(
            .mention, "a1", at: "10:00:01", client: 1,
            with: [Identifier(.userAgent, agent), Identifier(.sdkVersion, "1.27.5")])
          log.say(
            .participant(.added, who: "8:acs:you"), at: "10:00:05", client: 1,
            with: [Identifier(.userMRI, "8:acs:you")])
          log.state(.connected, "a1", at: "10:00:06", client: 1)
        }
      ).calls.first?.legs.first)
    #expect(leg.user == "8:acs:me")
    #expect(leg.browser == "Safari 17.1")
    #expect(leg.os == "iOS 17.1")
    #expect(leg.sdkVersion == "1.27.5")
    #expect(leg.quality == nil)
  }

  @Test(arguments: [
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91",
      "Edge 120", "Windows"
    ),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox 121", "Linux"),
    (
      "Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36",
      "Chrome 119", "Android 13"
    ),
    ("azsdk-js-communication-calling/1.27.5", "-", "-"),
  ]) func aUserAgentIsReadAsFarAsItIsKnown(text: String, browser: String, system: String) {
    let leg = analyse(
      log { log in
        log.say(.state(.connecting), "a1", at: "10:00:00", with: [Identifier(.userAgent, text)])
      }
    ).calls.first?.legs.first
    #expect(leg?.browser ?? "-" == browser)
    #expect(leg?.os ?? "-" == system)
  }
}
