import Calls
import Evidence
import Testing

/// One client in several artifacts, one event on several clocks.
@Suite struct SeveralLogsTests {
  /// A session as the SDK stamps it.
  private func session(_ log: inout LogScript, until last: Int = 5) {
    let lines: [(Claim, String?, String)] = [
      (.state(.connecting), "a1", "10:00:00"), (.idChange(from: id("a1"), to: id("b2")), nil, "10:00:02"),
      (.state(.connected), "b2", "10:00:05"), (.state(.disconnected), "b2", "10:01:05"),
      (.end(EndCodes(code: 410, subCode: 3112)), "b2", "10:01:05"),
    ]
    for (claim, name, time) in lines.prefix(last) { log.say(claim, name, at: time, client: 1, stamped: true) }
  }

  @Test func consoleSaveAndDownloadedLogAreOneClient() throws {
    let analysis = analyse(
      log("console-save.log") { log in
        log.state(.connecting, at: "10:00:00")
        session(&log)
        log.say(.muted(true, byOthers: false), at: "10:00:30")
      },
      log("downloaded.txt", artifact: 1) { log in session(&log) })
    #expect(analysis.calls.count == 1)
    let call = try #require(analysis.calls.first)
    #expect(call.clients.count == 1)
    #expect(call.clients.first?.artifacts == [0, 1])
    #expect(call.legs.count == 1)
    #expect(call.path == ["Connecting", "Connected", "Disconnected"])
    #expect(call.timeline.count { $0.kind == "end" } == 1)
    #expect(analysis.finding("duplicate-artifact")?.severity == .info)
    #expect(analysis.finding("duplicate-artifact")?.text.contains("5 lines") == true)
  }

  @Test func overlappingExcerptsAreCountedOnce() throws {
    let analysis = analyse(
      log("part1.log") { log in session(&log, until: 3) },
      log("part2.log", artifact: 1) { log in session(&log) })
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.legs.count == 1)
    #expect(call.timeline.count == 5)
    #expect(analysis.finding("duplicate-artifact")?.text.hasPrefix("3 lines stand both in part1.log") == true)
    #expect(analysis.finding("log-ends-before-call-end") == nil)
  }

  @Test(arguments: [true, false])
  func linesThatDecideNothingTieExcerptsToo(keepsTimeline: Bool) throws {
    func excerpt(_ path: String, _ artifact: Int, _ lines: ClosedRange<Int>) -> ArtifactEvidence {
      log(path, artifact: artifact, platform: nil) { log in
        let claims: [Claim] = [
          .state(.connecting), .state(.ringing), .state(.connected), .muted(true, byOthers: false), .mention,
          .state(.localHold), .state(.connected), .state(.disconnected),
        ]
        for number in lines { log.say(claims[number], "a1", at: "10:00:0\(number)", stamped: true) }
      }
    }
    let analysis = analyse(
      excerpt("head.txt", 0, 0...4), excerpt("tail.txt", 1, 3...7),
      options: FoldOptions(keepsTimeline: keepsTimeline))
    let call = try #require(analysis.calls.first)
    #expect(call.clients.count == 1)
    #expect(call.legs.count == 1)
    #expect(call.path == ["Connecting", "Ringing", "Connected", "LocalHold", "Connected", "Disconnected"])
    #expect(analysis.finding("duplicate-artifact")?.text.hasPrefix("2 lines stand both in head.txt") == true)
    #expect(analysis.finding("log-ends-before-call-end") == nil)
  }

  @Test func severalThingsSaidOnOneLineAreOneSharedLine() {
    func application(_ path: String, _ artifact: Int) -> ArtifactEvidence {
      var evidence = log(path, artifact: artifact) { log in
        log.state(.connecting, "a1", at: "10:00:0\(artifact)", client: 1)
        log.say(.state(.disconnected), "a1", at: "10:00:05", client: 1, stamped: true)
      }
      var end = evidence.observations[1]
      end.claim = .end(EndCodes(code: 0, subCode: 0))
      evidence.observations.append(end)
      return evidence
    }
    let analysis = analyse(application("a.log", 0), application("b.log", 1))
    // One line with two claims is one line, and one shared line proves nothing.
    #expect(analysis.calls.map(\.clients.count) == [2])
    #expect(analysis.finding("duplicate-artifact") == nil)
  }

  @Test func theSameArtifactTwiceIsASuspectAndSaid() {
    let original = log { log in session(&log) }
    var copy = original
    copy.artifact.path = "copy.log"
    var other = log { log in log.state(.connected, "e5", at: "11:00:00") }
    other.signature.observations = 7
    #expect(suspectedDuplicates([original, other, copy]) == [[0, 2]])
    let analysis = sumUp(
      join([fold(LogEvidence(original, artifact: 0))]),
      artifacts: [original.artifact, other.artifact, copy.artifact],
      duplicates: [DuplicateArtifact(copy: 2, original: 0)])
    #expect(analysis.calls.count == 1)
    #expect(analysis.finding("duplicate-artifact")?.artifact == 2)
    #expect(analysis.artifacts.count == 3)
  }

  @Test func rotatedPiecesAreOneLogInOrderOfTime() throws {
    let late = log("app.log") { log in
      log.state(.disconnected, at: "10:01:00")
      log.end(0, 0, at: "10:01:00")
    }
    let early = log("app.1.log", artifact: 1) { log in
      log.state(.connecting, "a1", at: "10:00:00")
      log.state(.connected, "a1", at: "10:00:05")
    }
    let folded = fold(
      LogEvidence(pieces: [LogPiece(artifact: 0, evidence: late), LogPiece(artifact: 1, evidence: early)]))
    let call = try #require(sumUp(join([folded])).calls.first)
    #expect(call.path == ["Connecting", "Connected", "Disconnected"])
    #expect(call.key == id("a1").description)
    #expect(call.clients.first?.artifacts == [0, 1])
  }

  @Test func oneSharedLineOfAnApplicationIsNoProof() {
    let analysis = analyse(
      log("a.log") { log in
        log.state(.connecting, "a1", at: "10:00:01", client: 1)
        log.say(.state(.connected), "a1", at: "10:00:05", client: 1, stamped: true)
      },
      log("b.log", artifact: 1) { log in
        log.state(.connecting, "a1", at: "10:00:02", client: 1)
        log.say(.state(.connected), "a1", at: "10:00:05", client: 1, stamped: true)
      })
    #expect(analysis.calls.map(\.clients.count) == [2])
  }

  @Test func endReasonsOfOneLegThatDisagree() throws {
    let analysis = analyse(
      log("console.log") { log in
        log.state(.connected, "a1", at: "10:00:05", client: 1)
        log.say(.state(.remoteHold), "a1", at: "10:00:50", client: 1, stamped: true)
        log.say(.state(.disconnecting), "a1", at: "10:00:59", client: 1, stamped: true)
        log.say(.state(.disconnected), "a1", at: "10:01:00", client: 1, stamped: true)
        log.end(410, 3112, "a1", at: "10:01:00", client: 1)
      },
      log("app.log", artifact: 1) { log in
        log.say(.state(.remoteHold), "a1", at: "10:00:50", client: 1, stamped: true)
        log.say(.state(.disconnecting), "a1", at: "10:00:59", client: 1, stamped: true)
        log.say(.state(.disconnected), "a1", at: "10:01:00", client: 1, stamped: true)
        log.end(487, 10003, "a1", at: "10:01:01", client: 1)
      })
    let call = try #require(analysis.calls.first)
    #expect(call.legs.count == 1)
    #expect(call.endReasons.map(\.codes.written) == ["410/3112", "487/10003"])
    #expect(analysis.finding("end-reasons-disagree")?.text.contains("410/3112 and 487/10003") == true)
  }

  @Test func aReasonThatOnlyLeavesOutTheSubcodeDoesNotDisagree() throws {
    let analysis = analyse(
      log { log in
        log.state(.disconnected, "a1", at: "10:01:00")
        log.end(410, 3112, "a1", at: "10:01:00")
        log.end(410, nil, "a1", at: "10:01:00")
      })
    #expect(analysis.calls.first?.endReasons.map(\.codes.written) == ["410/3112"])
    #expect(analysis.finding("end-reasons-disagree") == nil)
  }

  // MARK: Clocks

  private func caller() -> ArtifactEvidence {
    log("caller.log") { log in
      log.state(.connecting, "a1", at: "10:00:00", client: 1)
      log.state(.connected, "a1", at: "10:00:05", client: 1)
      log.state(.disconnected, "a1", at: "10:01:05", client: 1)
    }
  }

  private func callee(_ clock: LogScript.Clock, hour: String, minute: String = "00") -> ArtifactEvidence {
    log("callee.log", artifact: 1, clock: clock, platform: "android") { log in
      log.state(.connected, "a1", at: "\(hour):\(minute):06", client: 4112)
      log.state(.disconnected, "a1", at: "\(hour):0\((Int(minute) ?? 0) + 1):06", client: 4112)
    }
  }

  @Test func zoneWorkedOutFromASharedEvent() throws {
    let analysis = analyse(caller(), callee(.local, hour: "15", minute: "30"))
    let states = try #require(analysis.calls.first?.states)
    let derived = states.filter { $0.source.artifact == 1 }
    #expect(derived.allSatisfy { $0.time?.basis == .derived })
    #expect(derived.first?.time?.instant.rfc3339 == "2024-01-16T10:00:06.000Z")
    #expect(analysis.artifacts[1].firstTime?.basis == .derived)
  }

  @Test func missingYearAndDateComeFromASharedCall() throws {
    for clock in [LogScript.Clock.noYear, .clockOnly] {
      let analysis = analyse(caller(), callee(clock, hour: "12"))
      let derived = try #require(analysis.calls.first?.states.first { $0.source.artifact == 1 })
      #expect(derived.time?.instant.rfc3339 == "2024-01-16T10:00:06.000Z")
      #expect(derived.time?.basis == .derived)
    }
  }

  @Test func noZoneIsDerivedFromAResidualOverFiveMinutes() throws {
    let analysis = analyse(caller(), callee(.local, hour: "15", minute: "08"))
    let state = try #require(analysis.calls.first?.states.first { $0.source.artifact == 1 })
    #expect(state.time?.basis == .unknown)
    // The unknown clock decides nothing where a known one does.
    #expect(analysis.calls.first?.startTime?.instant.rfc3339 == "2024-01-16T10:00:00.000Z")
    #expect(analysis.calls.first?.endTime?.instant.rfc3339 == "2024-01-16T10:01:05.000Z")
  }

  @Test func knownClocksThatDisagree() throws {
    let analysis = analyse(caller(), callee(.utc, hour: "10", minute: "03"))
    #expect(analysis.finding("clocks-disagree") != nil)
    #expect(analyse(caller(), callee(.utc, hour: "10", minute: "01")).finding("clocks-disagree") == nil)
  }

  @Test func dateFromTheNameOfTheFile() throws {
    for path in [
      "logs-2024-01-16T06:26:52.txt", "console-export-2024-1-16_12-30-45.txt",
      "contoso.com-1705386415900.log",
      "ticket-20240116.zip!/a.log",
    ] {
      let analysis = analyse(
        log(path, clock: .clockOnly) { log in log.state(.connected, "a1", at: "10:00:00") })
      #expect(analysis.calls.first?.startTime?.instant.rfc3339 == "2024-01-16T10:00:00.000Z", "\(path)")
    }
    let analysis = analyse(
      log("a-12345678.log", clock: .clockOnly) { log in log.state(.connected, "a1", at: "10:00:00") })
    #expect(analysis.calls.first?.startTime?.isPlaced == false)
  }

  @Test func undecidedDateOrderIsAProblemOfTheArtifact() {
    func artifact() -> ArtifactEvidence {
      log(clock: .ambiguous) { log in log.state(.connected, "a1", at: "10:00:00") }
    }
    let open = analyse(artifact())
    #expect(open.artifacts[0].problems.map(\.kind) == [.ambiguousDateOrder])
    #expect(open.calls.first?.startTime?.isPlaced == false)
    let said = analyse(artifact(), options: FoldOptions(dateOrder: .dayMonthYear))
    #expect(said.artifacts[0].problems.isEmpty)
    #expect(said.calls.first?.startTime?.instant.rfc3339 == "2024-01-05T10:00:00.000Z")
  }

  @Test func filesThatSayNothingStayInTheirPlaces() {
    let artifacts = ["notes.txt", "console.log", "empty.log", "other.log", "picture.png"].enumerated().map {
      index, path in
      log(path, artifact: index) { log in
        if index % 2 == 1 { log.state(.connected, "a\(index)", at: "10:00:0\(index)") }
      }
    }
    let analysis = sumUp(
      join(artifacts.enumerated().reversed().map { fold(LogEvidence($1, artifact: $0)) }),
      artifacts: artifacts.map(\.artifact))
    #expect(analysis.artifacts.map(\.path) == artifacts.map(\.artifact.path))
    #expect(analysis.artifacts.map { $0.firstTime != nil } == [false, true, false, true, false])
    #expect(Set(analysis.calls.flatMap(\.clients).flatMap(\.artifacts)) == [1, 3])
    #expect(MemoryLayout<FoldedLog>.size <= 160)
  }

  @Test func zoneGivenByTheUser() {
    let options = FoldOptions { path in path == "console.log" ? Zone(name: "+02:00") { _ in 7200 } : nil }
    let analysis = analyse(
      log(clock: .local) { log in log.state(.connected, "a1", at: "10:00:00") }, options: options)
    #expect(analysis.calls.first?.startTime?.instant.rfc3339 == "2024-01-16T08:00:00.000Z")
    #expect(analysis.calls.first?.startTime?.basis == .user)
  }
}

extension EndCodes {
  /// `410/3112`
  var written: String { "\(code)" + (subCode.map { "/\($0)" } ?? "") }
}
