import Catalog
import Testing

/// The class of every row follows from the rules, in their order.
@Suite struct ClassificationTests {
  private let entries = Catalog.standard.entries

  @Test func `the SBC's rows are remote unless they say success`() {
    let rows = entries.filter { entry in
      guard let subCode = entry.subCode else { return false }
      return (540_000...540_999).contains(subCode) || (560_000...560_999).contains(subCode)
    }
    #expect(rows.count == 25)
    for row in rows {
      let saysSuccess = row.categories == ["Success"] || row.subCode == 540_000 || row.subCode == 560_000
      #expect(row.outcome == (saysSuccess ? .success : .remote), "\(row)")
    }
  }

  @Test func `a documented class decides`() {
    let classes: [String: OutcomeClass] = [
      "network": .network, "auth": .authentication, "infrastructure": .infrastructure, "device": .device,
      "throttling": .throttling,
    ]
    for row in entries {
      guard let documented = row.documentedClass, let outcome = classes[documented] else { continue }
      #expect(row.outcome == outcome, "\(row)")
    }
  }

  @Test func `without a documented class the category decides, but for the rows whose words say more`() {
    let byWords: Set = [44110, 44114, 40229, 40231, 3111, 40114, 40115]
    for row in entries where row.documentedClass == nil {
      guard let category = row.categories.first, let subCode = row.subCode else { continue }
      if byWords.contains(subCode) { continue }
      #expect(row.outcome == ResultCategory(rawValue: category)?.outcome, "\(row)")
    }
  }

  @Test func `rows of the same end have the same class in every table about calls`() {
    let kin = entries.filter { $0.domain.isAboutCalls && $0.subCode != nil && $0.code != nil && !$0.isLegacy }
    for row in kin where row.categories.isEmpty && row.documentedClass == nil {
      guard let subCode = row.subCode, subCode < 540_000 else { continue }
      let calling = kin.first {
        $0.domain == .calling && $0.subCode == subCode && $0.code == (row.code == 200 ? 0 : row.code)
      }
      guard let calling else { continue }
      #expect(row.outcome == calling.outcome, "\(row)")
    }
  }

  @Test(arguments: [490, 491, 496, 497, 498])
  func `the network codes are network by themselves`(code: Int) {
    let rows = Catalog.standard.entries(code: code, subCode: nil).filter { $0.subCode == nil }
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0.outcome == .network })
  }

  @Test(arguments: [500, 503, 504])
  func `the infrastructure codes are infrastructure where no subcode stands`(code: Int) {
    for row in Catalog.standard.entries(code: code, subCode: nil) where row.domain.isAboutCalls {
      #expect((row.outcome == .infrastructure) == (row.subCode == nil || row.subCode == 10045), "\(row)")
    }
  }

  @Test func `only rows that say nothing are of unknown class`() {
    let unknown = entries.filter { $0.outcome == .unknown }
    #expect(unknown.count == 17)
    #expect(unknown.allSatisfy { $0.categories.isEmpty && $0.documentedClass == nil })
  }

  @Test func `every class but unknown has rows`() {
    #expect(Set(entries.map(\.outcome)) == Set(OutcomeClass.allCases))
  }

  @Test func `flags follow the number alone`() {
    for code in 485...510 {
      let flag: Flag? =
        (490...498).contains(code) ? .network : (500...504).contains(code) ? .infrastructure : nil
      #expect(Flag(code: code) == flag)
      #expect(Catalog.standard.explain(code: code, subCode: nil).flag == flag)
      #expect(Catalog.standard.explain(code: code, subCode: 3112).flag == flag)
    }
    #expect(
      entries.filter { $0.code == 495 }.allSatisfy { $0.flag == .network && $0.outcome == .authentication })
  }
}
