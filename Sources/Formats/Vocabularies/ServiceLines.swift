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
    for elements in values(in: record) {
      for element in elements.prefix(mostElements) { _ = ServiceRecords.read(element, into: &sink) }
      if !sink.observations.isEmpty { return }
    }
  }

  private static let mostElements = 1000

  /// Objects and lists of objects in the message, one after the other. What a value holds is offered by itself as well:
  /// a bracket or brace before the JSON may open something else, a level or the name of a class.
  private static func values(in record: Record) -> some Sequence<[JSONValue]> {
    let message = record.message
    var cursor = ByteCursor(message)
    var tries = 0
    return sequence(state: ()) { _ in
      while tries < mostTries {
        _ = cursor.take { $0 != .openBrace && $0 != .openBracket }
        guard !cursor.isAtEnd else { return nil }
        let start = cursor.index
        cursor.skip()
        tries += 1
        let next = message[cursor.index...].first { !$0.isJSONSpace }
        guard next == .quote || next == .openBrace, let reading = JSONReader.read(message, from: start) else {
          continue
        }
        return reading.value.isObject ? [reading.value] : reading.value.elements
      }
      return nil
    }
  }

  private static let mostTries = 8

  /// `Microsoft.Communication.CallConnected`, or the class that holds it in a server's SDK, and IDs beside it.
  private static func readName(_ record: Record, into sink: inout ObservationSink) {
    for beginning: StaticString in ["Microsoft.Communication.", "Communication.CallAutomation."] {
      guard let start = record.position(of: beginning) else { continue }
      var cursor = ByteCursor(record.message, from: start + beginning.utf8CodeUnitCount)
      let name = cursor.text(cursor.take(upTo: 64, while: isWordByte))
      if let known = names[Word(folding: name)] { add(known, of: record, into: &sink) }
      return
    }
  }

  /// `Received event CallConnected for call connection id: …`, or an event of a server's SDK written as JSON behind its
  /// name.
  private static func readBareName(_ record: Record, into sink: inout ObservationSink) {
    let words = record.words
    guard words.has("call", "connection") || words.contains("callconnectionid") else { return }
    for token in record.tokens where names.slots.contains(token.slot) {
      guard let name = token.word.flatMap({ names[$0] }) else { continue }
      return add(name, of: record, into: &sink)
    }
  }

  private static func add(_ name: String, of record: Record, into sink: inout ObservationSink) {
    let found = IdentifierFinder.find(in: record)
    let members = keys.compactMap { key, kind in
      found.first { $0.kind == kind }.map { JSONValue.Member(key: key, value: .string($0.value)) }
    }
    guard !members.isEmpty else { return }
    let written = values(in: record).lazy.compactMap(\.first).first { $0["callConnectionId"] != nil }
    let event = ServiceEvent(
      name: name, data: written ?? .object(members), subject: "", time: nil, isCallback: true)
    ServiceEvents.add(event, into: &sink)
  }

  private static let keys: [(String, IdentifierKind)] = [
    ("callConnectionId", .callConnectionID), ("serverCallId", .serverCallID),
    ("correlationId", .correlationID),
  ]

  /// Names of callbacks that say something without their data, by how they are written in lower case.
  private static let names = WordTable(
    [
      "CallConnected", "CallDisconnected", "CreateCallFailed", "AnswerFailed", "ConnectFailed",
      "AddParticipantSucceeded", "AddParticipantFailed", "RemoveParticipantSucceeded",
      "RemoveParticipantFailed", "MoveParticipantSucceeded", "MoveParticipantFailed", "ParticipantsUpdated",
      "CallTransferAccepted", "CallTransferFailed", "RecordingStateChanged", "StartRecordingFailed",
      "PlayStarted", "PlayCompleted", "PlayFailed", "PlayCanceled", "PlayPaused", "PlayResumed",
      "RecognizeCompleted", "RecognizeCanceled", "RecognizeFailed", "ContinuousDtmfRecognitionToneReceived",
      "ContinuousDtmfRecognitionToneFailed", "ContinuousDtmfRecognitionStopped", "SendDtmfTonesCompleted",
      "SendDtmfTonesFailed", "CancelAddParticipantSucceeded", "CancelAddParticipantFailed",
      "TranscriptionStarted", "TranscriptionStopped", "TranscriptionUpdated", "TranscriptionFailed",
      "MediaStreamingStarted", "MediaStreamingStopped", "MediaStreamingFailed", "HoldFailed",
      "HoldAudioStarted", "HoldAudioPaused", "HoldAudioResumed", "HoldAudioCompleted",
    ].map { ($0.lowercased(), $0) })
}
