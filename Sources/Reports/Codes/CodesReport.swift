public import Catalog

/// The catalogue of codes for people: a table of many rows, or one code explained.
public enum CodesReport {
  /// A line for each row, by domain.
  public static func table(_ entries: [CatalogEntry], style: ReportStyle = ReportStyle()) -> String {
    var page = TextPage(style: style)
    let legend = Flag.allCases.map { "\($0.mark) = flag \($0.rawValue) (codes \($0.range))" }
    page.line(legend.joined(separator: ", "), .faint)
    let labels = entries.map(\.label)
    let column = min(labels.map(displayWidth).max() ?? 0, 20)
    for domain in CatalogDomain.allCases {
      let rows = entries.filter { $0.domain == domain }
      guard !rows.isEmpty else { continue }
      page.blankLine()
      page.line("\(domain.rawValue) (\(counted(rows.count, "row")))", .strong)
      for row in rows { write(row, column: column, to: &page) }
    }
    return page.text
  }

  /// What a code means, and every row that the documentation has for it.
  public static func page(_ lookup: CodeLookup, style: ReportStyle = ReportStyle()) -> String {
    var page = TextPage(style: style)
    if let code = lookup.code, let explanation = lookup.explanation {
      CodePage.write(code: code, subCode: lookup.subCode, explanation, to: &page)
    }
    CodePage.write(lookup.entries, besides: lookup.explanation, to: &page)
    return page.text
  }

  private static func write(_ entry: CatalogEntry, column: Int, to page: inout TextPage) {
    let mark = entry.flag?.mark ?? " "
    let cells = [
      Span(padded(entry.label, to: column), .strong, unbreakable: true), Span(" "),
      Span(mark, .bad, unbreakable: true), Span(" "),
      Span(padded(entry.outcome.rawValue, to: 15), entry.outcome.ink, unbreakable: true),
      Span(entry.isLegacy ? "(older pages) \(entry.title)" : entry.title),
    ]
    page.paragraph(cells, indent: 2, hanging: column + 20)
  }
}

extension Flag {
  /// One letter for tables.
  var mark: String {
    switch self {
    case .network: "N"
    case .infrastructure: "I"
    }
  }
}

extension CatalogEntry {
  /// The codes as people look them up: `410/301005`, `550 5.2.1`, `Quarantined`.
  var label: String {
    let codes = code.map { codeText($0, subCode) } ?? subCode.map { "-/\($0)" }
    let words = [codes, enhancedStatus, codes == nil ? status ?? enumName : nil].compactMap { $0 }
    return words.isEmpty ? callbackEvents.first ?? "-" : words.joined(separator: " ")
  }
}
