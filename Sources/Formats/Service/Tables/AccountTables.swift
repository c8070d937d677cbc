import Evidence

/// What is written about calls rather than by them: surveys, bills, metrics of many calls.
extension ServiceTables {
  /// `CallId` is the call; the correlation ID is the participant's.
  static func readSurvey(_ row: TableRow, into sink: inout ObservationSink) {
    var parts: [String] = []
    for (name, columns) in ratings {
      guard let score = row.row.double(columns.score) else { continue }
      var part = "\(name) \(ServiceWords.number(score))"
      if let lower = row.row.double(columns.lower), let upper = row.row.double(columns.upper) {
        part += " of \(ServiceWords.number(lower)) to \(ServiceWords.number(upper))"
      }
      if let threshold = row.row.double(columns.threshold), score < threshold { part += " (low)" }
      parts.append(part)
    }
    for (name, column) in issues {
      if let text = row.row.text(column) { parts.append("\(name): \(text)") }
    }
    var identifiers = row.identifiers()
    identifiers.add(.participantID, row.row.text(.correlationID))
    identifiers.add(.possibleCallID, row.row.guid(.callID)?.description)
    var testimony = row.testimony(showsCall: false)
    testimony.participant = testimony.participant ?? row.row.guid(.correlationID)?.description
    sink.add(
      .note(kind: "survey"), by: testimony, callID: row.row.guid(.callID), identifiers: identifiers.found,
      time: row.timeWritten, text: row.words(parts.isEmpty ? "no answers" : parts.joined(separator: ", ")))
  }

  private typealias Rating = (
    score: ServiceColumn, lower: ServiceColumn, upper: ServiceColumn, threshold: ServiceColumn
  )

  private static let ratings: [(String, Rating)] = [
    (
      "overall",
      (
        .overallRatingScore, .overallRatingScoreLowerBound, .overallRatingScoreUpperBound,
        .overallRatingScoreThreshold
      )
    ),
    (
      "audio",
      (
        .audioRatingScore, .audioRatingScoreLowerBound, .audioRatingScoreUpperBound,
        .audioRatingScoreThreshold
      )
    ),
    (
      "video",
      (
        .videoRatingScore, .videoRatingScoreLowerBound, .videoRatingScoreUpperBound,
        .videoRatingScoreThreshold
      )
    ),
    (
      "screen sharing",
      (
        .screenshareRatingScore, .screenshareRatingScoreLowerBound, .screenshareRatingScoreUpperBound,
        .screenshareRatingScoreThreshold
      )
    ),
  ]

  private static let issues: [(String, ServiceColumn)] = [
    ("issues", .overallCallIssues), ("audio issues", .audioIssues), ("video issues", .videoIssues),
    ("screen sharing issues", .screenshareIssues),
  ]

  /// The correlation ID is a call's only between two; in groups the participant's ID ties a bill to the call.
  static func readBilling(_ row: TableRow, into sink: inout ObservationSink) {
    var text = row.row.text(.usageType) ?? "usage"
    if let quantity = row.row.double(.quantity) {
      text += ", \(ServiceWords.number(quantity)) \(row.row.text(.unitType) ?? "units")"
    }
    var identifiers = row.identifiers()
    for column in [ServiceColumn.userIDA, .userIDB] { identifiers.add(.userMRI, row.row.text(column)) }
    identifiers.add(.possibleCallID, row.row.guid(.correlationID)?.description)
    let callID = row.row.value(.participantID) == nil ? row.row.guid(.correlationID) : nil
    sink.add(
      .note(kind: "billing"), by: row.testimony(showsCall: false), callID: callID,
      identifiers: identifiers.found, time: row.row.time(.startTime) ?? row.timeWritten, text: row.words(text)
    )
  }

  /// Sums over many calls of a day: nothing in it belongs to one.
  static func readMetric(_ row: TableRow, into sink: inout ObservationSink) {
    var text = row.row.text(.metricName) ?? "metric"
    if let value = row.row.double(.metricValueAvg) {
      text += " \(ServiceWords.number(value)) \(row.row.text(.unit) ?? "")"
    }
    if let goal = row.row.text(.goal) { text += ", goal \(goal)" }
    if let calls = row.row.int(.callsDcount) { text += ", \(calls) calls" }
    if let failed = row.row.int(.failedLegsDcount), let legs = row.row.int(.legsDcount) {
      text += ", \(failed) of \(legs) legs failed"
    }
    sink.add(
      .note(kind: "metric"), by: row.testimony(showsCall: false), identifiers: row.identifiers().found,
      time: row.row.time(.timestampMax) ?? row.timeWritten, text: row.words(text))
  }
}
