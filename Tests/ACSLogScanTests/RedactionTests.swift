import ACSLogScan
import Calls
import Evidence
import Formats
import Foundation
import Intake
import Redaction
import Testing

/// A redacted ticket is analysed like the original, and has nothing left to mask.
@Suite struct RedactedTicketTests {
  private static let key = RedactionKey(Array("a key for tests, of no worth".utf8)) ?? RedactionKey()
  private static let options = RedactionOptions(key: key)

  /// What must not change: calls under their IDs, states, codes, times.
  private static func facts(_ analysis: Analysis) -> [String] {
    analysis.calls.map { call in
      let states = call.states.map { "\($0.state) \($0.time.map { "\($0)" } ?? "-")" }
      return [
        call.key, call.idFacts.joined(separator: ","), states.joined(separator: ","),
        call.allEnds.joined(separator: ","), call.endFact ?? "-", "\(call.flags)",
        call.legEnds.joined(separator: ","),
        "\(String(describing: call.startTime)) \(String(describing: call.endTime))",
        call.diagnosticFacts.joined(separator: ","),
      ].joined(separator: "|")
    }
  }

  @Test(arguments: Ticket.withoutTraces)
  func itSaysTheSame(of ticket: Ticket) async throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "redacted-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let paths = [ticket.attachments.path]
    let redaction = Redaction(Self.options, of: paths, intake: IntakeOptions())
    _ = try redaction.redact(paths, into: output.path, intake: IntakeOptions())

    let original = await ticket.analysis()
    let redacted = await Analyzer().analyze([output.path])
    #expect(Self.facts(redacted) == Self.facts(original))

    // A second run, with a key of its own, finds nothing.
    let again = Redaction(RedactionOptions(), of: [output.path], intake: IntakeOptions())
    #expect(try again.redact([output.path], into: nil, intake: IntakeOptions()).counts == [:])

    // Reports of the original with stand-ins are those of the redacted ticket.
    var intake = IntakeOptions()
    intake.redaction = { redaction.policy() }
    let masked = await Analyzer(intake: intake).analyze(paths)
    // What is left out is not in the one, and said in the other.
    guard ticket.name != "windows-listing" else { return }
    #expect(masked.artifacts.map(\.path) == redacted.artifacts.map(\.path))
    #expect(Array(masked.calls) == Array(redacted.calls))
    #expect(masked.findings == redacted.findings)
  }
}
