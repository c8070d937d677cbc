import Evidence
import Intake

/// Recognises this tool's own reports, so that a report saved among the attachments is not read as evidence.
public enum OwnReport {
  /// Whether a file is one, or is empty.
  public static func isIn(file path: String) -> Bool {
    var isOwn = false
    Intake.open(Input(path: path, file: path)) { artifact in
      guard artifact.ordinal == 0, !artifact.isArchive, artifact.problems.isEmpty else { return }
      var head: [UInt8] = []
      _ = artifact.read(upTo: 4_096, appendingTo: &head)
      isOwn =
        head.isEmpty || recognises(head) || isDatabase(head) || ByteCursor(head).startsWith(inventoryHeading)
    }
    return isOwn
  }

  /// An inventory is read as a listing, and still this tool's own.
  private static let inventoryHeading: StaticString = "path,size,modifiedTime,sha256,kind,role,app"

  /// Whether a file of SQLite begins like this that has this tool's application ID (bytes 68 to 71 of its header).
  static func isDatabase(_ head: [UInt8]) -> Bool {
    head.starts(with: Array("SQLite format 3\0".utf8)) && head.dropFirst(68).starts(with: Array("acs1".utf8))
  }

  static func recognises(_ head: [UInt8]) -> Bool {
    let start = Array(head.prefix(1200))
    if isText(start) || isForPrograms(start) { return true }
    guard start.first == UInt8(ascii: "{"), let name = firstIndex(of: "\"name\"", in: ByteCursor(start))
    else { return false }
    var cursor = ByteCursor(start, from: name + 6)
    _ = cursor.take { isSpace($0) || $0 == UInt8(ascii: ":") }
    return cursor.startsWith("\"acs-logscan\"")
      && firstIndex(of: "\"schemaVersion\"", in: ByteCursor(start)) != nil
  }

  /// The page for browsers names its generator, everything else begins with
  /// members or columns that nothing else has in this order.
  private static func isForPrograms(_ start: [UInt8]) -> Bool {
    let cursor = ByteCursor(start)
    if cursor.startsWith("<!doctype html>") {
      return contains("name=\"generator\" content=\"acs-logscan ", start)
    }
    if cursor.startsWith("{\"resourceSpans\":") {
      return contains("\"scope\":{\"name\":\"acs-logscan\"", start)
    }
    if cursor.startsWith("{\"call\":\"") {
      return contains("\",\"time\":\"", start) && contains("\",\"timeText\":\"", start)
        && contains("\",\"timeBasis\":\"", start)
    }
    if cursor.startsWith("{\"time\":\"") || cursor.startsWith("{\"artifact\":\"") {
      return contains("\"artifact\":\"", start) && contains("\",\"record\":", start)
        && contains(",\"offset\":", start)
    }
    if cursor.startsWith("{\"key\":\"") {
      return contains("\"aliases\":[", start) && contains("\"verdict\":\"", start)
    }
    return [
      "call,otherCallIds,startTime,", "call,time,timeBasis,kind,witness,", "{\"data_type\":\"acs:",
      "# Calls in these files (acs-logscan)\n",
      "{\"displayTimeUnit\":\"ms\",\"otherData\":{\"tool\":\"acs-logscan ",
    ].contains { cursor.startsWith($0) }
  }

  /// A scan and an index begin with what was read, a page of a timeline with a call and its IDs, or its clients
  /// where it has none, or with what happened outside calls; the table of codes with its legend, the page of one
  /// with its class.
  private static func isText(_ start: [UInt8]) -> Bool {
    let cursor = ByteCursor(start)
    if cursor.startsWith("Read      ") {
      return contains("\nSpan      ", start) || contains("\nCalls     ", start)
    }
    if cursor.startsWith("Call ") {
      return contains("\nIDs        ", start) || contains("\nClients    #", start)
    }
    if cursor.startsWith("Outside calls\n") || cursor.startsWith("For Microsoft support: ") { return true }
    if cursor.startsWith("kind,value,call,role,evidence,") { return true }
    if cursor.peek().map(isDigit) ?? false, contains(" IDs: ", start) || contains("1 ID: ", start) {
      return contains("\nCall ", start) || contains("\nOutside calls\n", start)
    }
    if cursor.startsWith("N = flag network (codes ") || isEventsOfTraces(start) { return true }
    if cursor.peek().map(isDigit) ?? false, contains("\nFiles         ", start) {
      return contains("\nListing       ", start)
    }
    return cursor.peek().map(isDigit) ?? false && contains("\n  Class       ", start)
      && contains("\n  Flag        ", start)
  }

  /// The path of a trace behind `# `, then events: the time in steps of 100 ns or `-`, process and thread.
  private static func isEventsOfTraces(_ start: [UInt8]) -> Bool {
    let lines = start.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count > 2, lines[0].starts(with: Array("# ".utf8)) else { return false }
    let fields = lines[1].split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard fields.count > 2 else { return false }
    let time = fields[0]
    let isTime = time.count == 28 && time.last == UInt8(ascii: "Z") || time.elementsEqual([UInt8(ascii: "-")])
    return isTime && fields[1].count { $0 == UInt8(ascii: ":") } == 1
      && fields[1].allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") }
  }
}
