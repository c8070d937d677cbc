/// What Microsoft's documentation says about the codes of Azure Communication Services, and what this project
/// makes of it: a table that needs no file and no network.
public struct Catalog: Sendable {
  /// Every row, in the order of the documentation's tables.
  public let entries: [CatalogEntry]

  private let byCode: [Int: [Int]]
  private let bySubCode: [Int: [Int]]

  /// The whole catalogue; read from the program's own text when it is first asked for.
  public static let standard = Catalog(entries: CatalogTable.entries(of: catalogText))

  /// A catalogue of these rows.
  init(entries: [CatalogEntry]) {
    self.entries = entries
    var byCode: [Int: [Int]] = [:]
    var bySubCode: [Int: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      if let code = entry.code { byCode[code, default: []].append(index) }
      if let subCode = entry.subCode { bySubCode[subCode, default: []].append(index) }
    }
    self.byCode = byCode
    self.bySubCode = bySubCode
  }

  /// Every row for a code (with any subcode), for a subcode (under any code), or for exactly both, in the
  /// order of the tables; every row of the domain where neither is given.
  ///
  /// - Parameter domain: nil for all domains.
  public func entries(code: Int?, subCode: Int?, domain: CatalogDomain? = nil) -> [CatalogEntry] {
    let candidates: [CatalogEntry]
    if let subCode {
      candidates = rows(subCode: subCode).filter { code == nil || $0.code == code }
    } else if let code {
      candidates = rows(code: code)
    } else {
      candidates = entries
    }
    guard let domain else { return candidates }
    return candidates.filter { $0.domain == domain }
  }

  func rows(code: Int) -> [CatalogEntry] { byCode[code, default: []].map { entries[$0] } }

  func rows(subCode: Int) -> [CatalogEntry] { bySubCode[subCode, default: []].map { entries[$0] } }
}
