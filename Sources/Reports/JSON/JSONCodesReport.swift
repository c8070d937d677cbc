import Catalog

/// The catalogue for programs, as `Docs/schema/codes.schema.json` describes it.
public enum JSONCodesReport {
  /// One object and a line break.
  public static func render(_ lookup: CodeLookup, tool: Tool) -> String {
    var report = JSONReport.head(tool)
    report.set("explanation", lookup.explanation.map { explanation($0, lookup) })
    report.set("codes", .list(lookup.entries, entry))
    return JSONPrinter.text(of: .object(report))
  }

  private static func explanation(_ explanation: Explanation, _ lookup: CodeLookup) -> JSONValue {
    var object = JSONObject()
    object.set("code", lookup.code)
    object.set("subCode", lookup.subCode)
    object.set("class", explanation.outcome.rawValue)
    object.set("flag", explanation.flag?.rawValue)
    object.set("title", explanation.title)
    object.set("action", explanation.action)
    object.set("notes", .strings(explanation.allNotes))
    object.set("match", explanation.match.rawValue)
    object.set("documented", .bool(explanation.isDocumented))
    return .object(object)
  }

  private static func entry(_ entry: CatalogEntry) -> JSONValue {
    var object = JSONObject()
    object.set("domain", entry.domain.rawValue)
    object.set("code", entry.code)
    object.set("subCode", entry.subCode)
    object.set("enhancedStatus", entry.enhancedStatus)
    object.set("status", entry.status)
    object.set("callbackEvents", .strings(entry.callbackEvents))
    object.set("field", entry.field)
    object.set("enumName", entry.enumName)
    object.set("categories", .strings(entry.categories))
    object.set("class", entry.outcome.rawValue)
    object.set("documentedClass", entry.documentedClass)
    object.set("flag", entry.flag?.rawValue)
    object.set("title", entry.title)
    object.set("action", entry.advice)
    object.set("note", entry.note)
    object.set("section", entry.section)
    object.set("legacy", .bool(entry.isLegacy))
    return .object(object)
  }
}
