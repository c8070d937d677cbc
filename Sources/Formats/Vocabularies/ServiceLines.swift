import Evidence
public import Scan

/// Events and rows of services that an application printed: JSON behind whatever it wrote before, or no more than an
/// event's name and the ID of the call connection: `Received event … for call connection id: …`.
public struct ServiceLines: Vocabulary {
  /// The rest of the columns and members that tell such lines are literals of labelled values already.
  public let literals = [Literal("Microsoft.Communication.")]

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
    let hasEvent = record.contains("Microsoft.Communication.")
    guard hasEvent || ServiceLines.mayHaveRow(record) || record.contains("Communication.CallAutomation.")
    else { return ServiceLines.readBareName(record, into: &sink) }
    ServiceLines.readJSON(record, into: &sink)
    if sink.observations.isEmpty { ServiceLines.readName(record, into: &sink) }
  }

  private static func mayHaveRow(_ record: Record) -> Bool {
    record.contains("imeGenerated") || record.contains("articipantEndReason")
      || record.contains("/COMMUNICATIONSERVICES/") || record.contains("/communicationservices/")
      || record.contains("/CommunicationServices/") || record.contains("/communicationServices/")
  }

  /// Reads the first value of the message that is an object, or a list of objects, of a service.
  private static func readJSON(_ record: Record, into sink: inout ObservationSink) {
    let message = record.message
    var cursor = ByteCursor(message)
    for _ in 0..<mostTries {
      _ = cursor.take { $0 != .openBrace && $0 != .openBracket }
      guard !cursor.isAtEnd else { return }
      let next = cursor.bytes[(cursor.index + 1)...].first { !$0.isJSONSpace }
      if next == .quote || next == .openBrace, let reading = JSONReader.read(message, from: cursor.index) {
        let elements = reading.value.isObject ? [reading.value] : reading.value.elements
        for element in elements.prefix(mostElements) { _ = ServiceRecords.read(element, into: &sink) }
        if !sink.observations.isEmpty { return }
      }
      cursor.skip()
    }
  }

  /// Braces and brackets before the JSON itself: levels, threads, names of classes.
  private static let mostTries = 8
  private static let mostElements = 1000

  /// `Microsoft.Communication.CallConnected`, or the class that holds it in a server's SDK, and IDs beside it.
  private static func readName(_ record: Record, into sink: inout ObservationSink) {
    for beginning: StaticString in ["Microsoft.Communication.", "Communication.CallAutomation."] {
      guard let start = record.position(of: beginning) else { continue }
      var cursor = ByteCursor(record.message, from: start + beginning.utf8CodeUnitCount)
      let name = cursor.take(upTo: 64, while: isWordByte)
      add(cursor.text(name), of: record, into: &sink)
      return
    }
  }

  /// `Received event CallConnected for call connection id: …`, where the name is a known one.
  private static func readBareName(_ record: Record, into sink: inout ObservationSink) {
    let words = record.words
    guard words.contains("event"), words.has("call", "connection") || words.contains("callconnectionid")
    else {
      return
    }
    for token in record.tokens where token.word.map({ names.contains($0) }) ?? false {
      return add(ByteCursor(record.message).text(token.range), of: record, into: &sink)
    }
  }

  private static func add(_ name: String, of record: Record, into sink: inout ObservationSink) {
    let found = IdentifierFinder.find(in: record)
    let members = keys.compactMap { key, kind in
      found.first { $0.kind == kind }.map { JSONValue.Member(key: key, value: .string($0.value)) }
    }
    guard !members.isEmpty, let first = name.utf8.first, isLetter(first), names.contains(Word(folding: name))
    else { return }
    let event = ServiceEvent(name: name, data: .object(members), subject: "", time: nil, isCallback: true)
    ServiceEvents.add(event, into: &sink)
  }

  private static let keys: [(String, IdentifierKind)] = [
    ("callConnectionId", .callConnectionID), ("serverCallId", .serverCallID),
    ("correlationId", .correlationID),
  ]

  /// Names of callbacks that say something without their data.
  private static let names: WordSet = [
    "callconnected", "calldisconnected", "createcallfailed", "answerfailed", "connectfailed",
    "addparticipantsucceeded", "addparticipantfailed", "removeparticipantsucceeded",
    "removeparticipantfailed",
    "moveparticipantsucceeded", "moveparticipantfailed", "participantsupdated", "calltransferaccepted",
    "calltransferfailed", "recordingstatechanged", "startrecordingfailed", "playstarted", "playcompleted",
    "playfailed", "playcanceled", "playpaused", "playresumed", "recognizecompleted", "recognizecanceled",
    "recognizefailed", "continuousdtmfrecognitiontonereceived", "continuousdtmfrecognitiontonefailed",
    "continuousdtmfrecognitionstopped", "senddtmftonescompleted", "senddtmftonesfailed",
    "canceladdparticipantsucceeded", "canceladdparticipantfailed", "transcriptionstarted",
    "transcriptionstopped", "transcriptionupdated", "transcriptionfailed", "mediastreamingstarted",
    "mediastreamingstopped", "mediastreamingfailed", "holdfailed", "holdaudiostarted", "holdaudiopaused",
    "holdaudioresumed", "holdaudiocompleted",
  ]
}
