/// An end that is to be explained.
struct End {
  var code: Int
  var subCode: Int?
  var categories: [ResultCategory]
  var domain: CatalogDomain
  /// The enhanced status of an e-mail that came back, such as `5.1.1`.
  var enhancedStatus: String? = nil

  /// Whose tables are asked, in order.
  var domains: [CatalogDomain] {
    switch domain {
    case .calling: [.calling, .pstn, .teamsInterop, .callAutomation]
    case .pstn: [.pstn, .calling, .teamsInterop, .callAutomation]
    case .teamsInterop: [.teamsInterop, .calling, .callAutomation, .pstn]
    case .callAutomation: [.callAutomation, .calling, .teamsInterop, .pstn]
    case .sms, .email, .chat: [domain, .rest]
    case .callingNativeErrors, .rest: [domain]
    }
  }

  /// The subcode unless it is 0, which stands for none.
  var meaningfulSubCode: Int? { subCode == 0 ? nil : subCode }

  var outcomeByCategory: OutcomeClass? { categories.first?.outcome }

  /// The explanation where no row has the subcode or the code.
  var undocumentedExplanation: Explanation {
    var name = "Code \(code)"
    if domain.isAboutCalls, let phrase = EndPhrase.phrase(code: code) { name += " (\(phrase))" }
    if let subCode = meaningfulSubCode { name += " with subcode \(subCode)" }
    var title = name + " is not documented"
    var outcome = OutcomeClass.unknown
    if let category = categories.first {
      outcome = category.outcome
      title += "; its category is \(category.rawValue)"
    } else if domain.isAboutCalls, Classification.isSuccess(code) {
      outcome = .success
      title += "; the code alone means a normal end"
    }
    return Explanation(
      title: title + ".", action: outcome.generalAdvice, outcome: outcome, flag: Flag(code: code),
      match: outcome == .unknown ? .none : .rule, notes: [bandNote].compactMap(\.self), isDocumented: false)
  }

  /// What the documentation says of whole ranges of codes.
  private var bandNote: String? {
    guard domain.isAboutCalls else { return nil }
    let band: (codes: String, meaning: String)
    switch code {
    case 400...499: band = ("400-499", "client errors")
    case 500...599: band = ("500-599", "server errors")
    case 600...699: band = ("600-699", "global errors")
    default: return nil
    }
    return "The documentation calls \(band.codes) \(band.meaning) in general."
  }

  /// Says so where the log's category and the documentation's differ.
  func categoryNote(documented entry: CatalogEntry) -> String? {
    guard let logged = categories.first, let documented = entry.categories.first,
      !entry.categories.contains(logged.rawValue), entry.code == code
    else { return nil }
    return "The category in the log is \(logged.rawValue), in the documentation \(documented)."
  }

  /// What the numbers themselves call for, apart from any row.
  func caveats(outcome: OutcomeClass) -> [String] {
    guard domain.isAboutCalls else { return [] }
    return [flagCaveat(outcome: outcome), codeCaveat, subCodeCaveat].compactMap(\.self)
  }

  /// Where the flag by number and the outcome by meaning differ.
  private func flagCaveat(outcome: OutcomeClass) -> String? {
    switch (Flag(code: code), outcome) {
    case (.network, .unknown) where (492...494).contains(code):
      "Code \(code) raises the network flag by its number alone: the documentation of Communication Services "
        + "does not mention it."
    case (.network, .network), (.infrastructure, .infrastructure), (nil, .infrastructure): nil
    case (.network, .unknown), (.infrastructure, .unknown):
      "Code \(code) raises its flag by its number alone; what it means is not known."
    case (.network, _):
      "Code \(code) raises the network flag by its number; by its meaning the end is \(outcome.rawValue), not network."
    case (.infrastructure, _):
      "Code \(code) raises the infrastructure flag by its number; by its meaning the end is \(outcome.rawValue), "
        + "not infrastructure."
    case (nil, .network): "A network fault by its meaning; the code \(code) itself raises no flag."
    case (nil, _): nil
    }
  }

  private var codeCaveat: String? {
    switch code {
    case 499: "Code 499 is not documented by Microsoft; a public report saw 496 and 499 in airplane mode."
    case 501, 502: "Code \(code) is documented for Call Automation only."
    default: nil
    }
  }

  private var subCodeCaveat: String? {
    switch (code, subCode) {
    case (0, 5854):
      "The source of Microsoft's UI library for native apps treats 0/5854 as a declined call; no page confirms it."
    default: nil
    }
  }
}
