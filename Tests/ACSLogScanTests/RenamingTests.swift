import ACSLogScan
import Calls
import Evidence
import Foundation
import Testing

/// What a ticket says does not depend on what its files are called, beyond what the names themselves tell.
@Suite struct RenamingTests {
  /// The names of a listing's files are what it is about.
  static let tickets = Ticket.withSeveralAttachments.filter { $0.name != "windows-listing" }

  @Test(
    "files in another order by name give the same calls, states, codes, times and IDs", arguments: tickets)
  func namesDecideNothing(of ticket: Ticket) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, letter) in zip(ticket.attachmentNames, "zyxwvutsrq") {
      try FileManager.default.copyItem(
        at: ticket.attachments.appending(path: name), to: folder.appending(path: "\(letter)-\(name)"))
    }
    let before = await ticket.analysis()
    let after = await Analyzer().analyze([folder.path])
    #expect(after.calls.count == before.calls.count)
    for call in before.calls {
      let renamed = try #require(after.call(call.key))
      #expect(renamed.factsWithoutPlaces == call.factsWithoutPlaces)
    }
    #expect(facts(after) == facts(before))
  }

  /// Findings and IDs outside calls.
  private func facts(_ analysis: Analysis) -> [String] {
    (analysis.findings.map { "\($0.kind) \($0.callKey ?? "")" }
      + analysis.identifiers.map { "\($0.identifier.kind) \($0.identifier.value) \(time($0.seen.first))" })
      .sorted()
  }
}

extension Call {
  /// Everything but where it stands; what is in no order of its own is sorted.
  fileprivate var factsWithoutPlaces: [String] {
    var facts = ["ids \(ids.map { "\($0.id) \($0.role) \($0.evidence) \(time($0.firstSeen))" }.sorted())"]
    facts.append("times \(time(startTime)) \(time(connectedTime)) \(time(endTime)) \(durationSeconds ?? -1)")
    facts.append("end \(endFact ?? "-") all \(allEnds.sorted()) flags \(flags)")
    facts += states.map { "state \($0.state) \(time($0.time)) \($0.callID?.description ?? "-")" }.sorted()
    facts += legs.map { leg in
      "leg \(leg.participantID ?? "-") \(time(leg.joinTime)) \(time(leg.connectedTime)) \(time(leg.leaveTime)) "
        + "\(leg.endReason?.codes.fact ?? "-") \(leg.quality ?? "-")"
    }.sorted()
    facts += identifiers.map { "\($0.identifier.kind) \($0.identifier.value) \(time($0.seen.first))" }
      .sorted()
    facts += diagnosticFacts.sorted() + relationFacts.sorted()
    return facts + timeline.map { "\($0.kind) \(time($0.time)) \($0.witness)" }.sorted()
  }
}

private func time(_ moment: Moment?) -> String {
  moment.map { "\($0.instant.rfc3339) \($0.basis)" } ?? "-"
}
