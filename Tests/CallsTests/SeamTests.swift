import Calls
import Evidence
import Foundation
import Testing

/// The values between the steps can be written, sent and read: what one machine folds, another may join.
@Suite struct SeamTests {
  private let artifacts = [
    log("caller.log") { log in
      log.created(1, at: "09:59:00")
      log.start(.join, at: "10:00:00", client: 1)
      log.say(
        .state(.connecting), "a1", at: "10:00:01", client: 1,
        with: [Identifier(.chainID, id("c3").description)],
        stamped: true, text: "Call state changed  Connecting")
      log.idChanged(from: "a1", to: "b2", at: "10:00:02", client: 1)
      log.diagnostic("noNetwork", "true", at: "10:00:40", client: 1)
      log.state(.disconnected, "b2", at: "10:01:00", client: 1)
      log.end(410, 3112, at: "10:01:00", client: 1)
    },
    log("callee.log", artifact: 1, clock: .noYear, platform: "android") { log in
      log.say(.agent(.failed(EndCodes(code: 408))), at: "11:50:00", client: 4112)
      log.state(.connected, "b2", at: "12:00:05", client: 4112)
    },
    log("PT1H.json", artifact: 2, platform: nil) { log in
      log.stay("b2", "p1", at: "10:00:01", seconds: 59, 410, 3112, version: 2)
      log.tell(.callSpan(CallSpan(seconds: 59, type: "Group")), "b2", at: "10:00:01")
      log.callback(.state(.connected), "b2", at: "10:00:02", connection: "conn-1")
      log.tell(
        .operation(Operation(name: "Join", service: .calling, result: .failed)), at: "09:58:00",
        record: "ACSCallClientOperations", instance: "i-1")
      log.tell(.licence(LicencePlan(id: "x")), by: .client, record: "licenseDetails", showsCall: false)
    },
  ]

  private func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: try JSONEncoder().encode(value))
  }

  @Test func everyStepIsTheSameFromItsWrittenForm() throws {
    let logs = artifacts.enumerated().map { LogEvidence($0.element, artifact: $0.offset) }
    #expect(try roundTrip(logs) == logs)
    let folded = logs.map { fold($0) }
    #expect(try roundTrip(folded) == folded)
    let joined = join(folded)
    #expect(try roundTrip(joined) == joined)
    #expect(sumUp(try roundTrip(joined)) == sumUp(joined))
  }

  @Test func otherParticipantsOpenLegIsSaidWhereTheCallHasAnEnd() throws {
    let folded = artifacts.enumerated().map { fold(LogEvidence($0.element, artifact: $0.offset)) }
    let analysis = sumUp(join(folded), artifacts: artifacts.map(\.artifact))
    let call = try #require(analysis.calls.first)
    #expect(call.endTime?.instant.rfc3339 == "2024-01-16T10:01:00.000Z")
    #expect(analysis.finding("log-ends-before-call-end")?.artifact == 1)
  }
}
