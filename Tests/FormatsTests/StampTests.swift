import Evidence
import Testing

/// Which lines are taken for the same line in another log.
@Suite struct StampTests {
  private func isStamped(_ line: String) throws -> Bool {
    try #require(try evidence(of: line).observations.first).stamp != nil
  }

  @Test func anApplicationsLineNeedsDateZoneAndFraction() throws {
    #expect(try isStamped("2024-06-15T10:00:00.123Z Call state changed  Disconnecting"))
    #expect(try !isStamped("2024-06-15T10:00:00Z Call state changed  Disconnecting"))
    #expect(try !isStamped("2024-06-15 10:00:00.123 Call state changed  Disconnecting"))
    #expect(try !isStamped("10:00:00.123 Call state changed  Disconnecting"))
  }

  @Test func theSDKsClockSuffices() throws {
    #expect(try isStamped("azure:ACS-calling:info 2024-06-15T10:00:00.123Z CallClient3 created"))
  }
}
