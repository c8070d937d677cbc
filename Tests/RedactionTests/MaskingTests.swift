import Formats
import Foundation
import Intake
import Testing

@testable import Redaction

@Suite struct MaskingTests {
  static let key = RedactionKey(Array("a key for tests, of no worth".utf8)) ?? RedactionKey()
  static let finder = SensitiveFinder(kinds: SensitiveKind.maskedByDefault)

  static func masked(_ text: String) -> String {
    String(decoding: TextMasker(finder, key: key).masked(Array(text.utf8)), as: UTF8.self)
  }

  /// Values that must not be in the output, and words that must.
  static let cases: [(text: String, gone: [String], kept: [String])] = [
    (
      #"{"X-Skypetoken":"eyJhbGciOiJSUzI1NiJ9.eyJza3lwZWlkIjoiYWNzOmEifQ.c2lnbmF0dXJl","n":1}"#,
      ["eyJhbGci", "c2lnbmF0dXJl"], [#""X-Skypetoken":"REDACTED-"#, #"","n":1}"#]
    ),
    ("token eyJhbGciOiJSUzI1NiIsImtpZCI6IjEwNiJ9.eyJza3lwZWlkIjoiYWNzOmEifQ", ["eyJ"], ["token REDACTED-"]),
    ("Authorization: Bearer 0a1b2c3d4e5f6a7b8c9d0e1f2a3b", ["0a1b2c3d"], ["Authorization: Bearer REDACTED-"]),
    (
      "endpoint=https://contoso-calls.communication.azure.com/;accesskey=c2VjcmV0IHNlY3JldCBzZWNyZXQ=",
      ["contoso-calls", "c2VjcmV0"], [".communication.azure.com/;accesskey=REDACTED-"]
    ),
    (
      #"{"name": "x-functions-key", "value": "q1w2e3r4t5y6u7i8o9p0"}"#, ["q1w2e3r4"],
      [#""value": "REDACTED-"#]
    ),
    ("Authorization: Basic  YWRhOnMzY3JldA==", ["YWRhOnMz"], ["Authorization: Basic  REDACTED-"]),
    (
      #"rec?sv=2021-08-06\u0026sig=abcDEF0123456789abcDEF%2Bghi%3D"#, ["abcDEF0123"],
      [#"rec?sv=2021-08-06\u0026sig=REDACTED-"#]
    ),
    (
      #"{"accessKey":"abcDEF0123456789abc\u002BSECRETTAIL==","n":1}"#, ["abcDEF01", "SECRETTAIL"],
      [#"{"accessKey":"REDACTED-"#, #"","n":1}"#]
    ),
    (
      #"{"message":"> Cookie: sid=b1c2","callId":"1111"}"#, ["b1c2"],
      [#"> Cookie: value-"#, #"","callId":"1111"}"#]
    ),
    (#"Cookie: sid="b1c2"; id=d3e4"#, ["b1c2", "d3e4"], ["Cookie: value-"]),
    (#"> Cookie: sid=b1c2\n> Accept: all"#, ["b1c2"], [#"\n> Accept: all"#]),
    (
      #"{"m":"mail:\nada@contoso.com %3Cada%40contoso.com"}"#, ["ada", "contoso"],
      [#"mail:\nPerson-"#, #"%3CPerson-"#]
    ),
    ("a=ice-pwd:asd88fgpdd777uzjYhagZg", ["asd88fgpdd777uzjYhagZg"], ["a=ice-pwd:REDACTED-"]),
    ("a=ice-ufrag:8hhY", ["8hhY"], ["a=ice-ufrag:value-"]),
    (
      "candidate:1 1 udp 2113937151 192.168.1.17 54400 typ host", ["192.168.1.17"],
      [" 10.213.", " 54400 typ host"]
    ),
    (
      "stun 20.202.4.9:3478, local 192.168.1.x", ["20.202.4.9", "192.168.1.x"],
      [":3478, local 10.213.", "stun 241."]
    ),
    (
      "[2a0d:3344:1c2b:9f00:x:x:x:x] and fe80::1c2b:9fff", ["2a0d", "1c2b"],
      ["[2001:db8:5afe::", "and fe80::5afe:"]
    ),
    ("call to +14255550123 and 4:+4915112345678", ["4255550123", "15112345678"], ["+999", "4:+999"]),
    (
      #""DialledNumber": "0715 555 0199""#, ["0715 555 0199"],
      [#""DialledNumber": "9999 9"#.replacing("9999 9", with: "999")]
    ),
    (#"{"to":"4%3A%2B14255550123"}"#, ["4255550123"], ["4%3A%2B999"]),
    ("to='4255550123' to : '4255550124'", ["42555501"], ["to='999", "' to : '999"]),
    (#"{\"to\":\"4255550123\"} <to>4255550124</to>"#, ["42555501"], [#"{\"to\":\"999"#, "<to>999"]),
    (
      "https://portal.notskype.com/a https://go.SKYPE.com/b http://office.net:80/c", ["notskype"],
      ["https://host-", ".example/a https://go.SKYPE.com/b http://office.net:80/c"]
    ),
    (
      "8:acs:b7f554ef-be38-471c-a097-e2a275ad8edf_0000000c-1fb9-4878-07fd-0848220077e1 joined",
      ["0000000c-1fb9"], ["8:acs:b7f554ef-be38-471c-a097-e2a275ad8edf_5afe5afe-", " joined"]
    ),
    (
      "8:acs:b7f554ef-be38-471c-a097-e2a275ad8edf_5b5c6c7d-0000-4000-8000-000000000001_00000000-aaaa-4000-8000-000000000002",
      ["5b5c6c7d", "00000000-aaaa"], ["ad8edf_5afe5afe-"]
    ),
    ("8:orgid:0ad1f2c3-0000-4000-8000-00000000cafe", ["0ad1f2c3"], ["8:orgid:5afe5afe-"]),
    (
      #"callerDisplayName: 'Ada Lovelace', id: 7"#, ["Ada", "Lovelace"],
      ["callerDisplayName: 'Person-", "', id: 7"]
    ),
    (#"\"displayName\":\"Zo\\\"e\",\"state\":\"Connected\""#, ["Zo"], [#"\",\"state\":\"Connected\""#]),
    ("<Data Name='DisplayName'>Grace Hopper</Data>", ["Grace"], ["'>Person-", "</Data>"]),
    ("mail ada.lovelace@contoso.co.uk now", ["ada", "contoso"], ["mail Person-", "@example.invalid now"]),
    (
      #""deviceId":"9d0f4a5b6c7d8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f901234567890abcde","kind":"videoinput","label":"Ada's camera (0bda:58ed)""#,
      ["9d0f4a5b", "Ada"], [#""kind":"videoinput","label":"Device-"#]
    ),
    (
      "https://teams.microsoft.com/l/meetup-join/19%3ameeting_ODk3MjYxNjUtYmJkNi00@thread.v2/0?context=%7b%22Tid%22%3a%225b5c6c7d-0000-4000-8000-000000000001%22%7d",
      ["ODk3MjYx", "5b5c6c7d"],
      ["https://teams.microsoft.com/l/meetup-join/19%3ameeting_5afe", "%22Tid%22%3a%225afe5afe-"]
    ),
    (
      #""contentLocation":"https://us-storage.asm.skype.com/v1/objects/0-eus-d1-aaaa/content/video""#,
      ["0-eus-d1-aaaa"], ["https://us-storage.asm.skype.com/link-"]
    ),
    (#"C:\Users\ada l\AppData\Local\x.log"#, ["ada l"], [#"C:\Users\user-"#, #"\AppData\Local\x.log"#]),
    (
      "at f (https://portal.contoso.example.org/static/js/main.js:2:14)", ["contoso"],
      ["at f (https://host-", ".example/static/js/main.js:2:14)"]
    ),
    (
      "/SUBSCRIPTIONS/5B5C6C7D-0000-4000-8000-000000000001/RESOURCEGROUPS/CONTOSO-RG/PROVIDERS/MICROSOFT.COMMUNICATION/COMMUNICATIONSERVICES/CONTOSO-ACS",
      ["5B5C6C7D", "CONTOSO"], ["/SUBSCRIPTIONS/5AFE5AFE-", "/RESOURCEGROUPS/resource-"]
    ),
    (
      #"{"eventType":"Microsoft.Communication.SMSReceived","data":{"from":"14255550123","message":"My code is 1234"}}"#,
      ["4255550123", "My code"], [#""message":"text-"#, #""from":"999"#]
    ),
    ("Request body: hello there", ["hello"], ["Request body: text-"]),
    (
      #""hostName": "contosocomms.unitedstates.communication.azure.com""#, ["contosocomms"],
      [#""hostName": "resource-"#, #".unitedstates.communication.azure.com""#]
    ),
    ("<Security UserID='S-1-5-21-1004336348-1177238915-682003330-512'/>", ["1004336348"], ["UserID='user-"]),
    (
      "microphone:9d0f4a5b6c7d8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f901234567890abcde", ["9d0f4a5b"],
      ["microphone:5afe5afe"]
    ),
    (
      #"%LOCALAPPDATA%\Packages\Contoso.Calling_8wekyb3d8bbwe\LocalState"#, ["Contoso", "8wekyb3d8bbwe"],
      [#"\Packages\App-"#, #"_5afe"#, #"\LocalState"#]
    ),
    (
      "{\"displayName\":\"Cut Carl\nCall end reason=NoNgcEndpoint, code=480, subCode=10037\n{\"state\":\"x\"}",
      ["Carl"],
      ["\nCall end reason=NoNgcEndpoint, code=480, subCode=10037\n{\"state\":\"x\"}"]
    ),
    (
      #""token":"eyJhbGciOiJSUzI1NiIsImtpZCI6IjEwNiI""#, ["eyJ"], [#""token":"REDACTED-"#]
    ),
    ("Authorization: Basic dXNlcjpwYXNz", ["dXNlcjpwYXNz"], ["Authorization: Basic REDACTED-"]),
    ("Authorization: Bearer opaqueTOKENonlyletters_and", ["opaqueTOKEN"], ["Bearer REDACTED-"]),
    ("Set-Cookie: session=abc; Path=/; HttpOnly", ["abc"], ["Set-Cookie: value-"]),
    (
      "a=fingerprint:sha-256 AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99 end", ["AA:BB"],
      ["sha-256 value-", " end"]
    ),
    ("candidate ufrag Zx9Q network-id 1", ["Zx9Q"], [" ufrag value-", " network-id 1"]),
    (
      "participant userName=grace state=Disconnected code=480", ["grace"],
      ["userName=user-", " state=Disconnected code=480"]
    ),
    (
      "displayName=Ada Lovelace call 92d8 code=0", ["Ada", "Lovelace"],
      ["displayName=Person-", " call 92d8 code=0"]
    ),
    (#"displayName: Optional("Swift Susi")"#, ["Susi"], [#"Optional("Person-"#]),
    ("+44 7911 123456 480 10037", ["7911"], [" 480 10037"]),
    ("to 4:14255550124 now", ["4255550124"], ["to 4:999", " now"]),
    ("udp/84.23.11.9:3478 ip=84.23.11.8", ["84.23.11"], ["udp/241.", ":3478 ip=241."]),
    (
      #"{"from":"+14255550123","smsRecipients":[],"message":"[Contoso] Your code is 44"}"#, ["44\""],
      [#""message":"text-"#]
    ),
    (
      #"GET /%2Fsubscriptions%2F5b5c6c7d-0000-4000-8000-000000000001%2FresourceGroups%2Frg-secret"#,
      ["5b5c6c7d", "rg-secret"],
      ["subscriptions%2F5afe5afe-", "resourceGroups%2Fresource-"]
    ),
    (#"{"transcript":"we will meet at noon"}"#, ["noon"], [#"{"transcript":"text-"#]),
  ]

  @Test(arguments: cases.indices)
  func valuesAreMaskedWhereTheyStand(_ index: Int) {
    let (text, gone, kept) = MaskingTests.cases[index]
    let masked = MaskingTests.masked(text)
    for value in gone { #expect(!masked.contains(value), "\(masked)") }
    for word in kept { #expect(masked.contains(word), "\(masked)") }
    #expect(MaskingTests.masked(masked) == masked, "masked twice")
  }

  /// What support needs, and what only looks like something sensitive.
  @Test(arguments: [
    "[ACSCall{6f0c0d5e-0000-4000-8000-000000000001}{Connected}] code 0, subCode 5003",
    "MS-CV: Ws4vWqZ9qUmZ2mNf1x0w2A.1.3, callId=6f0c0d5e-0000-4000-8000-000000000001",
    "participantId: 6f0c0d5e-0000-4000-8000-000000000001",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
    "2024-07-08T09:32:42.350+02:00 info 12:28:42 GMT+0200 (CEST) 1.36.1.0",
    #""sdkVersion":"1.36.1.5","code":480,"token":null,"password":"""#,
    "https://api.flightproxy.skype.com/api/v2/cp/conv-usea-01.conv.skype.com/conv/x std::vector a::b",
    "127.0.0.1 0.0.0.0 ::1 display name changed, the session: started, key: Enter",
    #""StreamingSessionId":"8dc674eb-0313-46e1-8326-326ea71c7a45","UserID":"S-1-5-18",SdkVersion "1.0.0.3" C:\nuget\packages\x"#,
    #"{"recognitionType":"speech","resultInformation":{"code":400,"subCode":8510}}"#,
    #"{"type":"Text","transactionId":"oh+LGB2dUEabcdefghijkl.7","from":"2024-07-08","to":1720431162351}"#,
    #"{"name":"DeviceModel","type":"string"},{"choiceResult":{"label":null}},"state machine: Connected""#,
    "GET https://graph.microsoft.com/v1.0/users/register HTTP/1.1, SDK 2.13.2.1, Face::Add1, ts=+1720431162",
    #"["2.13.2.1","1.36.1.12"] SpeechRecognitionSessionId=0123456789abcdef0123456789abcdef"#,
    "import @azure/communication-calling@1.13.1 from https://unpkg.com/x@2/y.js",
  ])
  func whatIsNothingOfTheKindStays(_ text: String) {
    #expect(MaskingTests.masked(text) == text)
  }

  @Test func theSameValueGetsTheSameStandInInEveryWriting() {
    let masked = MaskingTests.masked("4:+14255550123|+1 (425) 555-0123|14255550123@x.org")
    let digits = masked.split(separator: "|").map { $0.filter(\.isNumber) }
    #expect(digits[0].dropFirst() == digits[1][...])
    let user = "0000000c-1fb9-4878-07fd-0848220077e1"
    let both = MaskingTests.masked(
      #"acs:b7f554ef-be38-471c-a097-e2a275ad8edf_\#(user) "userId":"\#(user.uppercased())""#)
    let ids = both.matches(of: /5[aA][fF][eE]5[aA][fF][eE]-[0-9a-fA-F-]{27}/).map { $0.output.lowercased() }
    #expect(ids.count == 2 && ids[0] == ids[1], "\(both)")
  }

  @Test func withoutTheKeyNobodyGetsTheSame() {
    let text = Array("+14255550123".utf8)
    let first = TextMasker(MaskingTests.finder, key: RedactionKey()).masked(text)
    let second = TextMasker(MaskingTests.finder, key: RedactionKey()).masked(text)
    #expect(first != second)
  }

  /// However the bytes come, also one at a time and with values that are longer than what is held.
  @Test(arguments: [1, 7, 4_096, 100_000, 1 << 20])
  func piecesMakeNoDifference(_ length: Int) {
    var text = MaskingTests.cases.map(\.text).joined(separator: "\n")
    while text.utf8.count < 700_000 { text += "\n" + text }
    text +=
      #"{"token":"eyJhbGciOiJSUzI1NiJ9."# + String(repeating: "abcd", count: 200_000) + #"","caption":""#
    text += String(repeating: "said and \\\" said again ", count: 20_000) + #"","end":"+14255550123"}"#
    let bytes = Array(text.utf8)
    let whole = TextMasker(MaskingTests.finder, key: MaskingTests.key)
    var expected: [UInt8] = []
    whole.rewrite(bytes.span, appendingTo: &expected)
    whole.finish(appendingTo: &expected)
    let masker = TextMasker(MaskingTests.finder, key: MaskingTests.key)
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: length) {
      masker.rewrite(bytes.span.extracting(start..<min(start + length, bytes.count)), appendingTo: &output)
    }
    masker.finish(appendingTo: &output)
    #expect(output == expected)
    #expect(!String(decoding: output, as: UTF8.self).contains("abcdabcd"))
    #expect(!String(decoding: output, as: UTF8.self).contains("said again"))
    #expect(String(decoding: output.suffix(60), as: UTF8.self).contains(#"","end":"+999"#))
  }

  @Test func cellsAreKnownByTheirColumn() {
    let table =
      "TimeGenerated,SenderUsername,PhoneNumber,Result\n1,ada,\"0715 555 0199\",ok\n2,\"x\ny\",null,ok"
    let columns = SensitiveColumns(headerOf: Array(table.utf8), kinds: SensitiveKind.maskedByDefault)
    let masker = TextMasker(MaskingTests.finder, key: MaskingTests.key, cells: columns)
    var output: [UInt8] = []
    masker.rewrite(Array(table.utf8).span, appendingTo: &output)
    masker.finish(appendingTo: &output)
    let lines = String(decoding: output, as: UTF8.self)
    #expect(
      lines.contains(/\n1,user-[0-9a-f]{10},"9999? ?\d+ ?\d+ ?\d+",ok\n2,"user-[0-9a-f]{10}",null,ok$/),
      "\(lines)")
  }

  @Test(arguments: [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian])
  func columnsAreKnownInEveryEncoding(_ encoding: String.Encoding) throws {
    let text = "\u{feff}Time,DisplayName,UserId\n2024-01-01T10:00:00Z,Ada Lovelace,17\n"
    let bytes = Array(try #require(text.data(using: encoding)))
    let redactor = Redactor(RedactionOptions(key: MaskingTests.key), MaskingTests.finder)
    guard case .rewrite(let rewriter) = redactor.treatment(ofArtifactAt: "a.csv", beginning: bytes) else {
      Issue.record("it is no text")
      return
    }
    var output: [UInt8] = []
    rewriter.rewrite(bytes.span, appendingTo: &output)
    rewriter.finish(appendingTo: &output)
    let redacted = try #require(String(data: Data(output), encoding: encoding))
    #expect(!redacted.contains("Lovelace"))
    #expect(redacted.contains(",Person-"))
  }

  @Test func identifiersAreMaskedWhenAskedFor() {
    let finder = SensitiveFinder(kinds: SensitiveKind.maskedByDefault.union([.id]))
    let text = "callId=6f0c0d5e-0000-4000-8000-000000000001 MS-CV: Ws4vWqZ9qUmZ2mNf1x0w2A.1.3"
    let masked = String(
      decoding: TextMasker(finder, key: MaskingTests.key).masked(Array(text.utf8)), as: UTF8.self)
    #expect(masked.contains("callId=5afe5afe-") && masked.contains("MS-CV: 5afe5afe"), "\(masked)")
    #expect(masked.hasSuffix(".1.3"))
  }

  /// Bytes that are no text of the encoding stay what they are; what follows in another encoding is masked, too.
  @Test(arguments: [1, 3, 1_000, 1 << 20])
  func encodingsAreKeptStretchByStretch(_ length: Int) throws {
    func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
      text.utf16.flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
        return bigEndian ? [high, low] : [low, high]
      }
    }
    let line = "Größe 😀 displayName: 'Ada Lovelace', to +14255550123 and so on, far and wide\r\n"
    let lines = String(repeating: line, count: 40)
    let masked = MaskingTests.masked(lines)
    let content = Array(lines.utf8) + [0xff, 0xfe] + utf16(lines, bigEndian: false) + Array(lines.utf8)
    let expected = Array(masked.utf8) + [0xff, 0xfe] + utf16(masked, bigEndian: false) + Array(masked.utf8)
    let policy = Redactor(RedactionOptions(key: MaskingTests.key), MaskingTests.finder)
    guard case .rewrite(let rewriter) = policy.treatment(ofArtifactAt: "a.log", beginning: content) else {
      Issue.record("left out")
      return
    }
    var output: [UInt8] = []
    for start in stride(from: 0, to: content.count, by: length) {
      rewriter.rewrite(
        content.span.extracting(start..<min(start + length, content.count)), appendingTo: &output)
    }
    rewriter.finish(appendingTo: &output)
    #expect(output == expected)

    let big = [0xfe, 0xff] + utf16(lines, bigEndian: true)
    guard case .rewrite(let other) = policy.treatment(ofArtifactAt: "b.log", beginning: big) else {
      Issue.record("left out")
      return
    }
    output = []
    other.rewrite(big.span, appendingTo: &output)
    other.finish(appendingTo: &output)
    #expect(output == [0xfe, 0xff] + utf16(masked, bigEndian: true))
  }

  /// Whatever the text, the pieces it comes in make no difference, and nothing is slow or crashes.
  @Test func damagedTextIsMaskedTheSameInPieces() {
    let text = Array(MaskingTests.cases.map(\.text).joined(separator: "\n").utf8)
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<150 {
      var mutant = text
      for _ in 0..<40 {
        let place = Int.random(in: 0..<mutant.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: mutant[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: mutant.remove(at: place)
        case 2: mutant.insert(contentsOf: "\\\"".utf8, at: place)
        default:
          let end = min(mutant.count, place + Int.random(in: 1...60, using: &generator))
          mutant.insert(
            contentsOf: mutant[place..<end], at: Int.random(in: 0..<mutant.count, using: &generator))
        }
      }
      let whole = TextMasker(MaskingTests.finder, key: MaskingTests.key).masked(mutant)
      let masker = TextMasker(MaskingTests.finder, key: MaskingTests.key)
      var output: [UInt8] = []
      for start in stride(from: 0, to: mutant.count, by: 501) {
        masker.rewrite(mutant.span.extracting(start..<min(start + 501, mutant.count)), appendingTo: &output)
      }
      masker.finish(appendingTo: &output)
      #expect(output == whole)
    }
  }

  /// Names of columns are no values, and what stands in a path behind a server call ID is not part of it.
  @Test func whatStandsBesideStays() {
    let table = "TimeGenerated,CallId,DisplayName,UserId\n1,2,Ada Lovelace,u1\n"
    let columns = SensitiveColumns(headerOf: Array(table.utf8), kinds: SensitiveKind.maskedByDefault)
    let masker = TextMasker(MaskingTests.finder, key: MaskingTests.key, cells: columns)
    let masked = String(decoding: masker.masked(Array(table.utf8)), as: UTF8.self)
    #expect(masked.hasPrefix("TimeGenerated,CallId,DisplayName,UserId\n1,2,Person-"), "\(masked)")

    let url =
      "https://conv-usea-01.conv.skype.com/conv/5Ocz0mpIckCGL2m01ssBpA?i=10-60-3-176&e=637992051113619086"
    let id = Data(url.utf8).base64EncodedString()
    let subject = MaskingTests.masked("call/\(id)/startedBy/8:acs:x")
    #expect(subject.hasSuffix("/startedBy/8:acs:x") && !subject.contains(id), "\(subject)")
  }

  /// A name is masked as it is within its folder, whatever becomes of the folder's own name.
  @Test func namesOfFilesDependOnTheirFolders() {
    let redactor = Redactor(RedactionOptions(key: MaskingTests.key), MaskingTests.finder)
    #expect(redactor.name(for: "call-480.txt", in: "a.person@contoso.com") == "call-480.txt")
    #expect(redactor.name(for: "ada", in: "Users").hasPrefix("user-"))
    #expect(redactor.name(for: "10.1.2.3.log", in: nil).hasPrefix("10.213."))
    #expect(redactor.name(for: "ada@contoso.com.log.1", in: nil).hasSuffix("@example.invalid.log.1"))
  }
}
