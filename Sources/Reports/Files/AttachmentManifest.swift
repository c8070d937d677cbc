public import Calls
import Evidence
import Inventory

/// An inventory of the attachments to send along, from which the receiver can tell that everything arrived whole.
public enum AttachmentManifest {
  /// RFC 4180, UTF-8: `path,size,modifiedTime,sha256,kind,role,app`.
  public static func csv(_ analysis: Analysis) -> String {
    var text = "path,size,modifiedTime,sha256,kind,role,app\r\n"
    for row in rows(analysis) {
      text += row.map { quoted($0.value) }.joined(separator: ",") + "\r\n"
    }
    return text
  }

  /// One object with the same values.
  public static func json(_ analysis: Analysis, tool: Tool) -> String {
    var report = JSONReport.head(tool)
    report.set(
      "entries",
      .list(rows(analysis)) { row in
        var object = JSONObject()
        for field in row where !field.value.isEmpty {
          if field.name == "size", let size = Int(field.value) {
            object.set(field.name, size)
          } else {
            object.set(field.name, field.value)
          }
        }
        return .object(object)
      })
    return JSONPrinter.text(of: .object(report))
  }

  private typealias Field = (name: String, value: String)

  private static func rows(_ analysis: Analysis) -> [[Field]] {
    analysis.artifacts.filter { artifact in !artifact.problems.contains { $0.kind == .notFound } }.map {
      artifact in
      let name = artifact.path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
      let app = AppPackage(path: artifact.path)?.familyName ?? ""
      return [
        ("path", artifact.path), ("size", String(artifact.fileBytes ?? artifact.bytes)), ("modifiedTime", ""),
        ("sha256", artifact.sha256 ?? ""), ("kind", artifact.kind.rawValue),
        ("role", FileRole(of: FileName(name)).rawValue), ("app", app),
      ]
    }
  }

  /// A field of its own whatever stands in it. A spreadsheet would take a path that begins with one of a few characters
  /// for a formula; `./` in front of it changes nothing about the path.
  private static func quoted(_ value: String) -> String {
    let safe = value.first.map { "=+-@\t\r".contains($0) } ?? false ? "./" + value : value
    guard safe.contains(where: { $0 == "\"" || $0 == "," || $0.isNewline }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
