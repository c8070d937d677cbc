public import Calls
import Evidence
public import Inventory

/// The inventory for programs, as `Docs/schema/files.schema.json` describes it.
public enum JSONFilesReport {
  /// One object and a line break, in pieces to a sink that may end the writing.
  public static func write<Failure: Error>(
    _ inventory: Inventory, _ analysis: Analysis, tool: Tool, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let kinds = Set(inventory.findings.map(\.kind)).union(["no-file-for-call", "duplicate-artifact"])
    var report = JSONReport.head(tool).members.map { ($0.key, JSONSection.value($0.value)) }
    report.append(("summary", .value(summary(inventory))))
    report.append(("artifacts", .list(analysis.artifacts, JSONReport.artifact)))
    report.append(("entries", .list(inventory.entries, entry)))
    report.append(("applications", .list(inventory.applications, application)))
    report.append(
      ("findings", .list(analysis.findings.filter { kinds.contains($0.kind) }, JSONReport.finding)))
    report.append(("steps", .list(inventory.steps, step)))
    try JSONPrinter.write(report, to: sink)
  }

  /// The whole of what `write` writes.
  public static func render(_ inventory: Inventory, _ analysis: Analysis, tool: Tool) -> String {
    var text = ""
    write(inventory, analysis, tool: tool) { text += $0 }
    return text
  }

  private static func summary(_ inventory: Inventory) -> JSONValue {
    var object = JSONObject()
    object.set("entries", inventory.entries.count)
    var statuses = JSONObject()
    for status in InventoryEntry.Status.allCases {
      statuses.set(status.rawValue, inventory.entries.count { $0.status == status })
    }
    object.set("statuses", .object(statuses))
    object.set("hasListing", .bool(inventory.hasListing))
    return .object(object)
  }

  private static func entry(_ entry: InventoryEntry) -> JSONValue {
    var object = JSONObject()
    object.set("path", entry.path)
    if let size = entry.size, size.lowerBound == size.upperBound {
      object.set("size", size.lowerBound)
    } else if let size = entry.size {
      object.set("sizeAtLeast", size.lowerBound)
      object.set("sizeAtMost", size.upperBound)
    }
    object.set("attachedSize", entry.attachedSize)
    object.setTime("modifiedTime", entry.modified)
    if let digest = entry.digest { object.set(digest.kind.rawValue, digest.hex) }
    object.set("app", entry.app?.familyName)
    object.set("role", entry.role.rawValue)
    object.set("status", entry.status.rawValue)
    object.set("artifact", entry.artifact)
    object.set("source", JSONReport.source(entry.source))
    return .object(object)
  }

  private static func application(_ app: AppPackage) -> JSONValue {
    var object = JSONObject()
    object.set("name", app.name)
    object.set("publisherHash", app.publisherHash)
    object.set("familyName", app.familyName)
    return .object(object)
  }

  private static func step(_ step: CollectionStep) -> JSONValue {
    var object = JSONObject()
    object.set("purpose", step.purpose)
    object.set("text", step.text)
    object.set("command", step.command)
    return .object(object)
  }
}
