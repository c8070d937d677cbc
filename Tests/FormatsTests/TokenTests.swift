import Evidence
import Testing

@testable import Formats

/// What access tokens say of themselves.
@Suite struct TokenTests {
  private func facts(_ payload: String) throws -> [TokenFacts] {
    try evidence(of: "callId: \(callA) X-Skypetoken: \(FakeSecrets.token(payload)) Connected\n").tokens
  }

  @Test func timesScopesResourceAndUser() throws {
    let user = "\(callB)_00000001-0001-4000-8000-000000000001"
    let read = try facts(
      #"{"skypeid":"acs:\#(user)","scp":1792,"csi":"1700000000","iat":1700000000,"exp":1700086400,"acsScope":"voip,chat","resourceId":"\#(callB)"}"#
    )
    #expect(
      read == [
        TokenFacts(
          issued: 1_700_000_000, expires: 1_700_086_400, scopes: ["voip", "chat"], resourceID: callB,
          user: "8:acs:\(user)")
      ])
  }

  @Test func theResourceMayStandInTheUserOnly() throws {
    #expect(try facts(#"{"skypeid":"acs:\#(callB)_x","exp":1}"#).first?.resourceID == callB)
  }

  @Test func scopesOfEntra() throws {
    #expect(try facts(#"{"exp":1,"scp":"Teams.ManageCalls Teams.ManageChats"}"#).first?.scopes.count == 2)
  }

  @Test(arguments: [#"{}"#, "no JSON", #"{"exp":"#, #"{"skypeid":"<script>"}"#, #"[1]"#])
  func whatSaysNothingIsStillASecret(payload: String) throws {
    let read = try evidence(of: "X-Skypetoken: \(FakeSecrets.token(payload))\n")
    #expect(read.tokens.isEmpty)
    #expect(read.secrets == ["access-token 1"])
  }

  @Test func aTokenIsToldOnce() throws {
    let token = FakeSecrets.token(#"{"exp":1700000000}"#)
    let other = FakeSecrets.token(#"{"exp":1700000001}"#)
    let read = try evidence(of: "token: \(token)\nnoise\ntoken: \(token)\ntoken: \(other)\n")
    #expect(read.tokens.map(\.expires) == [1_700_000_000, 1_700_000_001])
    #expect(read.secrets == ["access-token 1", "access-token 3", "access-token 4"])
    #expect(read.observations.first { if case .token = $0.claim { true } else { false } }?.source.line == 1)
  }

  @Test func base64OfBothAlphabets() {
    #expect(Base64.decode("-_8") == [0xfb, 0xff])
    #expect(Base64.decode("+/8=") == [0xfb, 0xff])
    #expect(Base64.decode("a b") == nil)
  }
}
