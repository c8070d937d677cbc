/// What an end means, and what to do about it.
public struct Explanation: Hashable, Sendable {
  /// What the explanation rests on.
  public enum Match: String, Hashable, Sendable, Codable, CaseIterable {
    /// A row has the code and the subcode.
    case codeAndSubCode
    /// A row has the subcode, under another code or none.
    case subCode
    /// A row has the code; the subcode is absent, zero or not documented.
    case code
    /// No row: a documented rule speaks (an SBC's subcode, a result category).
    case rule
    /// Nothing is documented.
    case none
  }

  /// One sentence.
  public var title: String
  /// What to do; never empty.
  public var action: String
  public var outcome: OutcomeClass
  /// By the code's number alone, whatever the outcome.
  public var flag: Flag?
  public var match: Match
  /// What a reader should know besides: where flag and meaning differ, what is not documented.
  public var notes: [String]
  /// A remark on the row of the documentation that it rests on, such as a misprint or a contradiction between pages.
  public var documentationNote: String?
  /// Whether the documentation explains this end, by a row or a rule.
  public var isDocumented: Bool

  /// Everything said about it, remarks on the documentation first.
  public var allNotes: [String] { [documentationNote].compactMap(\.self) + notes }
}

extension Catalog {
  /// The one explanation of an end: by subcode first, then code, then result category. Every end gets one.
  ///
  /// A subcode below 1000 counts only together with its own code: 0 is no subcode, and the others are no
  /// names.
  ///
  /// - Parameters:
  ///   - categories: The result categories as the log gives them, in any spelling.
  ///   - domain: Whose table is asked first. The other tables about calls follow, but no call is explained by
  ///     a table about messages or mails, nor the other way round.
  ///   - phrase: The words beside the codes; an e-mail's enhanced status is looked for in them.
  public func explain(
    code: Int, subCode: Int?, categories: [String] = [], domain: CatalogDomain = .calling,
    phrase: String? = nil
  ) -> Explanation {
    var end = End(
      code: code, subCode: subCode,
      categories: categories.compactMap(ResultCategory.init(spelling:)), domain: domain)
    if domain == .email {
      end.enhancedStatus = phrase?.split { $0 == " " || $0 == "," }.first {
        $0.split(separator: ".").count == 3
      }
      .map(String.init)
    }
    var explanation = explanation(of: end)
    explanation.notes += end.caveats(outcome: explanation.outcome)
    return explanation
  }

  private func explanation(of end: End) -> Explanation {
    if let entry = entryWithBoth(end) {
      return explanation(of: end, by: entry, match: .codeAndSubCode)
    }
    if let entry = entryWithSubCode(end) {
      return explanation(of: end, byForeign: entry)
    }
    if let explanation = sbcExplanation(of: end) {
      return explanation
    }
    if let entry = entryWithCode(end) {
      return end.meaningfulSubCode == nil
        ? explanation(of: end, by: entry, match: .code)
        : explanation(of: end, undocumentedSubCodeOf: entry)
    }
    if let entry = entryWithSubCodeAlone(end) {
      return explanation(of: end, by: entry, match: .subCode)
    }
    return end.undocumentedExplanation
  }

  // MARK: Looking up

  private func entryWithBoth(_ end: End) -> CatalogEntry? {
    guard let subCode = end.subCode else { return nil }
    let rows = rows(subCode: subCode)
    if let entry = preferred(rows.filter { $0.code == end.code }, for: end) { return entry }
    let code = Classification.sdkCode(end.code)
    return preferred(rows.filter { $0.code.map(Classification.sdkCode) == code }, for: end)
  }

  private func entryWithSubCode(_ end: End) -> CatalogEntry? {
    guard let subCode = end.meaningfulSubCode, subCode >= 1000 else { return nil }
    return preferred(rows(subCode: subCode), for: end)
  }

  /// The body of an answer of Call Automation names the subcode alone: `{"error":{"code":"8522"}}`.
  private func entryWithSubCodeAlone(_ end: End) -> CatalogEntry? {
    guard end.domain == .callAutomation, end.subCode == nil, end.code >= 1000 else { return nil }
    return preferred(rows(subCode: end.code).filter { $0.domain == .callAutomation }, for: end)
  }

  private func entryWithCode(_ end: End) -> CatalogEntry? {
    if let status = end.enhancedStatus,
      let entry = preferred(rows(code: end.code).filter({ $0.enhancedStatus == status }), for: end)
    {
      return entry
    }
    if let entry = preferred(rows(code: end.code).filter({ $0.subCode == nil }), for: end) { return entry }
    // A normal end has no row without subcode; 0/0 and 200/0 are the same end.
    guard end.meaningfulSubCode == nil, Classification.sdkCode(end.code) == 0 else { return nil }
    return preferred(rows(subCode: 0).filter { $0.code == end.code }, for: end)
  }

  /// The first row of the domain's own tables, else of the related ones; older pages last.
  private func preferred(_ rows: [CatalogEntry], for end: End) -> CatalogEntry? {
    for domain in end.domains {
      let rows = rows.filter { $0.domain == domain }
      if let entry = rows.first(where: { !$0.isLegacy }) ?? rows.first { return entry }
    }
    return nil
  }

  // MARK: Explaining

  private func explanation(of end: End, by entry: CatalogEntry, match: Explanation.Match) -> Explanation {
    let outcome = entry.outcome == .unknown ? end.outcomeByCategory ?? .unknown : entry.outcome
    return Explanation(
      title: entry.title, action: entry.action ?? outcome.generalAdvice, outcome: outcome,
      flag: Flag(code: end.code), match: match,
      notes: [end.categoryNote(documented: entry)].compactMap(\.self), documentationNote: entry.note,
      isDocumented: true)
  }

  /// A documented subcode under a code that it is not documented with: the subcode decides.
  private func explanation(of end: End, byForeign entry: CatalogEntry) -> Explanation {
    var explanation = explanation(of: end, by: entry, match: .subCode)
    guard let subCode = entry.subCode, let documented = entry.code else { return explanation }
    explanation.notes.append(
      "Subcode \(subCode) is documented with code \(documented), not with \(end.code); the subcode decides.")
    // A row that calls 486/560486 a success says so of code 486; under an error code the SBC's refusal is what remains.
    if Classification.isSBC(subCode), subCode % 1000 != 0, !Classification.isSuccess(end.code) {
      explanation.outcome = .remote
    }
    return explanation
  }

  private func explanation(of end: End, undocumentedSubCodeOf entry: CatalogEntry) -> Explanation {
    var explanation = explanation(of: end, by: entry, match: .code)
    explanation.title =
      "Subcode \(end.subCode ?? 0) is not documented; code \(end.code) says: \(entry.title)"
    explanation.isDocumented = false
    return explanation
  }

  private func sbcExplanation(of end: End) -> Explanation? {
    guard let subCode = end.subCode, end.domain.isAboutCalls, Classification.isSBC(subCode) else {
      return nil
    }
    let sipCode = subCode % 1000
    let direction = subCode >= 560_000 ? "outbound" : "inbound"
    let phrase = EndPhrase.sipPhrase(code: sipCode).map { " (\($0))" } ?? ""
    return Explanation(
      title: "The operator's SBC ended the \(direction) telephone call with SIP code \(sipCode)\(phrase).",
      action: "Read the logs of the SBC, or ask the operator of the telephone line, for SIP code \(sipCode).",
      outcome: .remote, flag: Flag(code: end.code), match: .rule,
      notes: [
        "Subcode \(subCode) has no row; subcodes 560xxx and 540xxx come from the SBC and end in its SIP code."
      ],
      isDocumented: true)
  }
}
