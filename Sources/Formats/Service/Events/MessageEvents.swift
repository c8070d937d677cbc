import Evidence

/// Events of Event Grid about messages and everything else that is no call: kept with what they name, never with what was
/// written in a message.
extension ServiceEvents {
  static func readMessageEvent(_ event: ServiceEvent, into sink: inout ObservationSink) {
    var identifiers = event.identifiers()
    var claim = Claim.note(kind: "event")
    var words: [String] = []
    switch event.name {
    case "SMSDeliveryReportReceived":
      identifiers.add(.smsMessageID, event.data["messageId"]?.scalarText)
      claim = smsDelivery(event.data, &words)
    case _ where event.name.hasPrefix("SMS"):
      identifiers.add(.smsMessageID, event.data["messageId"]?.scalarText)
      claim = .note(kind: "sms")
    case "EmailDeliveryReportReceived":
      identifiers.add(.emailOperationID, event.data["messageId"]?.scalarText)
      claim = emailDelivery(event.data, &words)
    case _ where event.name.hasPrefix("Email"):
      identifiers.add(.emailOperationID, event.data["messageId"]?.scalarText)
      if let kind = event.data["engagementType"]?.string { words.append(String(kind.prefix(40))) }
      claim = .note(kind: "email")
    case _ where event.name.hasPrefix("Chat"):
      identifiers.add(.chatMessageID, event.data["messageId"]?.scalarText)
      identifiers.add(.threadID, event.data["threadId"]?.scalarText ?? event.subjectPart(behind: "thread"))
      identifiers.add(.msCV, event.data["transactionId"]?.scalarText)
      identifiers.addShaped(event.subject)
      claim = .note(kind: "chat")
    default:
      words += scalars(event.data)
      identifiers.addShaped(event.subject)
    }
    sink.add(
      claim, by: event.testimony(showsCall: false), callID: event.callID, identifiers: identifiers.found,
      time: event.time, text: event.words(words))
  }

  /// The delivery's code stands at the start of its details, where there is one.
  private static func smsDelivery(_ data: JSONValue, _ words: inout [String]) -> Claim {
    let status = data["deliveryStatus"]?.string ?? "unknown"
    let details = data["deliveryStatusDetails"]?.scalarText.map { String($0.prefix(200)) }
    let attempts = data["deliveryAttempts"]?.elements.count ?? 0
    words += [status, details ?? ""]
    if attempts > 0 { words.append("\(attempts) delivery \(attempts == 1 ? "attempt" : "attempts")") }
    let result: Operation.Result =
      switch status.lowercased() {
      case "delivered": .succeeded
      case "failed": .expectedFailure
      default: .unknown
      }
    let codes = leadingNumber(details, digits: 4).map {
      EndCodes(code: $0, phrase: details.map { ServiceWords.line($0) })
    }
    return .operation(Operation(name: "SMSDelivery", service: .sms, result: result, codes: codes))
  }

  private static func emailDelivery(_ data: JSONValue, _ words: inout [String]) -> Claim {
    let status = data["status"]?.string.map(ServiceWords.bounded) ?? "unknown"
    let details = data.at("deliveryStatusDetails", "statusMessage")?.scalarText.map { String($0.prefix(200)) }
    words += [status, details ?? ""]
    let codes = leadingNumber(details, digits: 3).map {
      EndCodes(code: $0, categories: [status], phrase: details.map { ServiceWords.line($0) })
    }
    return .operation(
      Operation(name: "EmailDelivery", service: .email, result: EmailStatus.result(status), codes: codes))
  }

  /// The number of so many digits that a text begins with.
  private static func leadingNumber(_ text: String?, digits: Int) -> Int? {
    guard let text else { return nil }
    var cursor = ByteCursor(Array(trimmed(text).utf8))
    guard let number = cursor.digits(digits, digits), cursor.peek().map({ !isWordByte($0) }) ?? true else {
      return nil
    }
    return number
  }

  /// The plain values of an event that nobody has described, without what people wrote or are called.
  private static func scalars(_ data: JSONValue) -> [String] {
    data.members.prefix(40).compactMap { member in
      guard let text = member.value.scalarText, !text.isEmpty, !isPrivate(member.key) else { return nil }
      return "\(member.key.prefix(40)) \(text.prefix(80))"
    }
  }

  private static func isPrivate(_ key: String) -> Bool {
    let key = key.lowercased()
    let parts = [
      "message", "content", "name", "context", "body", "text", "from", "to", "sender", "recipient",
    ]
    return !key.hasSuffix("id") && parts.contains { key == $0 || key.hasSuffix($0) }
  }
}
