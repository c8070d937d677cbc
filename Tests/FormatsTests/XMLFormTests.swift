import Evidence
import Intake
import Testing

@testable import Formats

@Suite struct XMLForms {
  @Test func tracerpt() throws {
    let data =
      "<Data Name=\"callId\">  11111111-aaaa-4bbb-8ccc-222222222222</Data><Data Name=\"Code\">     487</Data>"
    let reading = readXML(inRoot([tracerptEvent(data)]))
    #expect(reading.problems.isEmpty)
    let record = try #require(reading.records.first)
    #expect(record.text == "callId: 11111111-aaaa-4bbb-8ccc-222222222222\nCode: 487")
    #expect(record.level == "warning")
    #expect(record.tag == "Contoso-Calling/StateChanged")
    #expect(record.instance == 4321)
    #expect(record.source == Source(artifact: 0, line: 2, record: 1, offset: 10))
    let time = try #require(record.time)
    #expect(time.text == "2026-03-04T05:06:07.123456700+01:00")
    #expect(time.zoneOffset == 3600)
    #expect(time.clock == .field)
    #expect(time.nanosecondOfDay == (5 * 3600 + 6 * 60 + 7) * 1_000_000_000 + 123_456_700)
  }

  @Test(arguments: [
    (flags: 1, frequency: 10_000_000, speed: 0, raw: 600, expected: "05:00:00.000050000"),
    (flags: 1, frequency: 4, speed: 0, raw: 107, expected: "05:00:01.750000000"),
    (flags: 3, frequency: 4, speed: 2, raw: 2_000_100, expected: "05:00:01.000000000"),
    (flags: 2, frequency: 4, speed: 0, raw: 134_170_740_010_000_000, expected: "05:00:01.000000000"),
  ]) func rawTime(flags: Int, frequency: Int, speed: Int, raw: Int, expected: String) throws {
    // 2026-03-04T05:00:00Z as a FILETIME.
    let start = 134_170_740_000_000_000
    let header = rawEvent(
      100,
      """
      <Data Name="LogFileMode">0x1</Data><Data Name="CPUSpeed">\(speed)</Data>\
      <Data Name="PerfFreq">\(frequency)</Data><Data Name="StartTime">\(start)</Data>\
      <Data Name="ReservedFlags">0x\(flags)</Data>
      """)
    let reading = readXML(inRoot([header, rawEvent(raw, "<Data Name=\"A\">b</Data>")]))
    let time = try #require(reading.records.last?.time)
    #expect(time.text == "\(raw)")
    #expect(time.zoneOffset == 0)
    #expect(time.date == .calendar(CalendarDate(year: 2026, month: 3, day: 4)))
    #expect(clock(time.nanosecondOfDay) == expected)
  }

  @Test func rawTimeWithoutHeader() throws {
    let reading = readXML(inRoot([rawEvent(100, "<Data Name=\"A\">b</Data>")]))
    #expect(reading.messages == ["A: b"])
    #expect(try #require(reading.records.first).time == nil)
  }

  @Test func wevtutilWithoutRoot() throws {
    let events = (1...3).map { number in
      """
      <Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Contoso'/>\
      <EventID Qualifiers='0'>400</EventID><Level>2</Level><TimeCreated SystemTime='2026-01-02T03:04:0\(number).1234567Z'/>\
      <Execution ProcessID='7' ThreadID='8'/></System><EventData><Data>first \(number)</Data><Data>second</Data>\
      <Binary>63006100</Binary></EventData></Event>

      """
    }
    let reading = readXML(events.joined())
    #expect(reading.problems.isEmpty)
    #expect(reading.messages == (1...3).map { "first \($0)\nsecond" })
    #expect(reading.records.map(\.source.line) == [1, 2, 3])
    #expect(reading.records.map(\.source.record) == [1, 2, 3])
    #expect(reading.records.map(\.level) == ["error", "error", "error"])
    #expect(reading.records.last?.time?.text == "2026-01-02T03:04:03.1234567Z")
  }

  @Test func userData() {
    let event =
      "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><UserData><Ended xmlns='urn:x'>"
      + "<Event><Code>487</Code></Event><Phrase>a &lt; b &amp; c</Phrase><Empty/></Ended></UserData></Event>"
    #expect(readXML(event).messages == ["Code: 487\nPhrase: a < b & c"])
  }

  @Test func eventViewer() {
    let text = """
      \u{feff}<?xml version="1.0" encoding="utf-8" standalone="yes"?>
      <Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Level>4</Level></System>\
      <EventData><Data Name='code'>487</Data><Data Name='other'>48</Data></EventData>\
      <RenderingInfo Culture='de-DE'><Message>Anruf beendet, Grund 487.&#13;&#10;Ende</Message><Level>Informationen</Level>\
      <Task>Anruf</Task></RenderingInfo></Event></Events>
      """
    let reading = readXML(text)
    // What the message shows is not repeated.
    #expect(reading.messages == ["Anruf beendet, Grund 487.\nEnde\nother: 48"])
    #expect(reading.records.map(\.level) == ["info"])
    #expect(reading.problems.isEmpty)
  }

  @Test func undecodedPayloads() {
    // UTF-16 `callId`, a zero, then ASCII `Connected`.
    let hex = "630061006C006C0049006400000001FF436F6E6E6563746564"
    let events = [
      "<ProcessingErrorData><ErrorCode>15003</ErrorCode><DataItemName/><EventPayload>\(hex)</EventPayload></ProcessingErrorData>",
      "<BinaryEventData>\(hex)</BinaryEventData>",
      "<Data>text only</Data>",
      "<EventData><Data Name=\"win:ExtraPayload\" Type=\"win:ErrorMoreData\">0x\(hex)</Data></EventData>",
      "<EventData><Data Name=\"Blob\">0x63006F00640065002000340038003700</Data></EventData>",
      "<EventData><Data Name=\"Hash\">d41d8cd98f00b204e9800998ecf8427e</Data></EventData>",
    ].map { "<Event>\($0)</Event>" }
    #expect(
      readXML(inRoot(events)).messages == [
        "callId Connected", "callId Connected", "text only", "win:ExtraPayload: callId Connected",
        "Blob: code 487", "Hash: d41d8cd98f00b204e9800998ecf8427e",
      ])
  }

  @Test func clixmlOfEventRecords() throws {
    let reading = try readXMLFile(utf16Bytes(clixml, mark: true))
    #expect(reading.problems.isEmpty)
    #expect(reading.messages == ["Call ended:\nünd 😀 _ code 487\nextra", "alpha\nbeta"])
    let record = try #require(reading.records.first)
    #expect(record.time?.text == "2026-01-02T03:04:05.1234567-08:00")
    #expect(record.level == "error")
    #expect(record.tag == "Contoso-Calling")
    #expect(record.instance == 12)
    // Offsets are those of the UTF-16 content, byte order mark included.
    let before = try #require(clixml.firstRange(of: "  <Obj RefId=\"0\">"))
    let units: Int = clixml[..<before.lowerBound].utf16.count + 2
    #expect(record.source.offset == 2 + 2 * units)
    #expect(record.source.line == 2)
  }

  @Test func clixmlInCapturedErrors() {
    let text =
      "#< CLIXML\r\n<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">"
      + "<S S=\"Error\">Access denied_x000D__x000A_</S><S S=\"Warning\">careful</S></Objs>"
    let reading = readXML(text)
    #expect(reading.messages == ["Access denied", "careful"])
    #expect(reading.records.map(\.level) == ["error", "warning"])
    #expect(reading.records.map(\.source.line) == [2, 2])
    #expect(reading.problems.isEmpty)
  }

  @Test func severalBlocksOfCapturedErrors() {
    let block =
      "#< CLIXML\r\n<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">"
      + "<S S=\"Error\">no</S></Objs>\r\nwords between\r\n"
    let reading = readXML(block + block + block)
    #expect(reading.messages == ["no", "no", "no"])
    #expect(reading.records.map(\.source.line) == [2, 5, 8])
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: [
    ("2026-03-04T05:06:07Z", 0, 0), ("2026-03-04T05:06:07.5Z", 500_000_000, 0),
    ("2026-03-04T05:06:07.1234567Z", 123_456_700, 0),
    ("2026-03-04T05:06:07.123456789-07:00", 123_456_789, -25200),
    ("2026-03-04T05:06:07.123+05:30", 123_000_000, 19800),
  ]) func systemTimes(text: String, fraction: Int, offset: Int) throws {
    let reading = readXML(inRoot([tracerptEvent("<Data>x</Data>", time: text)]))
    let time = try #require(reading.records.first?.time)
    #expect(time.text == text)
    #expect(time.nanosecondOfDay == Int64((5 * 3600 + 6 * 60 + 7) * 1_000_000_000 + fraction))
    #expect(time.zoneOffset == offset)
  }

  @Test func elementsBesideTheKnownOnes() {
    let event = tracerptEvent("<Data>x</Data>").replacing(
      "</Event>\r",
      with: "<ExtendedTracingInfo xmlns=\"http://schemas.microsoft.com/win/2004/08/events/trace\">"
        + "<EventGuid>{11111111-2222-4333-8444-555555555555}</EventGuid></ExtendedTracingInfo></Event>\r")
    let many = (0..<2000).map { "a\($0)='\($0)'" }.joined(separator: " ")
    // Tags over 4 KiB are left to the parser as well.
    let reading = readXML(inRoot([event, tracerptEvent("<Data \(many) Name='n'>y</Data>")]))
    #expect(reading.messages == ["x", "n: y"])
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: [false, true]) func utf16(mark: Bool) throws {
    let text = inRoot([tracerptEvent("<Data>größer 😀</Data>"), tracerptEvent("<Data>b</Data>")])
    let whole = try readXMLFile(utf16Bytes(text, mark: mark))
    #expect(whole.messages == ["größer 😀", "b"])
    let last: String = tracerptEvent("<Data>b</Data>") + "</Events>\r\n"
    let second: Int = text.utf16.count - last.utf16.count
    #expect(whole.records.last?.source.offset == 2 * second + (mark ? 2 : 0))
    #expect(try readXMLFile(utf16Bytes(text, mark: mark), chunkLength: 7).summary == whole.summary)
  }
}

private func rawEvent(_ raw: Int, _ data: String) -> String {
  """
  <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Opcode>0</Opcode>\
  <TimeCreated RawTime="\(raw)" /></System><EventData>\(data)</EventData></Event>

  """
}

private func clock(_ nanoseconds: Int64) -> String {
  func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
  let seconds = nanoseconds / 1_000_000_000
  return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":") + "."
    + padded(nanoseconds % 1_000_000_000, 9)
}

private let clixml = """
  <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
    <Obj RefId="0">
      <TN RefId="0"><T>System.Diagnostics.Eventing.Reader.EventLogRecord</T><T>System.Object</T></TN>
      <ToString>System.Diagnostics.Eventing.Reader.EventLogRecord</ToString>
      <Props>
        <I32 N="Id">1</I32>
        <Nil N="Qualifiers" />
        <By N="Level">2</By>
        <S N="ProviderName">Contoso-Calling</S>
        <I32 N="ProcessId">12</I32>
        <DT N="TimeCreated">2026-01-02T03:04:05.1234567-08:00</DT>
        <Obj N="Properties" RefId="1">
          <LST>
            <Obj RefId="2"><Props><S N="Value">487</S></Props></Obj>
            <Obj RefId="3"><Props><S N="Value">extra</S></Props></Obj>
          </LST>
        </Obj>
      </Props>
      <MS><S N="Message">Call ended:_x000D__x000A_ünd _xD83D__xDE00_ _x005F_ code 487</S></MS>
    </Obj>
    <Obj RefId="4">
      <TNRef RefId="0" />
      <Props>
        <S N="ProviderName">Contoso-Calling</S>
        <Obj N="Properties" RefId="5"><LST><Obj RefId="6"><Props><S N="Value">alpha</S></Props></Obj>
          <Obj RefId="7"><Props><S N="Value">beta</S></Props></Obj></LST></Obj>
      </Props>
    </Obj>
  </Objs>
  """
