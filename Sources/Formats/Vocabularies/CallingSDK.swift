import Evidence
public import Scan

/// The JavaScript Calling SDK's own words, all generations: `ACSCall{id}{State}`, the end reason, creation and
/// disposal of clients, the signalling connection, and lines known to be noise.
public struct CallingSDK: Vocabulary {
  public let literals: [Literal] =
    [
      Literal("ACSCall{"), Literal("Call end reason="), Literal(" created"), Literal("op:Dispose"),
      Literal("Ping interval fired"), Literal("onPingResponse"), Literal("received status "),
      Literal("On ICE candidate error"), Literal("Sender with media type"),
      Literal("WebRTC Stats for send video not found"),
      Literal("tags are to long"), Literal("Proxy url not defined"), Literal("which is not the same as"),
    ] + CallingSDK.components.literals

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
    let message = record.message
    if let start = record.position(of: "ACSCall{") {
      readCall(ByteCursor(message, from: start), record, &sink)
    } else if isSDKLine(record) {
      readComponent(record, &sink)
    }
    if sink.isEmpty, record.contains("which is not the same as") {
      sink.add(.note(kind: "id-collision"))
    }
  }

  /// Some of the oldest lines are plain console prints without any prefix.
  private func isSDKLine(_ record: Record) -> Bool {
    record.component != nil || record.namespace.map { $0.hasPrefix("ACS") } ?? false
      || record.contains("JS.TsCalling") || record.contains("ECS - ")
  }

  /// `ACSCall{<GUID>}{<State>}] Call end reason=NoNgcEndpoint, code=480, subCode=10037`
  private func readCall(_ start: ByteCursor, _ record: Record, _ sink: inout ObservationSink) {
    var cursor = start
    _ = cursor.consume("ACSCall{")
    guard cursor.end - cursor.index > GUID.length,
      let id = GUID(ascii: cursor.bytes[cursor.index..<cursor.index + GUID.length])
    else { return }
    cursor.skip(GUID.length)
    if cursor.consume("}{") {
      let word = cursor.text(cursor.take { isWordByte($0) }).lowercased()
      if let state = Words.callState(Word(word)) { sink.add(.state(state), callID: id) }
    }
    if record.contains("Failed to start the call") {
      sink.add(
        .startFailed(CodeReader.find(in: record.tokens, message: record.message).first?.codes), callID: id)
    } else if let found = CodeReader.find(in: record.tokens, message: record.message).first {
      sink.add(.end(found.codes), callID: id)
    } else if sink.observations.isEmpty {
      sink.add(.mention, callID: id)
    }
  }

  private func readComponent(_ record: Record, _ sink: inout ObservationSink) {
    let message = record.message
    let component = record.component ?? ""
    if let noise = noise(in: record) {
      sink.addNoise(noise)
    } else if component.hasPrefix("CallClient"), !component.contains(":"), starts("created", message) {
      sink.add(.client(.created))
    } else if starts("op:Dispose", message) {
      sink.add(.client(.disposed))
    } else if record.contains("Ping interval fired") {
      sink.add(.sent)
    } else if record.contains("onPingResponse") {
      sink.add(.answered)
    } else {
      CallingSDK.components.read(record, into: &sink)
      guard sink.isEmpty, let status = status(in: record) else { return }
      sink.add(.failure(Failure(name: "signalling", target: record.component, codes: EndCodes(code: status))))
    }
  }

  private static let components = PatternVocabulary(BuiltInPatterns.components)

  /// `received status 498, stop subscribing`: the signalling agent's own status, not a web server's; those under
  /// 400 mean nothing went wrong.
  private func status(in record: Record) -> Int? {
    guard let start = record.position(of: "received status ") else { return nil }
    var cursor = ByteCursor(record.message, from: start)
    _ = cursor.consume("received status ")
    return cursor.digits(3, 3).flatMap { $0 >= 400 ? $0 : nil }
  }

  /// Lines that users take for the cause of their trouble and that mean nothing by themselves.
  private func noise(in record: Record) -> String? {
    CallingSDK.noiseMarks.first { record.contains($0.0) }?.1
  }

  private static let noiseMarks: [(StaticString, String)] = [
    ("On ICE candidate error", "ice-candidate-error"), ("Sender with media type", "media-stream-sender"),
    ("WebRTC Stats for send video not found", "media-stream-sender"), ("tags are to long", "tags-truncated"),
    ("Proxy url not defined", "proxy-not-defined"),
  ]
}

func contains(_ text: StaticString, _ message: [UInt8]) -> Bool {
  firstIndex(of: text, in: ByteCursor(message)) != nil
}

func starts(_ text: StaticString, _ message: [UInt8]) -> Bool {
  ByteCursor(message).startsWith(text)
}
