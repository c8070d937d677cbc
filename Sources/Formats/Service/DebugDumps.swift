import Evidence

/// The debug dump that the tutorial's sample saves: the last call, and the SDK's own memory of it, whose inner form is not
/// documented. What is in there is read as whatever log lines it holds.
enum DebugDumps {
  /// Adds what the dump says, and gives the kind of artifact; nil where the element is none.
  static func read(_ element: JSONValue, into sink: inout ObservationSink) -> ArtifactKind? {
    guard
      element["debugInfoDumpId"] != nil || element["debugInfoDumpUnzipped"] != nil
        || element["lastCallId"] != nil && element["lastLocalParticipantId"] != nil
    else { return nil }
    let call = element["lastCallId"]?.string.flatMap { GUID($0) }
    var identifiers: [Identifier] = []
    if let id = element["lastLocalParticipantId"]?.string.flatMap({ GUID($0) }), !id.isNil {
      identifiers.append(Identifier(.participantID, id.description))
    }
    if call != nil || !identifiers.isEmpty {
      sink.add(.mention, callID: call, identifiers: identifiers, text: "the last call of a debug dump")
    }
    if let dump = element["debugInfoDumpUnzipped"] { readStrings(of: dump, into: &sink) }
    return .debugDump
  }

  private static let mostLines = 20_000
  private static let mostObservations = 5000
  private static let longestLine = 16 << 10

  private static func readStrings(of dump: JSONValue, into sink: inout ObservationSink) {
    var dump = dump
    // The whole of it is often JSON once more.
    if let text = dump.string, let reading = JSONReader.read(Array(text.utf8)), reading.isComplete,
      reading.value.isObject || !reading.value.elements.isEmpty
    {
      dump = reading.value
    }
    var walk = JSONWalk()
    var lines = 0
    walk.visit(dump) { key, text in
      for line in text.utf8.split(separator: UInt8(ascii: "\n")) where lines < mostLines {
        lines += 1
        let isAlone = !key.isEmpty && line.count < 200 && !text.contains(" ")
        let words = isAlone ? Array("\(key): ".utf8) + Array(line) : Array(line.prefix(longestLine))
        if words.count >= 8 { read(words, into: &sink) }
      }
    }
  }

  private static func read(_ line: [UInt8], into sink: inout ObservationSink) {
    guard sink.observations.count < mostObservations else { return }
    let (record, _) = RecordBuilder.record(line, source: Source(artifact: 0, offset: 0))
    let read = sink.vocabularies.read(record)
    let words = LogWords.text(of: record)
    for observation in read.observations {
      if let testimony = observation.testimony {
        sink.add(
          observation.claim, by: testimony, callID: observation.callID, identifiers: observation.identifiers,
          time: observation.time, text: observation.text)
      } else {
        sink.add(
          observation.claim, callID: observation.callID, identifiers: observation.identifiers,
          text: observation.text.isEmpty ? words : observation.text, time: observation.time)
      }
    }
  }
}
