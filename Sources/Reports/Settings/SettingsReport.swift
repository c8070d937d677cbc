/// The defaults for people: a line for each.
public enum SettingsReport {
  /// The whole report, each line ended.
  public static func render(_ overview: SettingsOverview, style: ReportStyle = ReportStyle()) -> String {
    var page = TextPage(style: style)
    page.field("Config file", [Span(file(overview), unbreakable: true)], column: 13)
    page.blankLine()
    let names = (overview.settings.map { displayWidth($0.option) }.max() ?? 0) + 2
    let values = min(28, (overview.settings.map { displayWidth($0.value ?? "-") }.max() ?? 0) + 2)
    for (index, setting) in overview.settings.enumerated() {
      let isFirst = index == 0 || overview.settings[index - 1].option != setting.option
      let isOnly = overview.settings.count { $0.option == setting.option } == 1
      var origin = words(for: setting.origin)
      if !isOnly { origin += " (\(setting.commands.joined(separator: ", ")))" }
      let isChanged = setting.origin != .standard
      page.paragraph(
        [
          Span(padded(isFirst ? setting.option : "", to: names), .plain, unbreakable: true),
          Span(padded(setting.value ?? "-", to: values), isChanged ? .strong : .plain, unbreakable: true),
          Span(origin, isChanged ? .plain : .faint),
        ], hanging: names + values)
    }
    return page.text
  }

  private static func file(_ overview: SettingsOverview) -> String {
    guard let path = overview.path else { return "none: neither XDG_CONFIG_HOME nor HOME is set" }
    return switch overview.state {
    case .read: path
    case .absent: "\(path) (not there)"
    case .ignored: "\(path) (left out)"
    }
  }

  private static func words(for origin: SettingsOverview.Origin) -> String {
    switch origin {
    case .standard: "default"
    case .file(let line): "config file, line \(line)"
    case .environment(let name): "environment, \(name)"
    }
  }
}
