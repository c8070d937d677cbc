import Evidence
import Testing

@testable import Formats

/// What hosts write before a message: every wrapper alone, and several around one another.
@Suite struct WrapperTests {
  /// A prefix, a suffix, and the clocks it adds, nearest to the message first.
  private struct Wrapping: CustomTestStringConvertible, Sendable {
    let before: String
    let after: String
    let clocks: [String]

    init(_ before: String, _ after: String = "", clocks: String...) {
      self.before = before
      self.after = after
      self.clocks = clocks
    }

    var testDescription: String { before }
  }

  private static let wrappings = [
    Wrapping(""), Wrapping("index.js:8 "), Wrapping("sdk.bundle.js?31a7:247 "), Wrapping("VM2487:1 "),
    Wrapping("azure-call.component.ts:95 "), Wrapping("(index):25 "),
    Wrapping("webpack-internal/x/app.tsx:12:7 "),
    Wrapping("12:32:42.351 index.js:8 ", clocks: "12:32:42.351"),
    Wrapping("12:32:42.351 ", clocks: "12:32:42.351"),
    Wrapping("[Info] "), Wrapping("[Error] "),
    Wrapping("12:32:42.351 ", " app.js:10:20", clocks: "12:32:42.351"),
    Wrapping(
      "[0731/105707.911:INFO:CONSOLE(114)] \"", "\", source: https://contoso.example/app.js (114)",
      clocks: "0731/105707.911"),
    Wrapping(
      "[33458:1201/170521.928936:INFO:CONSOLE:16] \"", "\", source: https://contoso.example/app.js (16)",
      clocks: "1201/170521.928936"),
    Wrapping(
      "[33458:259:1201/170521.928936:ERROR:CONSOLE(16)] \"", "\", source: file:///a.js (16)",
      clocks: "1201/170521.928936"),
    Wrapping("[2024/0731/105707.911:INFO:CONSOLE(1)] \"", "\"", clocks: "2024/0731/105707.911"),
    Wrapping(
      "2024-01-16T06:26:55.902Z [info]: Event:console-message | Line: 2 | Source: file:///C:/app/index.js | Message: ",
      clocks: "2024-01-16T06:26:55.902Z"),
    Wrapping(" LOG  "), Wrapping(" WARN  "),
    Wrapping("I/chromium: [INFO:CONSOLE(2)] \"", "\", source: https://contoso.example/app.js (2)"),
    Wrapping(
      "06-30 08:05:51.545  1182  1190 I chromium: [INFO:CONSOLE(2)] \"",
      "\", source: https://contoso.example/app.js (2)",
      clocks: "06-30 08:05:51.545"),
    Wrapping(
      "2024-06-24 17:52:22.061 26411-26435 chromium                com.contoso.app                      I  [INFO:CONSOLE(2)] \"",
      "\", source: x (2)", clocks: "2024-06-24 17:52:22.061"),
    Wrapping("[2024-01-16 07:26:55,902] INFO - ", clocks: "2024-01-16 07:26:55,902"),
    Wrapping("2024-01-16T07:26:55.902+01:00 DEBUG: ", clocks: "2024-01-16T07:26:55.902+01:00"),
    Wrapping("12:32:42.351 [Log] index.js:8 ", clocks: "12:32:42.351"),
    Wrapping("`"),
    Wrapping(
      "2024-01-16T06:26:55.902Z [info]: Event:console-message | Line: 2 | Source: file:///a.js | Message: index.js:8 ",
      clocks: "2024-01-16T06:26:55.902Z"),
    Wrapping("2024-01-16T06:26:55.902Z web-7f9c pod/app ", clocks: "2024-01-16T06:26:55.902Z"),
  ]

  @Test(arguments: wrappings)
  private func everyWrapperIsStripped(_ wrapping: Wrapping) throws {
    let inner = "azure:ACS-calling:error 2024-01-16T06:26:55.900Z CallClient7:CallStack "
    let message = "[ACSCall{\(callA)}{Connected}] said \"so\""
    let line = wrapping.before + inner + message + wrapping.after
    let record = RecordBuilder.record(Array(line.utf8), source: Source(artifact: 0, offset: 0)).record
    // Firefox writes the place behind the message, where nothing tells it from the message's own words.
    let isFirefox = wrapping.after.hasPrefix(" app.js")
    #expect(record.text == message + (isFirefox ? wrapping.after : ""))
    #expect(record.clocks.map(\.text) == ["2024-01-16T06:26:55.900Z"] + wrapping.clocks)
    #expect(record.level == "error")
    #expect(record.namespace == "ACS-calling")
    #expect(record.component == "CallClient7:CallStack")
    #expect(record.instance == 7)
    #expect(try claims(in: line) == ["A: state Connected"])
  }

  @Test(arguments: wrappings)
  private func theOldestGenerationIsFoundInEveryWrapper(_ wrapping: Wrapping) throws {
    let line =
      wrapping.before + "11/5/2020, 14:59:19:424 [CallClient][ACSCall{\(callA)}{Ringing}] x" + wrapping.after
    let record = RecordBuilder.record(Array(line.utf8), source: Source(artifact: 0, offset: 0)).record
    guard !wrapping.before.hasSuffix("app ") else { return }
    #expect(record.clocks.map(\.text) == ["11/5/2020, 14:59:19:424"] + wrapping.clocks)
    #expect(try claims(in: line) == ["A: state Ringing"])
  }

  @Test(
    arguments: [
      (
        " LOG  [ACS Calling] Call \(callA) is Connected", "info", nil, nil,
        "[ACS Calling] Call \(callA) is Connected"
      ),
      ("[Warning] careful", "warning", nil, nil, "careful"),
      (
        "2020-11-05 14:59:18.880 4112-4112/com.contoso.inpocket E/ACS: startCall: callid x", "error", "ACS",
        "com.contoso.inpocket", "startCall: callid x"
      ),
      (
        "06-30 08:05:51.545 1182-1182/? I/DEBUG:     #33 pc 00111824", "info", "DEBUG", nil,
        "    #33 pc 00111824"
      ),
      (
        "2024-06-24 17:52:22.061 26411-26435 System.err              com.contoso.acsquickstart            W  java.lang.X: y",
        "warning", "System.err", "com.contoso.acsquickstart", "java.lang.X: y"
      ),
      (
        "2024-06-24 17:52:22.061 26411-26435 ACS                     pid-26411                            D  text",
        "verbose", "ACS", "pid-26411", "text"
      ),
      ("02-29 16:51:18.850   188   191 I test    : msg", "info", "test", nil, "msg"),
      ("02-29 16:51:18.850 10012   188   191 I test    : msg", "info", "test", nil, "msg"),
      ("2024-02-29 16:51:18.850123 +0200   188   191 I test    : msg", "info", "test", nil, "msg"),
      ("1709221878.850   188   191 I test    : msg", "info", "test", nil, "msg"),
      ("F/libc    (18234): Fatal signal 11", "error", "libc", nil, "Fatal signal 11"),
      ("06-30 08:05:51.545 I/DEBUG ( 1182): msg", "info", "DEBUG", nil, "msg"),
      ("[ 06-30 08:05:51.545  1182: 1182 I/DEBUG ]", "info", "DEBUG", nil, ""),
      ("D/communication.ui: x", "verbose", "communication.ui", nil, "x"),
      ("16:41:35:229\t[communication.ui] x", nil, "communication.ui", nil, "x"),
      (
        "2024-02-22 16:03:17.343 [#1a2b3c4d-S] T#31027 S.12 [DEBUG4] [AriaSDK.Storage] 1a2b3c4d: 2500",
        "verbose", nil,
        nil, "1a2b3c4d: 2500"
      ),
      (
        "`2024-02-22 16:03:17.344 [#00000000-S] T#6815 [DEBUG1] [azure-communication-servic", "verbose", nil,
        nil, ""
      ),
      (
        "2023-07-19 08:22:51.916784+0300 0x3058     Info        0x0                  599    0    contoso: (Calling) [com.azure:Calling] callInfoModel connected",
        "info", "Calling", nil, "callInfoModel connected"
      ),
      ("2024-01-01 12:00:00.000000-0700  localhost app[123]: msg", nil, nil, nil, "msg"),
      (
        "2024-02-22 16:03:17.343123+0800 App[1234:56789] [Calling] Dispatch State Update: connected", nil,
        "Calling",
        nil, "Dispatch State Update: connected"
      ),
    ] as [(String, String?, String?, String?, String)])
  func nativeHostsSayWhoWrote(line: String, level: String?, tag: String?, package: String?, message: String) {
    let record = RecordBuilder.record(Array(line.utf8), source: Source(artifact: 0, offset: 0)).record
    #expect(record.level == level)
    #expect(record.tag == tag)
    #expect(record.package == package)
    #expect(record.text == message)
  }

  @Test(arguments: [
    ("azure:ACS-calling:info 2024-01-16T06:26:55.900Z CallClient1 created", ArtifactKind.webConsoleLog),
    ("11/5/2020, 14:59:19:424 [CallClient] [JS.TsCalling.X] ffffffff: x", .webConsoleLog),
    ("index.js:8 hello", .webConsoleLog),
    ("[0731/105707.911:INFO:CONSOLE(114)] \"x\", source: y (1)", .webConsoleLog),
    (" LOG  x", .webConsoleLog), ("[Log] x", .webConsoleLog),
    ("azure:communication-react:calling-context:info State change: []", .webConsoleLog),
    ("azure:core-rest-pipeline:info Request: {", .sdkHTTPLog),
    (
      "06-30 08:05:51.545  1182  1190 I chromium: [INFO:CONSOLE(2)] \"azure:ACS:info x\", source: y (2)",
      .logcat
    ),
    ("--------- beginning of main", .logcat), ("02-29 16:51:18.850   188   191 I test    : msg", .logcat),
    ("2024-02-22 16:03:17.343 [#1a2b3c4d-S] T#31027 [DEBUG4] [A] x", .appleLog),
    ("2024-02-22 16:03:17.343123+0800 App[1234:56789] x", .appleLog),
    ("Timestamp                       Thread     Type        Activity             PID    TTL", .appleLog),
    ("2024-01-16 07:26:55,902 INFO nothing special", .textLog), ("hello", .textLog),
  ])
  func theKindFollowsFromTheLines(line: String, kind: ArtifactKind) throws {
    #expect(try evidence(of: line + "\n", name: "a.txt").artifact.kind == kind)
  }

  @Test func theCommonestShapeDecidesTheKind() throws {
    let web = String(repeating: "index.js:8 x\n", count: 3)
    let logcat = "02-29 16:51:18.850   188   191 I test    : msg\n"
    #expect(try evidence(of: web + logcat).artifact.kind == .webConsoleLog)
    #expect(try evidence(of: web + String(repeating: logcat, count: 4)).artifact.kind == .logcat)
  }

  @Test func levelsAndPlatformAreNoted() throws {
    let read = try evidence(
      of: "azure:ACS:verbose a\nindex.js:2 azure:ACS:warning b\n[Error] c\n12:00:00.000 azure:ACS:info d\n")
    #expect(read.levels == ["verbose", "warning", "error", "info"])
    #expect(read.platform == "web")
  }
}
