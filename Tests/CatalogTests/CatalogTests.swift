import Catalog
import Testing

@Suite struct CatalogTests {
  private let entries = Catalog.standard.entries

  @Test func `every documented row is there, in the order of its table`() {
    var domain = CatalogDomain.calling
    var section = ""
    var expected: [String] = []
    for line in documentedRows.split(separator: "\n") {
      if line.hasPrefix("# ") {
        let words = line.split(separator: " ")
        domain = CatalogDomain(rawValue: String(words[1])) ?? domain
        section = String(words[2])
      } else {
        expected += line.split(separator: " ").map { "\(domain.rawValue) \(section) \($0)" }
      }
    }
    let found = entries.map { entry in
      let subCode = entry.subCode.map { "/\($0)" } ?? ""
      let codes = (entry.code.map(String.init) ?? "") + subCode
      return "\(entry.domain.rawValue) \(entry.section) \(codes.isEmpty ? "-" : codes)"
    }
    #expect(found == expected)
  }

  @Test(arguments: [
    (CatalogDomain.callAutomation, 249), (.calling, 141), (.email, 63), (.teamsInterop, 30), (.sms, 23),
    (.pstn, 21), (.callingNativeErrors, 16), (.rest, 7), (.chat, 4),
  ])
  func `a domain has all of its rows`(domain: CatalogDomain, count: Int) {
    #expect(entries(in: domain).count == count)
    #expect(Catalog.standard.entries(code: nil, subCode: nil, domain: domain).count == count)
  }

  @Test func `every row says what happened and what to do`() {
    for entry in entries {
      #expect(entry.title.hasSuffix("."), "\(entry)")
      #expect(entry.title.first?.isUppercase == true, "\(entry)")
      #expect(entry.advice.hasSuffix("."), "\(entry)")
      #expect(entry.action != "", "\(entry)")
      #expect(entry.note.map { $0.hasSuffix(".") } != false, "\(entry)")
      #expect(entry.notes.allSatisfy { $0.hasSuffix(".") }, "\(entry)")
      for category in entry.categories {
        #expect(ResultCategory(rawValue: category) != nil, "\(entry)")
      }
    }
  }

  @Test func `details are kept beside the codes`() {
    #expect(
      Catalog.standard.entries(code: 404, subCode: 8522).map(\.callbackEvents) == [
        ["CreateCallFailed", "AnswerFailed"]
      ])
    #expect(entries.count { !$0.callbackEvents.isEmpty } == 100)
    #expect(entries.count { $0.enhancedStatus != nil } == 55)
    #expect(entries.count { $0.field == "DeliveryStatusDetails" } == 17)
    #expect(entries.compactMap(\.status).sorted().first == "Bounced")
    #expect(entries.count { $0.status != nil } == 8)
    #expect(entries.count { $0.enumName?.hasPrefix("ACSCallingCommunicationErrors") == true } == 16)
    #expect(entries.count { $0.isLegacy } == 29)
    let loop = entries.first { $0.enhancedStatus == "5.4.6" }
    #expect(loop?.code == 550)
  }

  @Test func `a row says where the flag of its code and its meaning differ`() {
    for entry in entries where entry.domain.isAboutCalls && entry.flag != nil {
      let agrees = entry.outcome.rawValue == entry.flag?.rawValue
      #expect(entry.notes.contains { $0.contains("flag by its number") } != agrees, "\(entry)")
    }
    let token = Catalog.standard.entries(code: 495, subCode: 4507, domain: .calling)
    #expect(token.flatMap(\.notes).count == 1)
  }

  @Test func `documented classes and categories are counted as the pages have them`() {
    let classes = Dictionary(grouping: entries.compactMap(\.documentedClass), by: \.self).mapValues(\.count)
    #expect(
      classes == [
        "network": 27, "auth": 13, "infrastructure": 9, "device": 8, "serverError": 3, "throttling": 1,
      ])
    let categories = Dictionary(grouping: entries.flatMap(\.categories), by: \.self).mapValues(\.count)
    #expect(categories == ["UnexpectedClientError": 37, "ExpectedError": 44, "Success": 17])
  }

  @Test func `rows are found by code, by subcode, or by both`() {
    let catalog = Catalog.standard
    #expect(catalog.entries(code: 490, subCode: nil).map(\.subCode) == [nil, 4502, nil, nil, 4502])
    #expect(catalog.entries(code: nil, subCode: 4502).map(\.domain) == [.calling, .callAutomation])
    #expect(catalog.entries(code: nil, subCode: 4502, domain: .calling).map(\.code) == [490])
    #expect(catalog.entries(code: 495, subCode: 4507, domain: .calling).count == 1)
    #expect(catalog.entries(code: 490, subCode: 4507).isEmpty)
    #expect(catalog.entries(code: 777, subCode: nil).isEmpty)
    #expect(catalog.entries(code: nil, subCode: nil).count == 554)
  }

  @Test(arguments: [
    ("UnxpectedClientError", ResultCategory.unexpectedClientError), ("Expected", .expectedError),
    ("expectedError", .expectedError), ("SUCCESS", .success),
    ("UnexpectedServerError", .unexpectedServerError),
  ])
  func `a category is known in every spelling`(spelling: String, category: ResultCategory) {
    #expect(ResultCategory(spelling: spelling) == category)
  }

  @Test func `other words are no category`() {
    #expect(ResultCategory(spelling: "Failure") == nil)
    #expect(ResultCategory(spelling: "") == nil)
  }

  private func entries(in domain: CatalogDomain) -> [CatalogEntry] { entries.filter { $0.domain == domain } }
}
