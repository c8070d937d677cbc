import Evidence

/// Messages (SMS, email, chat, WhatsApp), and requests to the services around calls (identity, rooms, job router, relays).
/// None of their correlation IDs is a call's: it is an MS-CV, or the ID of an email's operation.
extension ServiceTables {
  static func readRequest(_ row: TableRow, into sink: inout ObservationSink) {
    var identifiers = row.identifiers()
    identifiers.add(.msCV, row.row.text(.correlationID))
    for column in [ServiceColumn.userID, .identity] { identifiers.add(.userMRI, row.row.text(column)) }
    identifiers.addShaped(row.row.text(.uri))
    let name = row.word(.operationName) ?? "request"
    let parts = requestParts.compactMap { column, word in row.row.text(column).map { "\(word) \($0)" } }
    addOperation(
      name, of: row, identifiers, words: ([requestWords(name, row)] + parts).joined(separator: ", "),
      into: &sink)
  }

  /// What tells one request of a kind from another.
  private static let requestParts: [(ServiceColumn, String)] = [
    (.roomID, "room"), (.roomLifespan, "lifespan in minutes:"), (.entityType, "entity"), (.entityID, "named"),
    (.channelID, "channel"), (.messageType, "message"), (.messageStatus, "status"), (.scopes, "scopes"),
    (.routeType, "route"), (.transport, "over"), (.relayLocation, "relay in"), (.reason, "reason:"),
    (.platformType, "on"),
  ]

  static func readSMS(_ row: TableRow, into sink: inout ObservationSink) {
    var identifiers = row.identifiers()
    identifiers.add(.msCV, row.row.text(.correlationID))
    identifiers.add(.smsMessageID, row.row.text(.messageID))
    let name = row.word(.operationName) ?? "SMS"
    var text = requestWords(name, row)
    if let number = row.row.text(.phoneNumber) { text += ", number …\(number.suffix(4))" }
    if let country = row.row.text(.country) { text += " (\(country))" }
    if let attempts = row.row.int(.deliveryAttempts), attempts > 0 {
      text += ", delivery attempt \(attempts)"
    }
    addOperation(name, of: row, identifiers, words: text, into: &sink)
  }

  static func readChat(_ row: TableRow, into sink: inout ObservationSink) {
    var identifiers = row.identifiers()
    identifiers.add(.msCV, row.row.text(.correlationID))
    identifiers.add(.userMRI, row.row.text(.userID))
    identifiers.addShaped(row.row.text(.uri))
    let name = row.word(.operationName) ?? "chat request"
    var text = requestWords(name, row)
    if let thread = row.row.text(.chatThreadID) { text += ", thread \(thread)" }
    addOperation(name, of: row, identifiers, words: text, into: &sink)
  }

  // MARK: Email

  /// Nothing but how many recipients and how big: the row says that the message was taken, and no more.
  static func readEmailSend(_ row: TableRow, into sink: inout ObservationSink) {
    var text = "email"
    if let recipients = row.row.int(.uniqueRecipientsCount) { text += " to \(recipients) recipients" }
    if let size = row.row.double(.size) { text += ", \(size) MB" }
    if let count = row.row.int(.attachmentsCount) { text += ", \(count) attachments" }
    if let source = row.row.text(.trafficSource) { text += ", from \(source)" }
    let operation = Operation(name: "SendMail", service: .email, result: .unknown)
    addEmail(.operation(operation), of: row, words: text, into: &sink)
  }

  static func readEmailStatus(_ row: TableRow, into sink: inout ObservationSink) {
    let status = row.word(.deliveryStatus) ?? "unknown"
    let details = [
      row.row.text(.enhancedSmtpStatusCode), row.row.text(.failureReason), row.row.text(.failureMessage),
    ]
    let words = details.compactMap(\.self).joined(separator: " ")
    let codes = row.row.int(.smtpStatusCode).map {
      EndCodes(code: $0, categories: [status], phrase: words.isEmpty ? nil : ServiceWords.line(words))
    }
    var text = status
    if let smtp = row.row.text(.smtpStatusCode) { text += ", SMTP \(smtp)" }
    if !words.isEmpty { text += " \(words)" }
    if row.row.text(.isHardBounce)?.lowercased() == "true" { text += ", hard bounce" }
    if let recipient = row.row.text(.recipientID) { text += ", to \(recipient)" }
    if let domain = row.row.text(.senderDomain) { text += ", from \(domain)" }
    let operation = Operation(
      name: "DeliveryStatusUpdate", service: .email, result: EmailStatus.result(status), codes: codes)
    addEmail(.operation(operation), of: row, words: text, into: &sink)
  }

  static func readEmailEngagement(_ row: TableRow, into sink: inout ObservationSink) {
    addEmail(
      .note(kind: "email"), of: row, words: row.row.text(.engagementType) ?? "engagement", into: &sink)
  }

  /// Without the browser of whoever read the message.
  private static func addEmail(
    _ claim: Claim, of row: TableRow, words: String, into sink: inout ObservationSink
  ) {
    var identifiers = ServiceIdentifiers()
    identifiers.add(.emailOperationID, row.row.text(.correlationID))
    identifiers.add(.resourceID, row.row.text(.resourceID))
    sink.add(
      claim, by: row.testimony(showsCall: false), identifiers: identifiers.found, time: row.timeWritten,
      text: row.words(words))
  }

  // MARK: Shared

  private static func addOperation(
    _ name: String, of row: TableRow, _ identifiers: ServiceIdentifiers, words: String,
    into sink: inout ObservationSink
  ) {
    let operation = Operation(
      name: name, service: row.service, result: row.result(isRequest: true), codes: row.status,
      milliseconds: row.row.double(.durationMs))
    sink.add(
      .operation(operation), by: row.testimony(showsCall: false), identifiers: identifiers.found,
      time: row.timeWritten, text: row.words(words))
  }
}

/// What the delivery of an email came to.
enum EmailStatus {
  /// A recipient's server that refuses is no failure of the service.
  static func result(_ status: String) -> Operation.Result {
    switch status.lowercased() {
    case "delivered", "expanded": .succeeded
    case "bounced", "suppressed", "quarantined", "filteredspam", "failed": .expectedFailure
    default: .unknown
    }
  }
}
