import Evidence
public import Scan

/// What the web UI library (communication-react) logs about calls.
///
/// - `State change: [patches]`: immer's patches of the state of its stateful client, which carry call states,
///   ID changes, end reasons, participants, diagnostics and errors.
/// - `Calling stateful client target function called: <target>`: what the application asked for.
/// - Events, one line of JSON: `{"name", "message", "level", "data"}`.
///
/// Source: the library's public code, packages/calling-stateful-client. Display names, captions and device
/// labels, which patches carry too, are never copied.
public struct UILibraryPatches: Vocabulary {
  /// The vocabulary has no state.
  public init() {}

  public var literals: [Literal] {
    [
      Literal("communication-react:"), Literal("State change:"),
      Literal("stateful client target function called:"),
      Literal("alredy exists and maps to"),
    ]
  }

  public func read(_ record: Record, into sink: inout ObservationSink) {
    let message = record.message
    let isLibrary = record.namespace?.hasPrefix("communication-react") == true
    if isLibrary, message.first(where: { !$0.isJSONSpace }) == .openBrace {
      if let event = JSONReader.read(message)?.value { readEvent(event, into: &sink) }
    } else if record.contains("State change:"),
      let reading = JSONReader.read(message, behind: "State change:")
    {
      StatePatchReader.read(StatePatch.list(reading.value), into: &sink)
    } else if record.contains("stateful client target function called:"),
      let start = JSONReader.end(of: "stateful client target function called:", in: message)
    {
      readTarget(message[start...], into: &sink)
    } else if record.contains("alredy exists and maps to"),
      let end = JSONReader.end(of: "alredy exists and maps to", in: message)
    {
      readCollision(record, secondID: end, into: &sink)
    }
  }
}

extension UILibraryPatches {
  private func readTarget(_ words: ArraySlice<UInt8>, into sink: inout ObservationSink) {
    let word = words.drop(while: \.isJSONSpace).prefix { isWordByte($0) || $0 == UInt8(ascii: ".") }
    let target = String(decoding: word.prefix(UILibraryPatches.longestTarget), as: UTF8.self)
    let text = "\(target) called"
    switch target {
    case "CallAgent.startCall": sink.add(.start(.outgoing), text: text)
    case "CallAgent.join": sink.add(.start(.join), text: text)
    case "IncomingCall.accept", "TeamsIncomingCall.accept": sink.add(.start(.incoming), text: text)
    case "CallClient.createCallAgent", "CallClient.createTeamsCallAgent":
      sink.add(.agent(.creating), text: text)
    default:
      // Subscriptions come by the dozen and say nothing.
      let isOperation = ["Call.", "TeamsCall.", "IncomingCall.", "CallAgent."].contains {
        target.hasPrefix($0)
      }
      let isPlumbing = [".on", ".off", ".feature"].contains { target.hasSuffix($0) }
      if isOperation, !isPlumbing { sink.add(.note(kind: "operation"), text: text) }
    }
  }

  private func readEvent(_ event: JSONValue, into sink: inout ObservationSink) {
    guard let name = event["name"]?.string, let level = event["level"]?.string, event["message"] != nil,
      level == "error" || name.hasSuffix("_FAIL")
    else { return }
    let error = event.at("data", "error")
    let failure = Failure(name: name, target: nil, codes: error.flatMap { EndCodes(json: $0) })
    let callID = event.at("data", "callId")?.string.flatMap { GUID($0) }
    let words = event["message"]?.string ?? ""
    sink.add(.failure(failure), callID: callID, text: clipped("\(name): \(words)"))
  }

  /// `<new> alredy exists and maps to <old>, which is not the same as <id>`, the library's own spelling: one
  /// ID was met in two calls.
  private func readCollision(_ record: Record, secondID: Int, into sink: inout ObservationSink) {
    let head = record.message[..<secondID].dropLast("alredy exists and maps to".utf8.count)
    let word = head.reversed().drop(while: \.isJSONSpace).prefix { !$0.isJSONSpace }
    guard let id = GUID(ascii: Array(word.reversed())[...]) else { return }
    sink.add(.note(kind: "id-collision"), callID: id, text: "call ID already maps to another call")
  }

  private static let longestTarget = 80
}

/// A text for an observation, on one line and of bounded length.
func clipped(_ text: String, to length: Int = 200) -> String {
  let line = text.prefix(length).map { $0.isNewline ? " " : $0 }
  return String(line)
}
