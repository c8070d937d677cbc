internal import Catalog
internal import Evidence

/// The sentence on a call, or on the leg that its end rests on, where no client's log shows it.
extension VerdictWriter {
  /// Nil where a client's leg has the last word.
  func told(_ summary: CallSummary) -> String? {
    guard !summary.accounts.isEmpty || !summary.call.clients.isEmpty else { return nil }
    let leg = summary.call.endReason?.leg
    if let leg, !summary.legs.indices.contains(leg) { return sentence(on: leg, summary) }
    guard summary.legs.isEmpty, !summary.accounts.isEmpty else { return nil }
    if summary.call.legs.isEmpty || summary.call.endReason != nil { return withoutLegs(summary) }
    return withoutReason(summary)
  }

  private func sentence(on index: Int, _ summary: CallSummary) -> String {
    let leg = summary.call.legs[index]
    guard let reason = leg.endReason else { return withoutReason(summary) }
    let title = reason.title.hasSuffix(".") ? String(reason.title.dropLast()) : reason.title
    let seconds = leg.leaveTime?.seconds(since: leg.connectedTime ?? leg.joinTime)
    let since = leg.connectedTime == nil ? "joined" : "connected"
    let when = seconds.map { $0 >= 0 ? " \(duration($0)) after it \(since)" : "" } ?? ""
    let meaning = reason.codes.isPlainZero ? "" : ": \(title)"
    var sentence = departed(reason, name(of: leg)) + when + " (\(reason.codes.written)\(meaning))"
    let troubles = precursors.beforeEnd(of: leg, in: summary.accounts)
    if !troubles.isEmpty {
      let words = troubles.map { "\(duration($0.seconds)) after \($0.trouble)" }
      sentence += ", " + words.joined(separator: " and ")
    }
    return sentence + basis(reason.witness, summary) + sureness(index, summary) + "."
  }

  /// At a normal end the service says of everyone that they left, not who hung up.
  private func departed(_ reason: EndReason, _ subject: String) -> String {
    guard reason.codes.isPlainZero else { return departure(reason, subject) }
    return subject.prefix(1).uppercased() + subject.dropFirst() + " left as participants do"
  }

  private func name(of leg: Leg) -> String {
    if let user = leg.user { return user }
    if let participant = leg.participantID { return "participant \(participant)" }
    return leg.endpointType.map { "a participant (\($0))" } ?? "the application's connection"
  }

  private func withoutReason(_ summary: CallSummary) -> String {
    if summary.call.brokeOff {
      return "The start of the call failed, and \(records(summary)) give no code for it"
        + sureness(-1, summary) + "."
    }
    let count = summary.call.legs.count
    let who = count == 1 ? name(of: summary.call.legs[0]) : "\(count) participants"
    let left = summary.call.endTime == nil ? "no end" : "no reason for their leaving"
    return
      "\(records(summary).prefix(1).uppercased())\(records(summary).dropFirst()) show \(who) in this call and "
      + "\(left)" + troubles(summary) + sureness(-1, summary) + "."
  }

  /// What preceded the end of the only leg.
  private func troubles(_ summary: CallSummary) -> String {
    guard summary.call.legs.count == 1, let leg = summary.call.legs.first else { return "" }
    let troubles = precursors.beforeEnd(of: leg, in: summary.accounts)
    guard !troubles.isEmpty else { return "" }
    let words = troubles.map { "\(duration($0.seconds)) after \($0.trouble)" }
    return "; the end came " + words.joined(separator: " and ")
  }

  private func withoutLegs(_ summary: CallSummary) -> String {
    if let reason = summary.call.endReason {
      let title = reason.title.hasSuffix(".") ? String(reason.title.dropLast()) : reason.title
      return "The call ended (\(reason.codes.written): \(title))" + basis(reason.witness, summary)
        + sureness(-1, summary) + "."
    }
    let words = records(summary)
    return "\(words.prefix(1).uppercased())\(words.dropFirst()) name this call and show nobody's stay in it."
  }

  /// What the sentence rests on.
  private func basis(_ witness: Witness, _ summary: CallSummary) -> String {
    let words: String
    switch witness {
    case .service: words = "by the service's records"
    case .callback: words = "by the callbacks of Call Automation"
    case .client: words = "by requests of the client"
    }
    return summary.call.clients.isEmpty
      ? "; known \(words) alone, for no client's log of this call is here"
      : "; known \(words), for the log of that participant is not here"
  }

  private func records(_ summary: CallSummary) -> String {
    let witnesses = summary.accounts.witnesses
    return witnesses.contains(.service) || !witnesses.contains(.callback)
      ? "the service's records" : "the callbacks of Call Automation"
  }
}
