import Catalog
import Testing

/// An end and what must be said of it.
struct ExplainedEnd: Sendable, CustomTestStringConvertible {
  var code: Int
  var subCode: Int?
  var categories: [String] = []
  var domain = CatalogDomain.calling
  var outcome: OutcomeClass
  var match: Explanation.Match
  var isDocumented = true
  /// Words that the title, the action or a note must hold.
  var words: String = ""

  init(
    _ code: Int, _ subCode: Int?, _ outcome: OutcomeClass, _ match: Explanation.Match, _ words: String = "",
    categories: [String] = [], domain: CatalogDomain = .calling, isDocumented: Bool = true
  ) {
    self.code = code
    self.subCode = subCode
    self.outcome = outcome
    self.match = match
    self.words = words
    self.categories = categories
    self.domain = domain
    self.isDocumented = isDocumented
  }

  var testDescription: String { "\(code)/\(subCode.map(String.init) ?? "-") \(domain.rawValue)" }
}

@Suite struct ExplanationTests {
  private static let listed: [ExplainedEnd] = [
    .init(0, 0, .success, .codeAndSubCode, "hung up"),
    .init(0, nil, .success, .code, "hung up"),
    .init(200, 0, .success, .codeAndSubCode, domain: .callAutomation),
    .init(487, 0, .success, .codeAndSubCode, "gave up"),
    .init(487, nil, .expected, .code, "cancelled or declined"),
    .init(603, 0, .success, .codeAndSubCode, "declined"),
    .init(603, nil, .expected, .code),
    .init(0, 4521, .expected, .codeAndSubCode, "abruptly"),
    .init(0, 5317, .expected, .codeAndSubCode, "role"),
    .init(200, 7000, .success, .codeAndSubCode, domain: .callAutomation),
    .init(200, 5000, .success, .codeAndSubCode),
    .init(0, 5010, .success, .codeAndSubCode, "left alone"),
    .init(487, 10003, .success, .codeAndSubCode),
    .init(487, 10004, .expected, .codeAndSubCode, "two minutes"),
    .init(480, 10037, .expected, .codeAndSubCode, "no registered endpoint"),
    .init(480, nil, .remote, .code),
    .init(480, 0, .remote, .code, "not registered"),
    .init(410, 3100, .network, .codeAndSubCode, "raises no flag"),
    .init(410, 3112, .network, .codeAndSubCode, "networkRelaysNotReachable"),
    .init(410, 301005, .network, .codeAndSubCode, "raises no flag"),
    .init(410, 531004, .network, .codeAndSubCode),
    .init(410, 3111, .media, .codeAndSubCode),
    .init(410, nil, .media, .code),
    .init(408, 40114, .network, .codeAndSubCode),
    .init(412, 40115, .network, .codeAndSubCode),
    .init(400, 40613, .device, .codeAndSubCode),
    .init(401, 10009, .authentication, .codeAndSubCode),
    .init(401, 44114, .authentication, .codeAndSubCode, "voip"),
    .init(403, nil, .authentication, .code, "oldest table"),
    .init(490, nil, .network, .code),
    .init(496, 7, .network, .codeAndSubCode),
    .init(500, 10045, .infrastructure, .codeAndSubCode),
    .init(500, nil, .infrastructure, .code),
    .init(504, 0, .infrastructure, .code),
    .init(429, 10110, .throttling, .codeAndSubCode, domain: .callAutomation),
    .init(404, nil, .unknown, .code),
    .init(404, nil, .client, .code, categories: ["UnexpectedClientError"]),
    .init(404, nil, .client, .code, domain: .callAutomation),
    .init(429, nil, .throttling, .code, domain: .chat),
    .init(4005, nil, .remote, .code, "carrier", domain: .sms),
    .init(2, nil, .device, .code, "camera", domain: .callingNativeErrors),
  ]

  private static let contradictions: [ExplainedEnd] = [
    .init(495, 4507, .authentication, .codeAndSubCode, "raises the network flag"),
    .init(495, nil, .unknown, .none, "by its number alone", isDocumented: false),
    .init(497, 560487, .remote, .codeAndSubCode, "misprint"),
    .init(497, nil, .network, .code),
    .init(492, nil, .unknown, .none, "does not mention it", isDocumented: false),
    .init(493, nil, .unknown, .none, "Undecipherable", isDocumented: false),
    .init(494, 5, .unknown, .none, "does not mention it", isDocumented: false),
    .init(499, nil, .unknown, .none, "airplane mode", isDocumented: false),
    .init(0, 5003, .success, .codeAndSubCode, "contradict"),
    .init(0, 7000, .success, .codeAndSubCode, "contradict"),
    .init(403, 510403, .expected, .codeAndSubCode, "contradict"),
    .init(403, 510403, .expected, .codeAndSubCode, "spam", domain: .callAutomation),
    .init(500, 40102, .client, .codeAndSubCode, "not infrastructure"),
    .init(500, 40216, .client, .codeAndSubCode, "not infrastructure"),
    .init(500, 40614, .device, .codeAndSubCode, "not infrastructure"),
    .init(500, 41015, .client, .codeAndSubCode, "not infrastructure"),
    .init(500, 41033, .client, .codeAndSubCode, "not infrastructure"),
    .init(500, 41034, .client, .codeAndSubCode, "not infrastructure"),
    .init(500, 43002, .client, .codeAndSubCode, "not infrastructure"),
    .init(500, 43204, .client, .codeAndSubCode, "not infrastructure"),
    .init(501, nil, .service, .code, "Call Automation only"),
    .init(502, nil, .service, .code, "Call Automation only"),
    .init(500, 511404, .client, .subCode, "the subcode decides"),
    .init(500, 560503, .remote, .subCode, "the subcode decides"),
    .init(0, 5854, .success, .rule, "UI library", isDocumented: false),
    .init(
      0, 5000, .success, .codeAndSubCode, "category in the log is ExpectedError", categories: ["Expected"]),
  ]

  private static let telephone: [ExplainedEnd] = [
    .init(486, 560486, .success, .codeAndSubCode, "busy"),
    .init(486, 560486, .remote, .codeAndSubCode, "busy", domain: .pstn),
    .init(480, 560480, .remote, .codeAndSubCode, domain: .callAutomation),
    .init(503, 560503, .remote, .codeAndSubCode, "not infrastructure"),
    .init(0, 560000, .success, .codeAndSubCode),
    .init(487, 540487, .success, .codeAndSubCode),
    .init(500, 560486, .remote, .subCode, "the subcode decides"),
    .init(488, 560488, .remote, .rule, "outbound telephone call with SIP code 488 (Not Acceptable Here)"),
    .init(502, 540480, .remote, .rule, "inbound telephone call with SIP code 480 (Temporarily Unavailable)"),
    .init(503, 540503, .remote, .rule, "(Service Unavailable)"),
    .init(0, 560999, .remote, .rule, "SIP code 999."),
    .init(486, 561486, .unknown, .none, isDocumented: false),
    .init(403, 511532, .client, .codeAndSubCode, "SIP trunk"),
  ]

  private static let unlisted: [ExplainedEnd] = [
    .init(480, 99999, .remote, .code, "Subcode 99999 is not documented", isDocumented: false),
    .init(480, 7, .remote, .code, "Subcode 7 is not documented", isDocumented: false),
    .init(500, 77777, .infrastructure, .code, "not documented", isDocumented: false),
    .init(404, 99999, .expected, .code, categories: ["ExpectedError"], isDocumented: false),
    .init(777, nil, .unknown, .none, "Code 777 is not documented.", isDocumented: false),
    .init(777, 3, .unknown, .none, "Code 777 with subcode 3", isDocumented: false),
    .init(482, nil, .unknown, .none, "(Loop Detected)", isDocumented: false),
    .init(482, nil, .unknown, .none, "client errors", isDocumented: false),
    .init(606, 99999, .expected, .code, isDocumented: false),
    .init(699, nil, .service, .rule, categories: ["unexpectedServerError"], isDocumented: false),
    .init(0, 99999, .success, .rule, "a normal end", isDocumented: false),
    .init(0, 99999, .expected, .rule, "ExpectedError", categories: ["ExpectedError"], isDocumented: false),
    .init(777, 10037, .expected, .subCode, "documented with code 480"),
    .init(400, 8501, .client, .codeAndSubCode, domain: .callAutomation),
    .init(499, 8501, .client, .subCode, domain: .callAutomation),
    .init(400, 8524, .client, .subCode, domain: .callAutomation),
    .init(400, 8516, .throttling, .subCode, domain: .callAutomation),
    .init(490, nil, .unknown, .none, domain: .email, isDocumented: false),
    .init(480, 10037, .unknown, .none, domain: .sms, isDocumented: false),
    .init(2000, nil, .unknown, .none, isDocumented: false),
    .init(Int.min, Int.max, .unknown, .none, isDocumented: false),
    .init(-1, -1, .unknown, .none, isDocumented: false),
  ]

  @Test(arguments: listed + contradictions + telephone + unlisted)
  func `an end is explained`(end: ExplainedEnd) {
    let explanation = Catalog.standard.explain(
      code: end.code, subCode: end.subCode, categories: end.categories, domain: end.domain)
    #expect(explanation.outcome == end.outcome)
    #expect(explanation.match == end.match)
    #expect(explanation.isDocumented == end.isDocumented)
    #expect(explanation.flag == Flag(code: end.code))
    let text = ([explanation.title, explanation.action] + explanation.allNotes).joined(separator: " ")
    #expect(text.contains(end.words))
  }

  @Test func `every row explains its own codes`() {
    for entry in Catalog.standard.entries {
      guard let code = entry.code else { continue }
      let explanation = Catalog.standard.explain(code: code, subCode: entry.subCode, domain: entry.domain)
      #expect(explanation.isDocumented, "\(entry)")
      #expect(explanation.match == (entry.subCode == nil ? .code : .codeAndSubCode), "\(entry)")
    }
  }

  @Test func `no end is left without a title and an action`() {
    for code in stride(from: -10, through: 700, by: 1) {
      for subCode in [nil, 0, 1, 7, 4507, 8501, 10037, 540_480, 560_487, 999_999] {
        for domain in CatalogDomain.allCases {
          let explanation = Catalog.standard.explain(code: code, subCode: subCode, domain: domain)
          #expect(explanation.title.hasSuffix(".") && explanation.action.hasSuffix("."))
          #expect(explanation.notes.allSatisfy { $0.hasSuffix(".") })
          if explanation.match == .none {
            #expect(explanation.outcome == .unknown && !explanation.isDocumented)
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("1.27.4", true), ("1.27.5", false), ("1.4.4", true), ("1.28.1-beta.3", true), ("1.28.1-beta.4", false),
    ("1.27.5-beta.1", true), ("1.30.1-beta.1", false), ("1.40.1", false), ("", false), ("unknown", false),
    ("1.2", false), ("1.2.3.4", false),
  ])
  func `early versions of the Web SDK are known for wrong codes`(version: String, unreliable: Bool) {
    #expect(WebSDKVersion.hasUnreliableEndCodes(version) == unreliable)
  }

  @Test func `phrases are the workbooks' own and SIP's for an SBC`() {
    #expect(EndPhrase.phrase(code: 480) == "Remote client endpoint not registered")
    #expect(EndPhrase.sipPhrase(code: 480) == "Temporarily Unavailable")
    #expect(EndPhrase.phrase(code: 490) == "Local endpoint network issues")
    #expect(EndPhrase.sipPhrase(code: 490) == nil)
    #expect(EndPhrase.sipPhrase(code: 0) == nil)
    #expect(EndPhrase.sipPhrase(code: 486) == "Busy Here")
    #expect(EndPhrase.phrase(code: 777) == nil)
    #expect((0...700).count { EndPhrase.phrase(code: $0) != nil } == 81)
  }

  @Test func aSubCodeAloneIsOneOfCallAutomationOnly() {
    let own = Catalog.standard.explain(code: 8522, subCode: nil, domain: .callAutomation)
    #expect(own.title == "The call or the participant was not found.")
    #expect(own.match == .subCode)
    #expect(Catalog.standard.explain(code: 8522, subCode: nil).match == .none)
    #expect(Catalog.standard.explain(code: 1234, subCode: nil, domain: .callAutomation).match == .none)
  }
}
