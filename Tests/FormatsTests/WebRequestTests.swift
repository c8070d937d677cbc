import Evidence
import Testing

@testable import Formats

/// Failed requests to the signalling services.
@Suite struct SignallingRequestTests {
  @Test(arguments: [
    "POST https://teams.microsoft.com/registrar/prod/v3/registrations 503 (Service Unavailable)",
    "index.js:8 POST https://teams.microsoft.com/registrar/prod/v3/registrations net::ERR_CONNECTION_TIMED_OUT",
    "WebSocket connection to 'wss://go.trouter.teams.microsoft.com/v4/c' failed: net::ERR_NAME_NOT_RESOLVED",
    "GET https://config.teams.microsoft.com/config/v1/x 403",
    "https://go.trouter.skype.com/v4/a Failed to load resource: the server responded with a status of 502 ()",
  ])
  func failuresAreTold(line: String) throws {
    #expect(try claims(in: line) == ["signalling failed"])
  }

  @Test(arguments: [
    "GET https://go.trouter.teams.microsoft.com/v4/a 200 (OK)",
    "POST https://teams.microsoft.com/registrar/prod/v3/registrations",
    "POST https://example.com/api 503 (Service Unavailable)",
    "GET https://example.com/a net::ERR_FAILED",
    "the host go.trouter.skype.com net::ERR_FAILED",
  ])
  func othersAreNot(line: String) throws {
    #expect(try claims(in: line) == [])
  }
}
