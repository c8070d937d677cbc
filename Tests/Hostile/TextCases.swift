import Evidence
import PackedData

extension HostileTables {
  /// Logs in odd shapes.
  static let texts: [HostileCase] = [
    HostileCase("empty.txt", [], exit: 0, []),
    HostileCase("one-byte.txt", [], exit: 0, [0x61]),
    HostileCase("newlines.txt", [], exit: 0, Bad.many("\n", 100_000)),
    HostileCase("no-last-newline.log", [], exit: 0, Array(Bad.log.dropLast())),
    HostileCase("carriage-returns.log", [], exit: 0, Bad.log.map { $0 == 10 ? 13 : $0 }),
    HostileCase("nul-inside.log", [], exit: 0, Bad.log.with([0, 0, 0], at: 500)),
    HostileCase("zeros-inside.log", [], exit: 0, Bad.log.with(Bad.zeros(2_000), at: 3_000)),
    HostileCase("zeros-at-the-end.log", [], exit: 0, Bad.log + Bad.zeros(65_536)),
    HostileCase("zeros.log", [], exit: 0, Bad.zeros(100_000)),
    HostileCase("invalid-utf8.log", [], exit: 0, Bad.log.with([0xff, 0xfe, 0xc0, 0x80], at: 700)),
    HostileCase("cut-utf8.log", [], exit: 0, Bad.log + [0xe2, 0x82]),
    HostileCase("surrogates-in-utf8.log", [], exit: 0, Bad.log + [0xed, 0xa0, 0x80, 0x0a]),
    HostileCase("overlong-utf8.log", [], exit: 0, Bad.log + [0xc0, 0xaf, 0xe0, 0x80, 0xaf, 0x0a]),
    HostileCase("windows-1252.log", [], exit: 0, Bad.log + [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x0a]),
    HostileCase("utf16.log", [], exit: 0, Bad.utf16(Bad.log)),
    HostileCase("utf16-big.log", [], exit: 0, Bad.utf16(Bad.log, isBigEndian: true)),
    HostileCase("utf16-odd.log", [.truncated], exit: 2, Array(Bad.utf16(Bad.log).dropLast())),
    HostileCase("utf16-lone-surrogate.log", [], exit: 0, Bad.utf16(Bad.log) + [0x00, 0xd8, 0x0a, 0x00]),
    HostileCase("utf16-then-utf8.log", [], exit: 0, Bad.utf16(Bad.log) + Bad.log),
    HostileCase("utf8-then-utf16.log", [], exit: 0, Bad.log + Bad.utf16(Bad.log)),
    HostileCase("mark-only.log", [], exit: 0, [0xef, 0xbb, 0xbf]),
    HostileCase("utf16-mark-only.log", [], exit: 0, [0xff, 0xfe]),
    HostileCase("two-marks.log", [], exit: 0, [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf] + Bad.log),
    HostileCase("random.log", [], exit: 0, Bad.random(50_000)),
    HostileCase("text-then-random.log", [], exit: 0, Bad.log + Bad.random(50_000)),
    HostileCase("long-line.log", [.recordCut], exit: 2, Bad.many("x", 3 << 20) + Bad.call),
    HostileCase(
      "long-line-with-a-call.log", [.recordCut], exit: 2,
      Bad.many("x", 2 << 20) + Array(Bad.call.map { $0 == 10 ? 32 : $0 }) + Bad.many("y", 2 << 20)),
    HostileCase("escapes.log", [], exit: 0, Bad.call + Bad.text("\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}31m\n")),
    HostileCase("bidi.log", [], exit: 0, Bad.call + Bad.text("\u{202e}evil\u{2066}\n")),
    HostileCase(
      "markup.log", [], exit: 0, Bad.call + Bad.text("<script>alert(1)</script>=cmd|' /C calc'!A0\n")),
    HostileCase("deep-brackets.log", [], exit: 0, Bad.many("[", 200_000)),
    HostileCase("brackets-and-call.log", [], exit: 0, Bad.many("[ACSCall{", 20_000)),
    HostileCase(
      "half-id.log", [], exit: 0, Bad.text("azure:ACS-calling:info [ACSCall{5f0c1a2b-1111-4222-8333-4444")),
    HostileCase(
      "nil-id.log", [], exit: 0,
      Bad.text("azure:ACS-calling:info [ACSCall{00000000-0000-0000-0000-000000000000}{Connected}]\n")),
    HostileCase(
      "time-overflow.log", [], exit: 0,
      Bad.text("99999999999999999999-99-99T99:99:99.99999999999999999999Z azure:ACS-calling:info x\n")),
    HostileCase(
      "far-times.log", [], exit: 0,
      Bad.text(
        "0001-01-01T00:00:00Z azure:ACS-calling:info a\n9999-12-31T23:59:59Z azure:ACS-calling:info b\n")),
    HostileCase(
      "code-overflow.log", [], exit: 0,
      Bad.text(
        "azure:ACS-calling:error [ACSCall{\(Bad.id)}{Disconnected}] code=99999999999999999999 subCode=-99999999999999999999\n"
      )),
    HostileCase("quotes.log", [], exit: 0, Bad.many("\"\\\"", 60_000)),
    HostileCase("backslashes.log", [], exit: 0, Bad.many("\\", 200_000)),
    HostileCase("words.log", [], exit: 0, Bad.many("callId ", 40_000)),
    HostileCase("colons.log", [], exit: 0, Bad.many("state: ", 40_000)),
    HostileCase("tokens.log", [], exit: 0, Bad.many("eyJ.eyJ.", 30_000)),
    HostileCase(
      "ids.log", [], exit: 0,
      (0..<3_000).flatMap { Bad.text("5f0c1a2b-1111-4222-8333-\(444_400_000_000 + $0) callId\n") }),
  ]

  /// Documents that are cut, deep, or not what they say.
  static let documents: [HostileCase] = [
    HostileCase("deep.json", [], exit: 0, Bad.many("{\"a\":", 50_000)),
    HostileCase("deep-array.json", [], exit: 0, Bad.many("[", 50_000) + Bad.many("]", 50_000)),
    HostileCase(
      "numbers.json", [], exit: 0,
      Bad.text("[1e999999999,-1e999999999,0.\(String(repeating: "1", count: 50_000))]")),
    HostileCase(
      "long-number.json", [], exit: 0, Bad.text("{\"code\":\(String(repeating: "9", count: 100_000))}")),
    HostileCase(
      "lone-surrogates.json", [], exit: 0,
      Bad.text("{\"callId\":\"\\ud800\\udfff\\udc00\",\"a\":\"\\u12\"}\n")),
    HostileCase(
      "same-keys.json", [], exit: 0,
      Bad.text("{" + String(repeating: "\"callId\":1,", count: 20_000) + "\"callId\":2}")),
    HostileCase(
      "records-cut.json", [.truncated], exit: 2,
      Bad.text(
        "{\"records\":[{\"time\":\"2026-03-04T10:00:00Z\",\"category\":\"CallSummary\",\"operationName\":\"CallSummary\",\"properties\":{\"correlationId\":\"\(Bad.id)\""
      )),
    HostileCase("records-empty.json", [], exit: 0, Bad.text("{\"records\":[]}")),
    HostileCase(
      "entities.xml", [.corrupt], exit: 2,
      Bad.text(
        "<?xml version=\"1.0\"?><!DOCTYPE Events [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><Events xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><Event><System><Provider Name=\"x\"/></System><EventData><Data>&c;&c;&c;</Data></EventData></Event></Events>"
      )),
    HostileCase(
      "external-entity.xml", [.corrupt], exit: 2,
      Bad.text(
        "<?xml version=\"1.0\"?><!DOCTYPE Events [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Events><Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"x\"/></System><EventData><Data>&x;</Data></EventData></Event></Events>"
      )),
    HostileCase("deep.xml", [], exit: 0, Bad.many("<a>", 30_000)),
    HostileCase(
      "cut-event.xml", [.truncated], exit: 2,
      Bad.text(
        "<Events><Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"x\"/><EventID>1</EventID>"
      )),
    HostileCase("quotes.csv", [], exit: 0, Bad.text("TimeGenerated,Category\n\"") + Bad.many("a,", 50_000)),
    HostileCase("columns.csv", [], exit: 0, Bad.many("a,", 100_000) + Bad.text("\n")),
    HostileCase("formulas.csv", [], exit: 0, Bad.text("Name,Value\n=1+1,@SUM(A1)\n+cmd,-2\n")),
    HostileCase(
      "broken.har", [], exit: 0,
      Bad.text("{\"log\":{\"version\":\"1.2\",\"entries\":[{\"request\":{\"method\":\"GET\"")),
  ]
}
