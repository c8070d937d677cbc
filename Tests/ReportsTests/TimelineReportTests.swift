import Calls
import Catalog
import Evidence
import Reports
import Testing

@Suite struct TimelineReportTests {
  @Test func aPageTellsTheWholeStory() {
    var analysis = Build.analysis([Build.lostCall()])
    analysis.findings = [
      Finding(
        kind: "log-level-too-low", severity: .warning, text: "No verbose lines.",
        callKey: Build.id(1).description, artifact: 0)
    ]
    #expect(
      TimelineReport.render(analysis) == """
        Call aaaa0000-0000-4000-8000-000000000001
          The client lost its network 3 min 10 s into the call, after signalling fell
          silent.

        IDs        aaaa0000-0000-4000-8000-000000000002  initial, explicit, first seen
                   06:26:01.000  console.log:3
                   aaaa0000-0000-4000-8000-000000000001  final, explicit, first seen
                   06:26:02.000  console.log:5
        Clients    #1 CallClient1 (web)  console.log
        Start      2024-01-16 06:26:01.000 UTC
        Connected  2024-01-16 06:26:02.500 UTC
        End        2024-01-16 06:29:12.500 UTC
        Duration   3 min 10 s
        Leg        client #1, join, participant bbbb0000-0000-4000-8000-000000000001,
                   joined 06:26:01.000, setup 1.50 s, connected 3 min 10 s, left
                   06:29:12.500, SDK 1.27.5, ended 410/301005
        States     Connecting → Connected → Disconnected
        Flags      none

        Events
        Times in UTC; + from the start.
        2024-01-16 UTC
        06:26:01.000  +0:00.000  start       Starting to join              console.log:3
        06:26:01.000  +0:00.000  state       Connecting                    console.log:3
        06:26:02.500  +0:01.500  state       Connected                     console.log:6
        06:28:50.000  +2:49.000  signalling  Ping without an answer ×2, last
                                             06:28:55.000                  console.log:7
        06:29:12.500  +3:11.500  state       Disconnected                  console.log:9

        Why it ended
          410/301005 The network was lost.                                 console.log:9
            Said by   client
            Meaning   class network, no flag
            Do        Check the network.
            Note      A network fault by its meaning; the code 410 itself raises no
                      flag.

        What is missing or odd
          warning log-level-too-low: No verbose lines.                       console.log
          Ask for a log at level verbose

        For support
          Call ID             aaaa0000-0000-4000-8000-000000000001
          Other call IDs      aaaa0000-0000-4000-8000-000000000002
                              aaaa0000-0000-4000-8000-000000000003
                              aaaa0000-0000-4000-8000-000000000004
          Participant ID      bbbb0000-0000-4000-8000-000000000001
          MS-CV               AbC+d/E.0
                              AbC+d/E.1
          SDK version         1.27.5
          Window (UTC)        2024-01-16T06:26:01.000Z to 2024-01-16T06:29:12.500Z

        """)
  }

  /// The lines between the explanation of the columns and the next section.
  private func events(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let from = lines.firstIndex { $0.hasPrefix("Times ") } ?? 0
    return lines[from...].dropFirst().prefix { !$0.isEmpty }.joined(separator: "\n")
  }

  private func call(_ timeline: [TimelineEvent], start: Moment?) -> Call {
    var call = Build.normalCall(1)
    call.startTime = start
    call.timeline = timeline
    return call
  }

  @Test func floatingTimesAreShownAsWritten() {
    let moments = [(0.0, "06:59:59.100"), (0.25, "06:59:59.350")].map {
      Build.moment($0, .floating, text: $1)
    }
    var timeline = [
      Build.event(0, "state", "Connecting", line: 1), Build.event(1, "state", "Connected", line: 2),
    ]
    timeline[0].time = moments[0]
    timeline[1].time = moments[1]
    let text = TimelineReport.render(
      Build.analysis([call(timeline, start: moments[0])]), style: ReportStyle(width: 100))
    #expect(text.contains("Times as written; date not known; + from the start.\n"))
    #expect(text.contains("Start      06:59:59.100\n"))
    #expect(!text.contains("2024"))
    #expect(
      events(text) == """
        06:59:59.100  +0:00.000  state  Connecting                                             console.log:1
        06:59:59.350  +0:00.250  state  Connected                                              console.log:2
        """)
  }

  @Test func unknownZonesAreMarkedAndNotConverted() {
    var event = Build.event(0, "note", "Hello", line: 1)
    event.time = Build.moment(0, .unknown)
    let resolved = Build.event(30, "note", "World", line: 2)
    let zone = DisplayZone(name: "Asia/Kolkata") { _ in 19_800 }
    let text = TimelineReport.render(
      Build.analysis([call([event, resolved], start: Build.moment(1))]),
      style: ReportStyle(width: 70, zone: zone))
    #expect(text.contains("Times in Asia/Kolkata; + from the start; ? zone not known.\n"))
    #expect(
      events(text) == """
        2024-01-16 (zone not known)
        06:26:00.000?             note  Hello                    console.log:1
        2024-01-16 UTC+05:30
        11:56:30.000   +0:29.000  note  World                    console.log:2
        """)
    #expect(text.contains("Start      2024-01-16 11:56:01.000 UTC+05:30\n"))
  }

  @Test func timesOfUnknownZoneAreShownAsWritten() {
    var timeline = [Build.event(1, "note", "A", line: 1), Build.event(9, "note", "B", line: 2)]
    for index in timeline.indices { timeline[index].time?.basis = .unknown }
    let analysis = Build.analysis([call(timeline, start: Build.moment(1, .unknown))])
    let text = TimelineReport.render(analysis)
    #expect(
      text.contains(
        "Times as written; zone not known (--timezone sets it); + from the start.\n2024-01-16 (zone not known)\n"
      ))
    #expect(!text.contains("UTC"))
    #expect(
      text.contains(
        "  Window (as written) 2024-01-16 06:26:01.000 to 2024-01-16 06:26:09.000\n"))
    let index = TimelineReport.pages(analysis)[0].text
    #expect(index.contains("Pages. Times as written; zone not known (--timezone sets it)\n"))
  }

  @Test func theWindowHoldsEverythingThatIsShown() {
    var open = Build.lostCall()
    open.endTime = nil
    let text = TimelineReport.render(Build.analysis([open]))
    #expect(text.contains("Window (UTC)        2024-01-16T06:26:01.000Z to 2024-01-16T06:29:12.500Z\n"))
  }

  @Test func remarksOnTheDocumentationAreNotForReadersOfACall() throws {
    var call = Build.normalCall(1)
    call.endReason = Build.end(503, 0, .infrastructure, "The infrastructure had an error.")
    let note = try #require(Catalog.standard.explain(code: 503, subCode: 0).documentationNote)
    let style = ReportStyle(width: 300)
    #expect(!TimelineReport.render(Build.analysis([call]), style: style).contains(note))
    #expect(CodesReport.page(CodeLookup(code: 503), style: style).contains(note))
  }

  @Test func theDateIsShownWhenItChanges() {
    let timeline = [Build.event(0, "note", "A", line: 1), Build.event(86_400, "note", "B", line: 2)]
    let text = TimelineReport.render(
      Build.analysis([call(timeline, start: nil)]), style: ReportStyle(width: 60))
    #expect(text.contains("+ from the first event"))
    #expect(
      events(text).hasSuffix(
        """
        2024-01-16 UTC
        06:26:00.000      +0:00.000  note  A           console.log:1
        2024-01-17 UTC
        06:26:00.000  +24:00:00.000  note  B           console.log:2
        """))
  }

  @Test func withoutTimesThereAreNoColumnsForThem() {
    var event = Build.event(0, "state", "Connecting", line: 1)
    event.time = nil
    let analysis = Build.analysis([call([event], start: nil)])
    let text = TimelineReport.render(analysis, style: ReportStyle(width: 60))
    #expect(events(text) == "state  Connecting                              console.log:1")
  }

  @Test func twoClientsAreToldApart() {
    var call = Build.lostCall()
    call.clients.append(Client(label: "CallClient1", platform: "android", artifacts: [1]))
    var leg = Leg()
    leg.client = 1
    leg.direction = .incoming
    leg.phases.ringing = 75
    call.legs.append(leg)
    call.states.append(
      StateChange(state: .ringing, time: nil, callID: nil, client: 1, leg: 1, source: Build.source(1)))
    var reason = Build.end(0, 0, .success, "The local participant hung up.")
    reason.leg = 1
    reason.witness = .service
    call.endReasons.append(reason)
    var failure = Build.event(180, "failure", "mute failed", line: 4, client: 1, artifact: 1)
    failure.codes = EndCodes(code: 490, subCode: 4502)
    failure.callID = Build.id(2)
    var row = Build.event(190, "end", "Ended", line: 5, client: nil, artifact: 1)
    row.witness = .service
    call.timeline += [failure, row]
    let artifacts = [Build.artifact("alice/console.log"), Build.artifact("bob/console.log", .logcat)]
    let analysis = Build.analysis([call], artifacts: artifacts)
    let text = TimelineReport.render(analysis, style: ReportStyle(width: 140))
    #expect(text.contains("Clients    #1 CallClient1 (web)  console.log#1\n"))
    #expect(text.contains("           #2 CallClient1 (android)  console.log#2\n"))
    #expect(text.contains("Leg 2      client #2, incoming, ringing 1 min 15 s\n"))
    #expect(text.contains("States     #1 Connecting → Connected → Disconnected\n           #2 Ringing\n"))
    #expect(text.contains("File       console.log#1 = alice/console.log\n"))
    #expect(text.contains("#1 Starting to join"))
    #expect(text.contains("#2 mute failed 490/4502 [flag network] (as aaaa0000)"))
    #expect(text.contains("  service: Ended"))
    #expect(text.contains("    Said by   service, about leg 2\n"))
  }

  @Test func qualityAndRelatedCallsAreShown() {
    var call = Build.normalCall(1)
    call.quality = [
      QualityVerdict(
        participant: "p1", metric: "audio.receive.jitterInMs", value: 81.256, verdict: "poor",
        source: Build.source(3))
    ]
    call.related = [
      RelatedCall(key: "unidentified-2", relation: "retry-of", evidence: .inferred, source: Build.source(1))
    ]
    let text = TimelineReport.render(Build.analysis([call]))
    #expect(
      text.contains("  poor  audio.receive.jitterInMs 81.26, participant p1             console.log:3\n"))
    #expect(
      text.contains("  retry-of unidentified-2 (inferred)                               console.log:1\n"))
  }

  @Test(
    arguments: zip(
      [0.25, 9.996, 59.96, 3599.6, 3725, -4, .infinity],
      ["0.25 s", "10.0 s", "1 min 00 s", "1 h 00 min", "1 h 02 min", "-4.00 s", "?"]))
  func durationsReadAsPeopleSayThem(seconds: Double, words: String) {
    var call = Build.normalCall(1)
    call.durationSeconds = seconds
    #expect(TimelineReport.render(Build.analysis([call])).contains("\nDuration   \(words)\n"))
  }

  @Test func anOpenEndSaysSo() {
    let call = Call(key: "unidentified-1")
    let text = TimelineReport.render(Build.analysis([call]))
    #expect(text.hasPrefix("Call unidentified-1\n"))
    #expect(text.contains("Why it ended\n  No end reason in these files.\n"))
  }

  @Test func whatHappenedOutsideCallsComesLast() {
    var analysis = Build.analysis([Build.normalCall(1)])
    analysis.outsideCalls = [Build.event(5, "failure", "createCallAgent failed", line: 2)]
    let finding = Finding(kind: "call-agent-failed", severity: .error, text: "No agent.")
    analysis.findings = [finding]
    let text = TimelineReport.render(analysis)
    #expect(
      text.hasSuffix(
        """

        Outside calls
          error   call-agent-failed: No agent.
        Times in UTC.
        2024-01-16 UTC
        06:26:05.000  failure  createCallAgent failed                      console.log:2

        """))
    analysis.calls = []
    analysis.callsTotal = 0
    let withoutCalls = TimelineReport.render(analysis)
    #expect(withoutCalls.hasPrefix("No call in these files, but 1 failure outside calls:\n"))
    #expect(withoutCalls.contains("createCallAgent failed"))
  }

  @Test func aFolderHasAnIndexAndAPagePerCall() {
    var analysis = Build.analysis([Build.lostCall(), Call(key: "unidentified-1")])
    analysis.outsideCalls = [Build.event(5, "failure", "createCallAgent failed", line: 2)]
    let pages = TimelineReport.pages(analysis)
    let first = "aaaa0000-0000-4000-8000-000000000001.txt"
    #expect(pages.map(\.fileName) == ["index.txt", first, "unidentified-1.txt", "outside-calls.txt"])
    #expect(
      pages[0].text.hasSuffix(
        """
        Pages. Times in UTC
        \(first)  2024-01-16 06:26:01  3 min 10 s  410/301005 The network was lost.
        unidentified-1.txt  no end reason in these files
        outside-calls.txt  1 event outside calls

        """))
    #expect(pages[1].text == TimelineReport.render(call: analysis.calls[0], in: analysis))
  }

  @Test func fileNamesStayInTheirFolder() {
    #expect(TimelineReport.fileName(key: "../../etc/passwd\0é") == "______etc_passwd__.txt")
    #expect(TimelineReport.fileName(key: "unidentified-1", fileExtension: "json") == "unidentified-1.json")
  }
}
