import Evidence
public import Scan

/// Exceptions: `CallingCommunicationError` in all spellings, the UI library's `CallError`, uncaught promises,
/// failed renderers. Codes inside them are read in every print style.
public struct Errors: Vocabulary {
  public let literals: [Literal] = [
    Literal("CallingCommunicationError"), Literal("CommunicationServicesError"), Literal("CallError"),
    Literal("Uncaught (in promise"), Literal("Failed to createView"),
    Literal("stack init timeout", ignoresCase: true),
    Literal("Failed to create CallAgent", ignoresCase: true), Literal("operationFailure"),
  ]

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
    let message = record.message
    guard let name = Errors.names.first(where: { record.contains($0.mark) }) else { return }
    let codes = CodeReader.find(in: record.tokens, message: message).first?.codes ?? bareCode(in: message)
    let ids = CallIDs(in: record)
    let target = target(in: message)
    if isAgentFailure(record, target: target) {
      sink.add(.agent(.failed(codes)), callID: ids.primary)
    } else if isStartFailure(target) {
      sink.add(.startFailed(codes), callID: ids.primary)
    } else if speaksOfAnEnd(record) {
      // A state or an end that mentions an error is read by its fields.
      return
    } else {
      sink.add(.failure(Failure(name: name.name, target: target, codes: codes)), callID: ids.primary)
    }
  }

  private struct Name: Sendable {
    var mark: StaticString
    var name: String
  }

  private static let names: [Name] = [
    Name(mark: "CallingCommunicationError", name: "CallingCommunicationError"),
    Name(mark: "CommunicationServicesError", name: "CommunicationServicesError"),
    Name(mark: "CallError", name: "CallError"), Name(mark: "createView", name: "createView"),
    Name(mark: "tack init timeout", name: "CallingCommunicationError"),
    Name(mark: "operationFailure", name: "operationFailure"),
    Name(mark: "Uncaught (in promise", name: "Uncaught"),
    Name(mark: "reate CallAgent", name: "createCallAgent"),
  ]

  /// `CallError: CallClient.createCallAgent: …`: what was called.
  private func target(in message: [UInt8]) -> String? {
    guard let start = firstIndex(of: "CallError: ", in: ByteCursor(message)) else {
      return contains("createView", message) ? "createView" : nil
    }
    var cursor = ByteCursor(message, from: start)
    _ = cursor.consume("CallError: ")
    let range = cursor.take { isWordByte($0) || $0 == UInt8(ascii: ".") }
    return cursor.peek() == UInt8(ascii: ":") && range.count > 3 ? cursor.text(range) : nil
  }

  private func isAgentFailure(_ record: Record, target: String?) -> Bool {
    if let target, target.hasSuffix("createCallAgent") || target.hasSuffix("createTeamsCallAgent") {
      return true
    }
    let words = record.words
    return words.has("stack", "init", "timeout") || words.has("create", "call", "agent")
      || words.has("create", "callagent")
      || words.contains("createcallagent")
  }

  private func speaksOfAnEnd(_ record: Record) -> Bool {
    let words = record.words
    return words.containsPart("endreason") || words.has("end", "reason")
  }

  private func isStartFailure(_ target: String?) -> Bool {
    guard let target else { return false }
    return [
      "CallAgent.startCall", "CallAgent.join", "TeamsCallAgent.startCall", "TeamsCallAgent.join",
      "IncomingCall.accept",
    ]
    .contains(target)
  }

  /// `Uncaught (in promise) 61`: a bare number of the SDK.
  private func bareCode(in message: [UInt8]) -> EndCodes? {
    guard let start = firstIndex(of: "Uncaught (in promise) ", in: ByteCursor(message)) else { return nil }
    var cursor = ByteCursor(message, from: start)
    _ = cursor.consume("Uncaught (in promise) ")
    guard let code = cursor.digits(1, 6), cursor.peek().map(isSpace) ?? true else { return nil }
    return EndCodes(code: code)
  }
}
