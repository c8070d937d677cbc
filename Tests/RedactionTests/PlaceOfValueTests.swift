import Formats
import Intake
import Testing

@testable import Redaction

/// Values whose names stand elsewhere: in front, behind, in a path, in a list of columns.
@Suite struct PlaceOfValueTests {
  private static func masked(_ text: String, inPiecesOf length: Int) -> String {
    let bytes = Array(text.utf8)
    let cells = sensitiveCells(
      ofTextThatBegins: Array(bytes.prefix(64 << 10)), kinds: SensitiveKind.maskedByDefault)
    let masker = TextMasker(MaskingTests.finder, key: MaskingTests.key, cells: cells)
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: length) {
      masker.rewrite(bytes.span.extracting(start..<min(start + length, bytes.count)), appendingTo: &output)
    }
    masker.finish(appendingTo: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Values that must not be in the output, and words that must.
  static let cases: [(text: String, gone: [String], kept: [String])] = [
    (
      #"{"value":"Ada Lovelace","name":"displayName"},{"value":"ok","name":"state"}"#, ["Ada"],
      [#"{"value":"Person-"#, #"","name":"displayName"},{"value":"ok","name":"state"}"#]
    ),
    (
      #"{\"value\": \"Ada \\\"L\\\" Love\", \"name\": \"participant.displayName\"}"#, ["Ada", "Love"],
      [#"{\"value\": \"Person-"#, #"\", \"name\": \"participant.displayName\"}"#]
    ),
    (
      #"{ "value" : "q1w2e3r4t5y6u7i8o9p0", "name" : "x-functions-key" }"#, ["q1w2e3r4"],
      [#"{ "value" : "REDACTED-"#]
    ),
    (
      #"{"op":"replace","path":["callAgent","displayName"],"value":"Ada Lovelace"}"#, ["Ada"],
      [#""displayName"],"value":"Person-"#]
    ),
    (
      #"{"op":"replace","path":["call","state"],"value":"Connected"}"#, [],
      [#""state"],"value":"Connected""#]
    ),
    (
      #"{"op":"add","path":"/callAgent/displayName","value":"Ada Lovelace"}"#, ["Ada"],
      [#"displayName","value":"Person-"#]
    ),
    ("[ro.product.model]: [Phone 7 of Ada]", ["Phone", "Ada"], ["[ro.product.model]: [Device-"]),
    (
      "   Host Name . . . . . . . . . . . . : ADA-LAPTOP\r\n", ["ADA-LAPTOP"],
      [" . . : Computer-", "\r\n"]
    ),
    (
      "   Physical Address. . . . . . . . . : 00-15-5D-0A-1B-2C\n", ["15-5D-0A"],
      [". . : 5A-FE-"]
    ),
    (
      #"wifi: SSID: Contoso Guest, BSSID: 00:15:5d:0a:1b:2c, "macAddress":"00155d0a1b2c""#,
      ["Contoso", "15:5d:0a", "00155d0a"], ["SSID: resource-", ", BSSID: 5a:fe:", #":"5afe"#]
    ),
    (
      "processId: 4321, IMEI: 490154203237518, iccid=8949022123456789012, frameId: 0123456789abcdef",
      ["490154203237518", "8949022123456789012"],
      ["processId: 4321, IMEI: 999", ", frameId: 0123456789abcdef"]
    ),
    (
      #"as CONTOSO\ada.lovelace, "user":"CONTOSO\\grace", NT AUTHORITY\SYSTEM, HKLM\Software, C:\TEMP\logs"#,
      ["ada.lovelace", "grace", "CONTOSO"],
      [#"as Computer-"#, #"\\user-"#, #"NT AUTHORITY\SYSTEM, HKLM\Software, C:\TEMP\logs"#]
    ),
    (
      #"{"text":null,"log":"ERROR\nnext","dir":"LOGS\app.log"}"#, [],
      [#"{"text":null,"log":"ERROR\nnext","dir":"LOGS\app.log"}"#]
    ),
    (
      "-rw-r--r--  1 lovelace staff 120 Jan  5 10:00 a.log\ndrwxr-xr-x+ 3 root contoso-dev 4096 Jan  5 10:00 b\n",
      ["lovelace", "contoso-dev"],
      ["-rw-r--r--  1 user-", " staff 120 Jan  5 10:00 a.log\n", " 3 root user-"]
    ),
    (
      "-rw-rw---- u0_a123 sdcard_rw 1234 2024-01-05 10:00 a.log\nuse -rw- 1 ada now\n", [],
      ["-rw-rw---- u0_a123 sdcard_rw 1234 2024-01-05 10:00 a.log\nuse -rw- 1 ada now\n"]
    ),
    (
      #""cookies": [{"name": "id", "value": "a1b2", "path": "/"}, {"name":"x","value":"c3d4"}], "n": "e5f6""#,
      ["a1b2", "c3d4"],
      [
        #"[{"name": "id", "value": "value-"#, #"", "path": "/"}, {"name":"x","value":"value-"#,
        #"], "n": "e5f6""#,
      ]
    ),
  ]

  @Test(arguments: cases)
  func valuesGoAndTheRestStays(_ text: String, _ gone: [String], _ kept: [String]) {
    let masked = PlaceOfValueTests.masked(text, inPiecesOf: text.utf8.count)
    for value in gone { #expect(!masked.contains(value), "\(masked)") }
    for words in kept { #expect(masked.contains(words), "\(masked)") }
    #expect(PlaceOfValueTests.masked(masked, inPiecesOf: 1_000) == masked, "masked twice")
  }

  /// What the query services answer: columns are named once, cells stand in rows; also several tables, cut, and in pieces.
  @Test(arguments: [1_000, 1 << 20])
  func cellsOfTablesInJSON(_ length: Int) throws {
    let rows = (0..<20_000).map {
      #"["2026-01-05T10:00:00Z", "Ada Lovelace \#($0)", {"a":["x"]}, \#($0), "ok"]"#
    }
    let text =
      #"{"tables":[{"name":"PrimaryResult","columns":[{"name":"Time","type":"datetime"},{"name":"DisplayName","type":"string"},{"name":"Properties","type":"dynamic"},{"name":"n","type":"int"},{"name":"Result","type":"string"}],"rows":["#
      + rows.joined(separator: ",\n")
      + #"]},{"Columns":[{"ColumnName":"Result"},{"ColumnName":"user_name"}],"Rows":[["ok","grace \"h\""],["ok",null],["ok","hop"#
    let lines = PlaceOfValueTests.masked(text, inPiecesOf: length).split(separator: "\n")
    #expect(lines.count == rows.count)
    for line in lines.dropFirst().dropLast() {
      let cells = try #require(
        line.wholeMatch(of: /\["2026-01-05T10:00:00Z", "Person-[0-9a-f]{10}", {"a":\["x"\]}, (\d+), "ok"\],/))
      #expect(Int(cells.1) != nil)
    }
    let last = try #require(lines.last)
    #expect(
      last.contains(
        /"Rows":\[\["ok","user-[0-9a-f]{10}"\],\["ok",null\],\["ok","user-[0-9a-f]{10}$/), "\(last)")
    #expect(!last.contains("grace") && !last.contains("hop"))
  }

  @Test func aSpreadsheetSaysWhatSeparates() {
    let table = "sep=;\r\nTime;Sender Username;Result\r\n1;ada, the first;ok\r\n"
    let masked = PlaceOfValueTests.masked(table, inPiecesOf: 1_000)
    #expect(
      masked.contains(/^sep=;\r\nTime;Sender Username;Result\r\n1;user-[0-9a-f]{10};ok\r\n$/), "\(masked)")
  }

  /// A name that a label gave away is found in whatever case.
  @Test func knownNamesAreFoundInAnyCase() throws {
    let text = Array(#"displayName: "Ada Lovelace""#.utf8)
    let survey = NameSurvey(RedactionOptions(key: MaskingTests.key))
    guard case .rewrite(let reader) = survey.treatment(ofArtifactAt: "a.log", beginning: text) else {
      Issue.record("left out")
      return
    }
    var output: [UInt8] = []
    reader.rewrite(text.span, appendingTo: &output)
    reader.finish(appendingTo: &output)
    #expect(output.isEmpty)
    let finder = SensitiveFinder(kinds: SensitiveKind.maskedByDefault, known: survey.known)
    let masker = TextMasker(finder, key: MaskingTests.key)
    let masked = String(
      decoding: masker.masked(Array("Ada Lovelace, ADA LOVELACE, ada lovelaces".utf8)), as: UTF8.self)
    let names = masked.split(separator: ", ")
    #expect(names.count == 3 && names[0] == names[1] && names[2] == "ada lovelaces", "\(masked)")
  }
}
