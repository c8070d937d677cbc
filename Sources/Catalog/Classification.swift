/// How every row of the catalogue gets its ``OutcomeClass``. The first rule that speaks decides:
///
/// 1. Subcodes 560000–560999 and 540000–540999 come from the operator's SBC: `remote`, unless the row says
///    success.
/// 2. The class that the page's own words give (`documentedClass`).
/// 3. The class that this catalogue reads from the row's words where the page gives none. Most of these rows
///    have no category either. The only ones that have one are four about tokens (44110, 44114, 40229, 40231:
///    authentication), 410/3111 (a media offer that could not be processed: media), and the second rows of
///    40114 and 40115, whose first rows are documented as network. Of the SIP codes without subcode, 487,
///    600, 603, 604 and 606 are `expected`, as the tables say of them; 480 is `remote`; 410 `media`; 430
///    `client`; 404, 408 and 481 stay `unknown`, because they do not say whose fault it was. In Call
///    Automation 500, 503 and 504 without subcode are `infrastructure`, with a subcode what the row says.
/// 4. The result category.
/// 5. The same code and subcode in another table about calls (200 of Call Automation and Graph is the SDK's
///    0).
/// 6. The row of the code without subcode, in the domain's own tables or else in the Calling SDK's.
/// 7. Codes 0 and 200–299 mean success.
///
/// What is left is `unknown`.
enum Classification {
  /// Whether a subcode comes from the operator's session border controller: 560xxx for outbound, 540xxx for
  /// inbound telephone calls. The last three digits are the SIP code, 000 a normal end.
  static func isSBC(_ subCode: Int) -> Bool {
    (540_000...540_999).contains(subCode) || (560_000...560_999).contains(subCode)
  }

  /// The code as the Calling SDK gives it: Call Automation and Graph say 200 where the SDK says 0.
  static func sdkCode(_ code: Int) -> Int { code == 200 ? 0 : code }

  /// The outcome that a documented class stands for.
  static func outcome(documentedClass: String) -> OutcomeClass? {
    switch documentedClass {
    case "auth": .authentication
    case "serverError": .service
    default: OutcomeClass(rawValue: documentedClass)
    }
  }

  /// What a row says by itself, rules 1 to 4; nil where it says nothing.
  static func ownOutcome(of entry: CatalogEntry, byWords words: OutcomeClass?) -> OutcomeClass? {
    let category = entry.categories.lazy.compactMap(ResultCategory.init(spelling:)).first
    if let subCode = entry.subCode, entry.domain.isAboutCalls, isSBC(subCode) {
      return category == .success || words == .success ? .success : .remote
    }
    return entry.documentedClass.flatMap(outcome(documentedClass:)) ?? words ?? category?.outcome
  }

  /// Fills the outcome of every entry; `words` holds what this catalogue reads from each entry's words.
  static func classify(_ entries: inout [CatalogEntry], words: [OutcomeClass?]) {
    var own: [OutcomeClass?] = []
    own.reserveCapacity(entries.count)
    var known: [Key: OutcomeClass] = [:]
    for (entry, words) in zip(entries, words) {
      let outcome = ownOutcome(of: entry, byWords: words)
      own.append(outcome)
      if let outcome, let key = Key(entry), !entry.isLegacy { known[key, default: outcome] = outcome }
    }
    for (index, outcome) in zip(entries.indices, own) {
      entries[index].outcome = outcome ?? inheritedOutcome(of: entries[index], from: known)
    }
  }

  /// Rules 5 to 7.
  private static func inheritedOutcome(
    of entry: CatalogEntry, from known: [Key: OutcomeClass]
  ) -> OutcomeClass {
    guard let code = entry.code, let key = Key(entry) else { return .unknown }
    let candidates = [key, Key(code: code, domain: entry.domain), Key(code: code, domain: .calling)]
    if let outcome = candidates.lazy.compactMap({ known[$0] }).first { return outcome }
    return isSuccess(code) ? .success : .unknown
  }

  /// Whether a code means success where nothing else is known.
  static func isSuccess(_ code: Int) -> Bool { code == 0 || (200...299).contains(code) }

  /// What rows must share to lend each other their outcome: code and subcode in any domain about calls, or
  /// else code and domain, for a code alone is SIP in one domain and HTTP in another.
  private struct Key: Hashable {
    var code: Int
    var subCode: Int?
    var domain: CatalogDomain?

    init(code: Int, domain: CatalogDomain) {
      self.code = code
      self.domain = domain
    }

    init?(_ entry: CatalogEntry) {
      guard let code = entry.code, entry.domain.isAboutCalls else { return nil }
      self.code = entry.subCode == nil ? code : sdkCode(code)
      subCode = entry.subCode
      domain = entry.subCode == nil ? entry.domain : nil
    }
  }
}
