public import Formats

/// The patterns for programs, as `Docs/schema/pattern-list.schema.json` describes it.
public enum JSONPatternsReport {
  /// One object and a line break.
  public static func render(_ patterns: [Pattern], tool: Tool) -> String {
    var report = JSONReport.head(tool)
    report.set("patterns", .list(patterns, pattern))
    return JSONPrinter.text(of: .object(report))
  }

  private static func pattern(_ pattern: Pattern) -> JSONValue {
    var object = JSONObject()
    object.set("name", pattern.name)
    object.set("about", pattern.about.isEmpty ? nil : pattern.about)
    object.set("origin", pattern.origin == nil ? "built-in" : "file")
    object.set("file", pattern.origin?.file)
    object.set("line", pattern.origin?.line)
    object.set("contains", .strings(pattern.contains))
    object.set("fields", .strings(pattern.fields.filter { $0 != .skipped }.map(\.name)))
    var gives = JSONObject()
    for (field, value) in pattern.gives.sorted(by: { $0.key.name < $1.key.name }) {
      gives.set(field.name, value)
    }
    object.set("gives", .object(gives))
    return .object(object)
  }
}
