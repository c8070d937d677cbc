import Calls
import Evidence
import Testing

@Suite struct SelectionTests {
  private let analysis = analyse(
    log { log in
      log.state(.connecting, "a1", at: "10:00:00")
      log.idChanged(from: "a1", to: "b2", at: "10:00:01")
      log.say(.state(.connected), "b2", at: "10:00:05", with: [Identifier(.participantID, "Participant-One")])
      log.state(.disconnected, "b2", at: "10:01:00")
      log.end(410, 3112, "b2", at: "10:01:00")
      log.state(.connecting, "c3", at: "11:00:00")
      log.state(.connected, "c3", at: "11:00:05")
      log.state(.disconnected, "c3", at: "11:01:00")
      log.end(0, 0, "c3", at: "11:01:00")
      log.say(.mention, at: "12:00:00", with: [Identifier(.chatMessageID, "1613694358927")])
      log.say(.signalling(.failed), at: "12:30:00")
    })

  private func keys(_ selection: Selection) -> [String] {
    analysis.selecting(selection).calls.map { String($0.key.prefix(2)) }
  }

  @Test func byAnyNameOfTheCall() {
    #expect(keys(Selection(call: id("a1").description)) == ["b2"])
    #expect(keys(Selection(call: id("b2").description.uppercased())) == ["b2"])
    #expect(keys(Selection(call: "participant-one")) == ["b2"])
    #expect(keys(Selection(call: "c3c3c3c3")) == ["c3"])
    #expect(keys(Selection(call: "c3c3c3c")) == [])
    #expect(analysis.selecting(Selection(call: id("a1").description)).callsTotal == 2)
  }

  @Test func asIDsAreCopied() {
    let text = id("b2").description
    let bare = text.filter { $0 != "-" }
    for form in ["{\(text.uppercased())}", " \(text)\n", "\"\(text)\"", "'\(text)'", bare, "{\(bare)}"] {
      #expect(keys(Selection(call: form)) == ["b2"], "\(form)")
    }
    #expect(keys(Selection(call: "{b2b2b2b2")) == ["b2"])
    #expect(keys(Selection(call: String(bare.dropLast()) + "0")) == [])
    #expect(keys(Selection(call: "{}")) == [])
  }

  @Test func identifiersOf32DigitsAreFoundAsTheyAre() {
    let value = "0123456789abcdef0123456789abcdef"
    let analysis = analyse(
      log { log in
        log.say(.state(.connected), "a1", at: "10:00:00", with: [Identifier(.participantID, value)])
      })
    #expect(analysis.selecting(Selection(call: value)).calls.count == 1)
  }

  @Test func findingsFollowTheirCall() {
    let selected = analysis.selecting(Selection(call: id("c3").description))
    #expect(selected.findings.allSatisfy { $0.callKey == id("c3").description })
    #expect(selected.outsideCalls.isEmpty)
  }

  @Test func notFoundSaysWhereTheValueStands() throws {
    let stray = analysis.selecting(Selection(call: "1613694358927"))
    #expect(stray.calls.isEmpty)
    let finding = try #require(stray.finding("call-not-found"))
    #expect(finding.severity == .error)
    #expect(finding.text.contains("chat-message-id in console.log, line 10"))
    #expect(finding.text.contains("2024-01-16T10:00:00.000Z to 2024-01-16T12:30:00.000Z"))
    let nowhere = analysis.selecting(Selection(call: id("ee").description))
    #expect(nowhere.finding("call-not-found")?.text.contains("nowhere") == true)
  }

  @Test func ambiguousBeginningsAreNotFound() {
    let twins = analyse(
      log { log in
        log.say(
          .state(.connected), "a1", at: "10:00:00", with: [Identifier(.participantID, "shared-start-1")])
        log.state(.disconnected, "a1", at: "10:00:01")
        log.say(
          .state(.connecting), "b2", at: "11:00:00", with: [Identifier(.participantID, "shared-start-2")])
      })
    let selected = twins.selecting(Selection(call: "shared-start"))
    #expect(selected.calls.isEmpty)
    #expect(selected.finding("call-not-found")?.text.contains("2 calls") == true)
  }

  @Test func byOutcome() {
    for word in ["failed", "network", "410", "410/3112"] {
      #expect(keys(Selection(only: [Selection.Filter(word)].compactMap(\.self))) == ["b2"], "\(word)")
    }
    #expect(keys(Selection(only: [.code(410, subCode: 1)])) == [])
    #expect(keys(Selection(only: [Selection.Filter("success")].compactMap(\.self))) == ["c3"])
    for word in ["", "bad", "410/", "/3112", "410/3112/1"] {
      #expect(Selection.Filter(word) == nil, "\(word)")
    }
  }

  @Test func byTime() {
    let half = Instant(year: 2024, month: 1, day: 16, nanosecondOfDay: 36_030 * Instant.nanosecondsPerSecond)
    #expect(keys(Selection(since: half)) == ["b2", "c3"])
    #expect(keys(Selection(until: half)) == ["b2"])
    #expect(keys(Selection(since: half?.adding(seconds: 60))) == ["c3"])
    #expect(analysis.selecting(Selection(until: half)).outsideCalls.isEmpty)
    #expect(analysis.selecting(Selection()) == analysis)
  }
}
