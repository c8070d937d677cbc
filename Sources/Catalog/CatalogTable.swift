/// Reads the catalogue's text, once; see `catalogText` for its lines.
enum CatalogTable {
  /// All entries of a text, classified. Lines that are no rows are skipped: the tests count them.
  static func entries(of text: String) -> [CatalogEntry] {
    var entries: [CatalogEntry] = []
    var words: [OutcomeClass?] = []
    entries.reserveCapacity(600)
    words.reserveCapacity(600)
    var domain = CatalogDomain.calling
    var section = ""
    TextTable.forEachLine(of: text) { fields in
      if let table = fields.optional(0), table.first == "#" {
        let parts = table.split(separator: " ")
        guard parts.count == 3, let named = CatalogDomain(rawValue: String(parts[1])) else { return }
        domain = named
        section = String(parts[2])
      } else if let entry = entry(of: fields, domain: domain, section: section) {
        entries.append(entry)
        words.append(fields.optional(3).flatMap(OutcomeClass.init(rawValue:)))
      }
    }
    Classification.classify(&entries, words: words)
    return entries
  }

  private static func entry(
    of fields: TextTable.Fields, domain: CatalogDomain, section: String
  ) -> CatalogEntry? {
    guard let title = fields.optional(5) else { return nil }
    let codes = codes(of: fields[0])
    var entry = CatalogEntry(
      domain: domain, code: codes.code, subCode: codes.subCode, categories: fields.list(1),
      title: title, action: fields.optional(6), note: fields.optional(7),
      documentedClass: fields.optional(2), callbackEvents: [],
      section: section, outcome: .unknown)
    if let detail = fields.optional(4) { set(detail, of: &entry) }
    return entry
  }

  /// `487/10003`, `487`, `/8500` or nothing.
  private static func codes(of text: String) -> (code: Int?, subCode: Int?) {
    guard let slash = text.firstIndex(of: "/") else { return (Int(text), nil) }
    return (Int(text[..<slash]), Int(text[text.index(after: slash)...]))
  }

  private static func set(_ detail: String, of entry: inout CatalogEntry) {
    guard let equals = detail.firstIndex(of: "=") else { return }
    let value = String(detail[detail.index(after: equals)...])
    switch detail[..<equals] {
    case "event": entry.callbackEvents = value.split(separator: ",").map(String.init)
    case "enhanced": entry.enhancedStatus = value
    case "status": entry.status = value
    case "field": entry.field = value
    case "enum": entry.enumName = value
    default: break
    }
  }
}
