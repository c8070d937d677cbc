import Evidence
import Intake
import Testing

@testable import Formats

/// Plain events are read without a parser, and nothing that is found depends on it.
@Suite struct XMLPlainEvents {
  private static func isPlain(_ event: String) -> Bool {
    var reader = PlainEventReader()
    var collector = EventCollector()
    return reader.read(Array(event.utf8).span, into: &collector)
  }

  /// An event without what surrounds it.
  private static func bare(_ data: String) -> String {
    var event = tracerptEvent(data)
    while let last = event.last, last.isWhitespace { event.removeLast() }
    return event
  }

  @Test(arguments: [
    "<Data Name=\"Number\">       12</Data>", "<Data>a &amp; b &#x41;&#13;&#10;</Data>",
    "<Data Name='é'>ü€😀</Data>", "<Data Name=\"a\"/>", "<a><b c='d' />e</a >", "<Data>]</Data>",
    "<Data>one\r\ntwo\nthree\tfour</Data>", "<Binary>00FF00FF</Binary>", "text <Data>beside</Data> elements",
  ]) func plain(data: String) {
    #expect(XMLPlainEvents.isPlain(XMLPlainEvents.bare(data)))
  }

  @Test(arguments: [
    "<Data><![CDATA[x]]></Data>", "<Data>x<!-- --></Data>", "<Data>x<?y?></Data>", "<Data>x\u{1}</Data>",
    "<Data>x\u{fffe}</Data>", "<Data>a & b</Data>", "<Data>&#3;</Data>", "<Data>&other;</Data>",
    "<Data a='1' a='2'>x</Data>", "<Data a=\"&#9;\">x</Data>", "<Data a='\n'>x</Data>",
    "<Data a='<'>x</Data>", "<Data a=1>x</Data>", "<Data a='1'b='2'>x</Data>", "<Data a = '1'>x</Data>",
    "<x:Data>x</x:Data>", "<é>x</é>", "<Data>]]></Data>", "<Data>a\rb</Data>", "<Data>x</Dat>",
    "<Data>x</DataX>",
    "<Data>", "</Data>", "<Data/><", "< Data>x</Data>", "<1>x</1>",
  ]) func leftToTheParser(data: String) {
    #expect(!XMLPlainEvents.isPlain(XMLPlainEvents.bare(data)))
  }

  @Test func whatIsBehindTheEventIsNotPlain() {
    let event = XMLPlainEvents.bare("<Data>x</Data>")
    #expect(XMLPlainEvents.isPlain(event))
    #expect(!XMLPlainEvents.isPlain(event + " "))
    #expect(!XMLPlainEvents.isPlain(String(event.dropLast())))
    #expect(!XMLPlainEvents.isPlain(String(event.dropFirst())))
    #expect(!XMLPlainEvents.isPlain(""))
  }

  @Test func invalidUTF8IsNotPlain() {
    var reader = PlainEventReader()
    var collector = EventCollector()
    for bytes: [UInt8] in [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80]] {
      let event = Array("<Event><Data>".utf8) + bytes + Array("</Data></Event>".utf8)
      #expect(!reader.read(event.span, into: &collector))
    }
  }

  @Test func threadsMakeNoDifference() throws {
    let events = (0..<4000).map { number in
      let word = XMLPlainEvents.telling[number % XMLPlainEvents.telling.count]
      return tracerptEvent("<Data Name=\"Text\">\(XMLPlainEvents.escaped(word)) \(number % 7)</Data>")
    }
    let content = Array(inRoot(events).utf8)
    let alone = try readEvidence(of: content, readsPlainEvents: true)
    let shared = try readEvidence(
      of: content, readsPlainEvents: true, threads: SpareThreads(jobs: 2, inputs: 1))
    #expect(shared == alone)
    #expect(alone.artifact.records == 4000)
    #expect(alone.artifact.counts.recognised > 2000)
  }

  @Test func referencesInAttributesAreResolved() {
    let reading = readXML(inRoot([tracerptEvent("<Data Name=\"a&amp;b &#x26; &lt;c\">1</Data>")]))
    #expect(reading.messages == ["a&b & <c: 1"])
  }

  @Test func fieldsOfPlainEvents() {
    let reading = readXML(
      inRoot([
        tracerptEvent(
          "<Data Name=\"Size\">       12</Data>\r\n<Data>a &amp;&#13;\r\nb &lt;c>&#x20AC; \r\n</Data>"
            + "<Data Name=\"Blob\">0x63006F0064006500</Data><Empty/>"
            + "<Data Type=\"win:ErrorMoreData\" Name='win:ExtraPayload'>0x00636f64655f00</Data>")
      ]))
    #expect(reading.messages == ["Size: 12\na &\nb <c>€\nBlob: code\nwin:ExtraPayload: code_"])
    #expect(reading.records.first?.tag == "Contoso-Calling/StateChanged")
    #expect(reading.records.first?.level == "warning")
    #expect(reading.records.first?.instance == 4321)
  }

  /// What a vocabulary or a finder of IDs reads something in, alone in an event.
  private static let telling: [String] = [
    "callId: \(id)", id, "\"\(id)\"", "callState: Connected", "State changed to LocalHold",
    "Call end reason=x, code=480, subCode=10037", "ErrorCode: 5", "error code: 490, sub code: 4502",
    "[JS] ACSCall{\(id)}{Connected}]", "stateChanged Connected", "id changed from \(id) to \(otherID)",
    "8:acs:\(otherID)_00000001-0001-4000-8000-000000000001", "4:+15551234567", "28:orgid:\(id)",
    "8:orgid:\(id)", "8:gcch:acs:\(id)", "8:dod:acs:\(id)", "8:teamsvisitor:0123456789abcdef0123",
    "19:meeting_abcdefghij@thread.v2", "ms-cv: AbCdEfGhIjKlMnOp.1.2", "MS-CV=AbCdEfGhIjKlMnOp.0",
    "Outgoing_20260304050607\(id)_noam", "roomId: 99466898241024408", "threadId: abcdef",
    "/subscriptions/\(id)/resourceGroups/a/providers/Microsoft.Communication/CommunicationServices/b",
    "aHR0cHM6Ly" + String(repeating: "YWJj", count: 20), "groupId: \(id)", "correlationId=\(id)",
    "tenantId \(id)", "sdkVersion: 1.2.3", "userAgent: app", "participantAdded", "direction: outgoing",
    "incoming call received", "startCall", "networkReconnect: Bad", "noNetwork value true",
    "speakingWhileMicrophoneIsMuted: true", "isMuted: true", "isRecordingActive: false", "callAgent created",
    "transferAccepted", "CallingCommunicationError: no", "Fatal signal 11", "Failed to createView",
    "Failed to set audio session category", "<private> callId: <private>", "which is not the same as",
    "GET https://a.trouter.teams.example/ 504", "GET https://b.ecs.example/ net::ERR_FAILED",
    "State change: [{\"op\":\"replace\",\"path\":[\"calls\",\"\(id)\",\"state\"],\"value\":\"Connected\"}]",
    "MediaStats sample: {\"audio\":{\"send\":[{\"bitrate\":1,\"rttInMs\":2}]}}",
    "stateful client target function called: CallAgent.startCall",
    "ECS - Failed to fetch base settings", "JS.TsCalling Ping interval fired",
    "JS.TsCalling On ICE candidate error", "JS.TsCalling received status 498",
  ]

  private static let id = "11111111-aaaa-4bbb-8ccc-222222222222"
  private static let otherID = "33333333-dddd-4eee-9fff-444444444444"

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }

  /// Every way in which the text may stand in an event.
  private static func ways(of text: String, using generator: inout SeededGenerator) -> [String] {
    func withReference() -> String {
      let scalars = Array(text.unicodeScalars)
      let place = Int.random(in: scalars.indices, using: &generator)
      let number = scalars[place].value
      let reference = Bool.random(using: &generator) ? "&#\(number);" : "&#x\(String(number, radix: 16));"
      func part(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        escaped(String(String.UnicodeScalarView(scalars)))
      }
      return part(scalars[..<place]) + reference + part(scalars[(place + 1)...])
    }
    let plain = escaped(text)
    let wide = hex(text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] })
    let narrow = hex(text.utf8)
    let label = plain.prefix(while: { $0 != ":" && $0 != "=" })
    let value = plain.dropFirst(label.count + 1)
    return [
      "<Data>\(plain)</Data>", "<Data Name='Text'>  \(plain) </Data>", "<Data>\(withReference())</Data>",
      "<Data><![CDATA[\(text)]]></Data>", "<Data>\(plain)<!-- x --></Data>",
      "<Data Name=\"\(label)\">\(value)</Data>", "<Text>\(plain)</Text>",
      "<Data Name=\"Blob\">0x\(wide)</Data>", "<Data Name=\"Blob\">\(narrow)</Data>",
      "<Binary>0001\(wide)00FF</Binary>", "<Binary>01\(narrow)00</Binary>",
      "<Data Type=\"win:ErrorMoreData\" Name=\"win:ExtraPayload\">0x\(narrow)</Data>",
      "<ComplexData><Data>\(plain)</Data>x</ComplexData>",
    ].map { tracerptEvent($0) } + [
      tracerptEvent("<Data>1</Data>").replacing("</Task>", with: "</Task><Message>\(plain)</Message>"),
      tracerptEvent("<Data>1</Data>").replacing(
        "</Task>", with: "</Task><Message>\(withReference())</Message>"),
      tracerptEvent("<Data>\(plain)</Data>").replacing("EventData>", with: "UserData>"),
      "<Event><BinaryEventData>\(wide)</BinaryEventData></Event>", "<Event><Data>\(plain)</Data></Event>",
      "<Event><ProcessingErrorData><EventPayload>FF\(wide)</EventPayload></ProcessingErrorData></Event>",
      "<Event><DebugData><Message>\(plain)</Message></DebugData></Event>",
    ]
  }

  @Test(arguments: telling) func eachKindAlone(text: String) throws {
    var generator = SeededGenerator(seed: 21)
    for way in XMLPlainEvents.ways(of: text, using: &generator) {
      let bytes = Array(inRoot([tracerptEvent("<Data>x</Data>"), way]).utf8)
      let evidence = try readEvidence(of: bytes, readsPlainEvents: true)
      #expect(try evidence == readEvidence(of: bytes, readsPlainEvents: false), "\(way)")
      #expect(evidence.artifact.records == 2)
    }
    // What is meant to tell something does.
    let evidence = try readEvidence(
      of: Array(tracerptEvent("<Data>\(XMLPlainEvents.escaped(text))</Data>").utf8), readsPlainEvents: true)
    #expect(evidence.artifact.counts.recognised == 1)
  }

  /// Pieces of events that tell nothing, that are odd, and that are damaged.
  private static let others: [String] = [
    "<Data Name=\"Number\">    42</Data>", "<Data>plain words</Data>", "<Data>0xFFFF8000DEADBEEF</Data>",
    "<Data Name='é&amp;'>ü\u{1}\u{fffe}</Data>", "<x:Data>callId</x:Data>", "<Data a='1' a='2'>x</Data>",
    "<Data>]]></Data>", "<Data>&unknown; &#3; &#xFFFE; & a</Data>", "<Data Name=\"LogFileMode\">1</Data>",
    "<Data Name='a'>one\rtwo&#13;\r\nthree\r&#10;</Data>", "<System><Level>1</Level></System>",
    "<Data Name='a\tb'>x</Data>", "<Event><Data>inner</Data></Event>", "<?x y?>",
    "<Data Name='x' xmlns:a='u'/>",
  ]

  private static func mixture(_ count: Int, using generator: inout SeededGenerator) -> String {
    let events = (0..<count).map { number in
      guard Bool.random(using: &generator) else {
        let text = telling[Int.random(in: telling.indices, using: &generator)]
        let ways = ways(of: text, using: &generator)
        return ways[Int.random(in: ways.indices, using: &generator)]
      }
      let data = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        others[Int.random(in: others.indices, using: &generator)]
      }
      return tracerptEvent(
        data.joined(separator: "\r\n"), time: "2026-03-04T05:06:\(10 + number % 50).1234567Z"
      ).replacing("<Level>3<", with: "<Level>\(Int.random(in: 0...6, using: &generator))<")
    }
    return inRoot(events)
  }

  @Test func mixturesAreReadAlike() throws {
    var generator = SeededGenerator(seed: 22)
    var observations = 0
    for _ in 0..<100 {
      let count = Int.random(in: 1...20, using: &generator)
      let bytes = Array(XMLPlainEvents.mixture(count, using: &generator).utf8)
      let evidence = try readEvidence(of: bytes, readsPlainEvents: true)
      #expect(try evidence == readEvidence(of: bytes, readsPlainEvents: false))
      observations += evidence.observations.count
    }
    #expect(observations > 300)
  }

  @Test func mutantsAreReadAlike() throws {
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<mutantCount(of: 2000) {
      let text = XMLPlainEvents.mixture(Int.random(in: 1...4, using: &generator), using: &generator)
      let bytes = mutated(Array(text.utf8), using: &generator)
      #expect(
        try readEvidence(of: bytes, readsPlainEvents: true)
          == readEvidence(of: bytes, readsPlainEvents: false),
        "\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
