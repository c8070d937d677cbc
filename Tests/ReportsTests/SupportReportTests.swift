import Calls
import Evidence
import Reports
import Testing

@Suite struct SupportReportTests {
  static func failedOperation(
    _ service: APIService, _ name: String, _ code: Int, line: Int = 30, seconds: Double = 60
  ) -> TimelineEvent {
    TimelineEvent(
      time: Build.moment(seconds), kind: "operation", text: name, witness: .service,
      codes: EndCodes(code: code),
      operation: Operation(name: name, service: service, result: .failed, codes: EndCodes(code: code)),
      source: Build.source(line))
  }

  private func sighting(_ kind: IdentifierKind, _ value: String, line: Int = 30) -> IdentifierSighting {
    IdentifierSighting(identifier: Identifier(kind, value), callKey: nil, source: Build.source(line))
  }

  private func blocks(_ text: String) -> [String] {
    Array(text.split(separator: "For Microsoft support: ").map(String.init))
  }

  private let style = ReportStyle(width: 100)

  @Test func anExceptionOfCallAutomationOpensNoBlockOfVoice() {
    func blocks(saying text: String) -> [String] {
      var analysis = Build.analysis([])
      analysis.outsideCalls = [
        TimelineEvent(
          time: nil, kind: "failure", text: text, witness: .client,
          codes: EndCodes(code: 404, subCode: 8522),
          source: Build.source(3))
      ]
      return self.blocks(SupportReport.render(analysis, style: style))
    }
    let own = blocks(saying: "Azure.RequestFailedException: Call not found.")
    #expect(own.count == 1 && own[0].hasPrefix("Call Automation\n"))
    #expect(own[0].contains("404/8522 (callAutomation)"))
    let other = blocks(saying: "CallError: Call not found.")
    #expect(other.count == 1 && other[0].hasPrefix("Voice or video call\n"))
  }

  @Test func theBodyOfAnAnswerOfCallAutomationIsExplainedInItsOwnDomain() {
    func blocks(_ code: Int, _ text: String) -> [String] {
      var analysis = Build.analysis([])
      analysis.outsideCalls = [
        TimelineEvent(
          time: nil, kind: "failure", text: text, witness: .client, codes: EndCodes(code: code),
          source: Build.source(3))
      ]
      return self.blocks(SupportReport.render(analysis, style: style))
    }
    let own = blocks(8522, #"{"error":{"code":"8522","message":"Call not found."}}"#)
    #expect(own.count == 1 && own[0].hasPrefix("Call Automation\n"))
    #expect(own[0].contains("8522 (callAutomation) The call or the participant was not found."))
    let unknown = blocks(1234, #"{"error":{"code":"1234"}}"#)
    #expect(unknown.count == 1 && unknown[0].hasPrefix("Voice or video call\n"))
    let other = blocks(8522, "CallError 8522")
    #expect(other.count == 1 && other[0].hasPrefix("Voice or video call\n"))
  }

  @Test func recordsOfOneServiceThatNameNothingOpenNoBlockOfVoice() {
    func blocks(_ services: [APIService]) -> [String] {
      var analysis = Build.analysis([])
      analysis.outsideCalls = services.map { service in
        TimelineEvent(
          time: nil, kind: "operation", text: "", witness: .service,
          operation: Operation(name: "SendMail", service: service, result: .succeeded),
          source: Build.source(3))
      }
      return self.blocks(SupportReport.render(analysis, style: style))
    }
    #expect(blocks([.email, .email]).map { $0.hasPrefix("Email\n") } == [true])
    #expect(blocks([.email, .sms]).map { $0.hasPrefix("Voice or video call\n") } == [true])
    #expect(blocks([]).map { $0.hasPrefix("Voice or video call\n") } == [true])
  }

  @Test func anOperatingSystemAloneIsNoUserAgent() {
    var call = Build.lostCall()
    call.legs[0].browser = nil
    call.legs[0].os = "Windows 11"
    call.identifiers.removeAll { $0.identifier.kind == .userAgent }
    let text = SupportReport.render(Build.analysis([call]), style: style)
    #expect(!text.contains("User agent"))
    #expect(text.contains("operating system Windows 11"))
    call.legs[0].browser = "Edge 120"
    let whole = SupportReport.render(Build.analysis([call]), style: style)
    #expect(whole.contains("  User agent         Edge 120, Windows 11\n"))
  }

  @Test func aCallIsDescribedAsTheGuideAsks() {
    var call = Build.lostCall()
    call.legs[0].user = "8:acs:0b0b0b0b-aaaa-4bbb-8ccc-000000000001_00000001-0001-4000-8000-000000000001"
    let text = SupportReport.render(Build.analysis([call]), style: style)
    #expect(text.hasPrefix("For Microsoft support: Voice or video call\n"))
    for line in [
      "  Call ID            \(Build.id(1))\n", "  Participant ID     bbbb0000-0000-4000-8000-000000000001\n",
      "  SDK version        1.27.5\n", "  User               8:acs:0b0b0b0b-",
      "  Immutable ID       0b0b0b0b-aaaa-4bbb-8ccc-000000000001 (inferred from the users' MRIs)\n",
      "  Failed             2024-01-16T06:29:12.500Z  the call's end: 410/301005 (calling) The network was\n",
      "    - Operating system and browser: ", "    - Resource ID: ",
    ] { #expect(text.contains(line), "\(line)") }
    // The calling SDK writes no MS-CV: none is asked for.
    #expect(!text.contains("- MS-CV"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func onlyFailedCallsHaveBlocksWhereSomeFailed() {
    let calls = [Build.lostCall(), Build.normalCall(7), Build.normalCall(8)]
    #expect(blocks(SupportReport.render(Build.analysis(calls))).count == 1)
    #expect(blocks(SupportReport.render(Build.analysis(Array(calls.dropFirst())))).count == 2)
    let many = (10..<40).map(Build.normalCall)
    #expect(blocks(SupportReport.render(Build.analysis(many))).count == 20)
    #expect(SupportReport.render(Build.analysis(many)).contains("… and 10 calls more"))
    let all = ReportStyle(showsAllCalls: true)
    #expect(blocks(SupportReport.render(Build.analysis(many), style: all)).count == 30)
  }

  @Test(arguments: [
    (APIService.sms, IdentifierKind.msCV, "SMS", "SMS message ID"),
    (.email, .emailOperationID, "Email", "Resource ID"),
    (.chat, .msCV, "Chat", "Thread ID"), (.identity, .msCV, "Request over HTTP", "Resource ID"),
    (.callAutomation, .chainID, "Call Automation", "Resource ID"),
    (.callAutomation, .correlationID, "Call Automation", "Resource ID"),
    (.callRecording, .correlationID, "Call Automation", "Resource ID"),
  ])
  func aFailedRequestIsDescribed(
    service: APIService, kind: IdentifierKind, title: String, asked: String
  ) {
    var analysis = Build.analysis([])
    analysis.outsideCalls = [
      SupportReportTests.failedOperation(service, "DoIt", 403),
      SupportReportTests.failedOperation(service, "DoIt", 403, line: 31, seconds: 70),
    ]
    analysis.identifiers = [sighting(kind, "value-1")]
    let text = SupportReport.render(analysis, style: style)
    #expect(blocks(text).count == 1)
    #expect(text.hasPrefix("For Microsoft support: \(title)\n"))
    #expect(text.contains("  value-1\n"))
    #expect(text.contains("2024-01-16T06:27:00.000Z  DoIt: 403 ("))
    #expect(
      text.replacing("\n                    ", with: "").contains("(2 times, last 2024-01-16T06:27:10.000Z)"))
    #expect(text.contains("    - \(asked): "))
    #expect(!text.contains("- Failing operation"))
    let needsVector = service != .email && service != .callAutomation && service != .callRecording
    #expect(text.contains("- MS-CV: ") == (needsVector && kind != .msCV))
    #expect(!text.contains("- Chain ID or correlation ID: "))
  }

  @Test func aFaultOfTheClientIsNoneOfTheInfrastructure() {
    var analysis = Build.analysis([])
    var event = SupportReportTests.failedOperation(.calling, "StartVideo", 500)
    event.operation?.codes?.categories = ["UnexpectedClientError"]
    analysis.outsideCalls = [event]
    let text = SupportReport.render(analysis, style: style)
    #expect(text.contains("StartVideo: 500 (calling) The client failed"))
    #expect(!text.lowercased().contains("infrastructure"))
  }

  @Test(arguments: [
    (IdentifierKind.shortCodeBriefID, "Short code program"), (.tollFreeBriefID, "Toll-free verification"),
    (.smsMessageID, "SMS"), (.emailOperationID, "Email"), (.threadID, "Chat"), (.chainID, "Call Automation"),
    (.possibleCallID, "Voice or video call"), (.msCV, "Request over HTTP"),
  ])
  func identifiersAloneTellTheProblem(kind: IdentifierKind, title: String) {
    var analysis = Build.analysis([])
    analysis.identifiers = [sighting(kind, "value-1")]
    let text = SupportReport.render(analysis, style: style)
    #expect(blocks(text).count == 1)
    #expect(text.hasPrefix("For Microsoft support: \(title)\n"))
    #expect(text.contains(" value-1\n"))
    #expect(text.contains("    - Failing operation and its time (UTC): "))
  }

  @Test func theReaderMayNameTheProblem() {
    let analysis = Build.analysis([Build.lostCall()])
    let text = SupportReport.render(analysis, problem: .sms, style: style)
    #expect(blocks(text).count == 1)
    #expect(text.contains("    - SMS message ID: "))
    #expect(!text.contains(Build.id(1).description))
  }

  @Test func callbacksMakeItCallAutomation() {
    var call = Build.normalCall(3)
    call.timeline = [Build.event(1, "end", "CallDisconnected", line: 4, client: nil)]
    call.timeline[0].witness = .callback
    let text = SupportReport.render(Build.analysis([call]), style: style)
    #expect(text.hasPrefix("For Microsoft support: Call Automation\n"))
    // A callback's correlation ID is the call ID.
    #expect(!text.contains("Chain ID or correlation ID"))
  }

  @Test func masksAreSaidAndHowToLiftThem() {
    var analysis = Build.analysis([Build.lostCall()])
    analysis.findings = [
      Finding(
        kind: "redacted-identifier", severity: .warning, text: "Masked.", artifact: 0,
        source: Build.source(44))
    ]
    let text = SupportReport.render(analysis, style: style)
    #expect(
      text.contains("- IDs that the log masks (first in console.log:44): again with them visible: .NET"))
  }

  @Test func theStatedImmutableIDIsNotInferred() {
    var analysis = Build.analysis([])
    analysis.outsideCalls = [SupportReportTests.failedOperation(.chat, "Send", 400)]
    analysis.identifiers = [
      sighting(.immutableResourceID, "0b0b0b0b-aaaa-4bbb-8ccc-000000000001"),
      sighting(.userMRI, "8:acs:0b0b0b0b-aaaa-4bbb-8ccc-000000000001_00000001-0001-4000-8000-000000000001"),
    ]
    let text = SupportReport.render(analysis, style: style)
    #expect(text.contains("  Immutable ID       0b0b0b0b-aaaa-4bbb-8ccc-000000000001\n"))
  }

  @Test func whatIsKnownOnlyFromAFindingIsAFailure() {
    var analysis = Build.analysis([])
    analysis.findings = [
      Finding(
        kind: "call-agent-failed", severity: .error, text: "Creating the call agent failed.", artifact: 0,
        source: Build.source(44))
    ]
    let text = SupportReport.render(analysis, style: style)
    #expect(text.contains("  Failed             call-agent-failed: Creating the call agent failed.\n"))
    // There was no call that an ID could be asked of.
    #expect(!text.contains("- Call ID") && !text.contains("- Participant ID"))
  }

  @Test func theFailingRecordsOwnIDsStandAlone() {
    var analysis = Build.analysis([])
    analysis.outsideCalls = [SupportReportTests.failedOperation(.sms, "Send", 429)]
    analysis.identifiers = [
      sighting(.msCV, "vector-other", line: 12), sighting(.smsMessageID, "message-other", line: 12),
      sighting(.smsMessageID, "message-own"),
    ]
    let text = SupportReport.render(analysis, style: style)
    #expect(text.contains("  SMS message ID     message-own\n"))
    #expect(!text.contains("message-other"))
    #expect(text.contains("  Others' MS-CV      vector-other (of other records)\n"))
    #expect(text.contains("    - MS-CV: "))
  }

  @Test func aLicenceFileIsNoCall() {
    var analysis = Build.analysis([])
    analysis.findings = [
      Finding(
        kind: "teams-licence", severity: .info, text: "The user is eligible.", artifact: 0,
        source: Build.source(1))
    ]
    analysis.identifiers = [sighting(.userID, "value-1")]
    let text = SupportReport.render(analysis, style: style)
    #expect(text.contains("teams-licence: The user is eligible."))
    #expect(!text.contains("For Microsoft support"))
    #expect(ScanReport.render(analysis).contains("teams-licence: The user is eligible."))
    #expect(SupportReport.render(analysis, problem: .calling, style: style).contains("Voice or video call"))
  }

  @Test func nothingIsSaidToBeNothing() {
    let text = SupportReport.render(Build.analysis([]), style: style)
    #expect(text.contains("Nothing that support asks for stands in these files."))
    #expect(text.contains("    - Call ID: "))
  }

  @Test func usersOfTeamsHaveADirectory() {
    var call = Build.lostCall()
    call.legs[0].user = "8:orgid:00000001-0001-4000-8000-000000000001"
    call.clients[0].platform = "android"
    let text = SupportReport.render(Build.analysis([call]), style: style)
    #expect(text.contains("- Directory (tenant), application and user object IDs: "))
    #expect(text.contains("- Operating system and device: "))
    #expect(
      text.contains("- Call logs of the native SDK: all *.blog and *.etl files of the device (android)"))
  }
}
