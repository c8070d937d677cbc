import ArgumentParser
import Reports

/// Which default each option has, and where it comes from.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Which default each option has, and where it comes from.",
    discussion: """
      The file $XDG_CONFIG_HOME/acs-logscan/config (~/.config/acs-logscan/config) has a line 'option = value' for each \
      default; options are named as on the command line, without dashes, and flags take true or false. Lines below \
      [timeline] are for that command alone. Comments begin with #. What stands on the command line always wins. \
      --no-config, or ACS_LOGSCAN_NO_CONFIG=1, leaves the file out.

        # Times in logs that have no zone
        timezone = Europe/Berlin
        show-timezone = Europe/Berlin
        color = false

        [timeline]
        width = 160

      Examples:
        acs-logscan config
        acs-logscan config --format json
      """)

  @Option(help: "text or json.")
  var format: FormatOptions.Format = .text

  @Option(help: ArgumentHelp("Columns of text.", valueName: "columns"))
  var width: Int?

  @Flag(inversion: .prefixedNo, help: "Colour on a terminal that has it.")
  var color = true

  @OptionGroup var configFile: ConfigFileOption

  func validate() throws {
    guard width.map({ $0 >= 40 }) ?? true else { throw ValidationError("--width takes a number from 40.") }
  }

  func run() throws {
    let terminal = Terminal.standardOutput
    let overview = try SettingsOverview(place: .current, ignoring: configFile.noConfig)
    let style = ReportStyle(
      width: width ?? terminal.width, usesColor: color && terminal.showsColor,
      usesUnicode: terminal.showsUnicode)
    let text =
      switch format {
      case .text: SettingsReport.render(overview, style: style)
      case .json: JSONSettingsReport.render(overview, tool: .current)
      }
    Terminal.ignoreClosedPipes()
    guard terminal.write(text) else { throw Outcome.cannotWrite }
  }
}

extension SettingsOverview {
  /// What holds for each option and command.
  fileprivate init(place: ConfigPlace, ignoring isUnwanted: Bool) throws {
    let file = isUnwanted ? nil : try place.read()
    var settings: [String: [ConfigFile.Setting]] = [:]
    for command in ConfigOption.commands.keys.sorted() {
      settings[command] = try file?.settings(for: command)
    }
    self.init(
      path: place.path,
      state: place.isIgnored || isUnwanted ? .ignored : file == nil ? .absent : .read,
      settings: ConfigOption.all.flatMap { option in
        SettingsOverview.rows(of: option) { command in
          (settings[command] ?? []).filter { $0.option.name == option.name }
        }
      })
  }

  /// Commands for which the same holds share rows.
  private static func rows(
    of option: ConfigOption, from settings: (String) -> [ConfigFile.Setting]
  ) -> [Setting] {
    var rows: [Setting] = []
    for command in option.commands {
      for (value, origin) in values(of: option, settings(command)) {
        if let same = rows.firstIndex(where: { $0.value == value && $0.origin == origin }) {
          rows[same].commands.append(command)
        } else {
          rows.append(Setting(option: option.name, value: value, commands: [command], origin: origin))
        }
      }
    }
    return rows
  }

  private static func values(
    of option: ConfigOption, _ settings: [ConfigFile.Setting]
  ) -> [(String?, Origin)] {
    if option.name == "color", !(Terminal.environment("NO_COLOR") ?? "").isEmpty {
      return [("false", .environment("NO_COLOR"))]
    }
    guard settings.isEmpty else { return settings.map { ($0.value, .file(line: $0.line)) } }
    if option.name == "width", !Terminal.standardOutput.isInteractive, Terminal.environment("COLUMNS") != nil
    {
      return [(option.standard, .environment("COLUMNS"))]
    }
    return [(option.standard, .standard)]
  }
}
