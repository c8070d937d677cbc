public import Catalog

/// What the catalogue has for a question of the user: the whole, a domain, a code, a subcode, or both.
public struct CodeLookup: Sendable {
  public let code: Int?
  public let subCode: Int?
  /// The rows that match, in the catalogue's order; none where nothing is documented.
  public let entries: [CatalogEntry]
  /// What an end with these codes means; nil where no code was asked for.
  public let explanation: Explanation?

  /// Looks up a code, with or without a subcode; without either, all rows.
  ///
  /// - Parameters:
  ///   - code: Where no row has this code and none is given with it, a subcode is looked for.
  ///   - domain: nil for all domains.
  public init(
    code: Int? = nil, subCode: Int? = nil, domain: CatalogDomain? = nil, in catalog: Catalog = .standard
  ) {
    guard let code else {
      self.code = nil
      self.subCode = subCode
      entries = catalog.entries(code: nil, subCode: subCode, domain: domain)
      explanation = nil
      return
    }
    var codes: (code: Int, subCode: Int?) = (code, subCode)
    var found = catalog.entries(code: code, subCode: subCode, domain: domain)
    if found.isEmpty {
      found = catalog.entries(code: nil, subCode: subCode ?? code, domain: domain)
      if subCode == nil, let first = found.first { codes = (first.code ?? 0, code) }
    }
    let isAboutCalls = found.isEmpty || found.contains { $0.domain.isAboutCalls }
    let asked = domain ?? (isAboutCalls ? .calling : found[0].domain)
    self.code = codes.code
    self.subCode = codes.subCode
    entries = found
    explanation = catalog.explain(code: codes.code, subCode: codes.subCode, domain: asked)
  }
}
