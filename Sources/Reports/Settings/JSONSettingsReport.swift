/// The defaults for programs, as `Docs/schema/config.schema.json` describes it.
public enum JSONSettingsReport {
  /// One object and a line break.
  public static func render(_ overview: SettingsOverview, tool: Tool) -> String {
    var report = JSONReport.head(tool)
    var file = JSONObject()
    file.set("path", overview.path)
    file.set("state", overview.state.rawValue)
    report.set("configFile", .object(file))
    report.set("settings", .list(overview.settings, setting))
    return JSONPrinter.text(of: .object(report))
  }

  private static func setting(_ setting: SettingsOverview.Setting) -> JSONValue {
    var object = JSONObject()
    object.set("option", setting.option)
    object.set("value", setting.value)
    object.set("commands", .strings(setting.commands))
    switch setting.origin {
    case .standard: object.set("origin", "default")
    case .file(let line):
      object.set("origin", "config-file")
      object.set("line", line)
    case .environment(let name):
      object.set("origin", "environment")
      object.set("variable", name)
    }
    return .object(object)
  }
}
