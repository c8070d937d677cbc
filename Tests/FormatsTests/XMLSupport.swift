import Evidence
import Intake

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a reader of event records gave.
struct XMLReading {
  var records: [Record] = []
  var problems: [Problem] = []

  var messages: [String] { records.map(\.text) }
  var kinds: [Problem.Kind] { problems.map(\.kind) }

  /// All that tells two readings apart, in words.
  var summary: [String] {
    records.map { record in
      let times = record.clocks.map(\.text).joined(separator: ",")
      return
        "\(record.source) \(times) \(record.level ?? "-") \(record.tag ?? "-") \(record.isCut) \(record.text)"
    } + problems.map { "\($0.kind.rawValue) \($0.offset ?? -1) \($0.detail)" }
  }
}

/// Reads decoded text in pieces of `chunk` bytes.
func readXML(_ bytes: [UInt8], chunk: Int = 256 << 10) -> XMLReading {
  var reading = XMLReading()
  var reader = EventXMLReader(artifact: 0)
  var start = 0
  while start < bytes.count {
    let end = min(bytes.count, start + chunk)
    reader.append(bytes[start..<end], at: start)
    while let record = reader.next() { reading.records.append(record) }
    start = end
  }
  while let record = reader.next(isLast: true) { reading.records.append(record) }
  reader.finish()
  reading.problems = reader.problems
  return reading
}

func readXML(_ text: String, chunk: Int = 256 << 10) -> XMLReading {
  readXML(Array(text.utf8), chunk: chunk)
}

/// Reads content from a file, through what decodes its encoding.
func readXMLFile(_ content: [UInt8], chunkLength: Int = 256 << 10) throws -> XMLReading {
  var reading = XMLReading()
  try openXML(content) { artifact in
    var text = DecodedText(artifact, chunkLength: chunkLength)
    var reader = EventXMLReader(artifact: 0, encoding: text.encoding)
    var buffer: [UInt8] = []
    while let chunk = text.next(appendingTo: &buffer) {
      reader.append(buffer[...], at: chunk.offset)
      while let record = reader.next() { reading.records.append(record) }
      buffer.removeAll(keepingCapacity: true)
    }
    while let record = reader.next(isLast: true) { reading.records.append(record) }
    reader.finish()
    reading.problems = reader.problems
  }
  return reading
}

/// The evidence of content that is event XML, whatever it looks like; with or without libxml2 for plain events.
func readEvidence(
  of content: [UInt8], readsPlainEvents: Bool, threads: SpareThreads = .none
) throws -> ArtifactEvidence {
  var evidence: ArtifactEvidence?
  try openXML(content) { artifact in
    var reader = EventXMLArtifact(
      TextWindow(artifact), path: "events.xml", kind: .eventXML, index: 0, keepsText: true,
      threads: threads, readsPlainEvents: readsPlainEvents)
    evidence = reader.read()
  }
  guard let evidence else { throw XMLTestFailure() }
  return evidence
}

private func openXML(_ content: [UInt8], _ body: (OpenedArtifact) -> Void) throws {
  var template = Array("/tmp/xml-tests-XXXXXX".utf8CString)
  let descriptor = unsafe mkstemp(&template)
  guard descriptor >= 0 else { throw XMLTestFailure() }
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { _ = unsafe unlink(path) }
  let written = unsafe write(descriptor, content, content.count)
  close(descriptor)
  guard written == content.count else { throw XMLTestFailure() }
  Intake.open(Input(path: "events.xml", file: path)) { body($0) }
}

/// How many mutants a test tries: `usual`, or `ACS_LOGSCAN_MUTANTS` of the environment where it is set.
func mutantCount(of usual: Int) -> Int {
  unsafe getenv("ACS_LOGSCAN_MUTANTS").flatMap { unsafe Int(String(cString: $0)) } ?? usual
}

struct XMLTestFailure: Error {}

/// UTF-16, little endian.
func utf16Bytes(_ text: String, mark: Bool) -> [UInt8] {
  let units: [UInt16] = (mark ? [0xfeff] : []) + Array(text.utf16)
  return units.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
}

/// An event as tracerpt writes it; `data` is the content of `EventData`.
func tracerptEvent(_ data: String, time: String = "2026-03-04T05:06:07.123456700+01:00") -> String {
  """
  <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\r
  \t<System>\r
  \t\t<Provider Name="Contoso-Calling" Guid="{11111111-2222-4333-8444-555555555555}" />\r
  \t\t<EventID>0</EventID>\r
  \t\t<Level>3</Level>\r
  \t\t<Opcode>0</Opcode>\r
  \t\t<TimeCreated SystemTime="\(time)" />\r
  \t\t<Execution ProcessID="4321" ThreadID="9" ProcessorID="0" />\r
  \t\t<Channel />\r
  \t</System>\r
  \t<EventData>\r
  \t\t\(data)\r
  \t</EventData>\r
  \t<RenderingInfo Culture="en-US">\r
  \t\t<Task>StateChanged</Task>\r
  \t</RenderingInfo>\r
  </Event>\r

  """
}

/// `count` events with the values 1, 2, 3, … in a root.
func tracerptDump(_ count: Int) -> [String] {
  (1...count).map { tracerptEvent("<Data Name=\"Number\">       \($0)</Data>") }
}

func inRoot(_ events: [String]) -> String {
  "<Events>\r\n" + events.joined() + "</Events>\r\n"
}
