import Evidence

/// What the rows of Azure Monitor's tables mean.
enum ServiceTables {
  /// Adds what the row says; false where it is of no table of Azure Communication Services.
  static func read(_ row: ServiceRow, into sink: inout ObservationSink) -> Bool {
    guard let correlation = row.guid(.correlationID), row.value(.participantEndReason) != nil else {
      return false
    }
    sink.add(
      .mention, by: Testimony(.service, record: "ACSCallSummary", showsCall: true), callID: correlation,
      text: "")
    return true
  }
}
