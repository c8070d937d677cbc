import ArgumentParser

/// What holds for a command, once its options have taken the values.
extension ConfigFile {
  /// The settings that a command gets, those for all commands first. One for all commands is left out where the command does
  /// not take its value and another does: `format = html` is none of `ids`.
  func settings(for command: String) throws(ConfigError) -> [Setting] {
    var error = ConfigError(path: path)
    var taken: [Setting] = []
    for section in [nil, command] {
      for setting in settings where setting.command == section && setting.option.commands.contains(command) {
        guard let problem = setting.problem(with: command) else {
          if !setting.option.isRepeatable { taken.removeAll { $0.option.name == setting.option.name } }
          taken.append(setting)
          continue
        }
        if section == nil, setting.option.commands.contains(where: { setting.problem(with: $0) == nil }) {
          continue
        }
        error.add(problem, line: setting.line)
      }
    }
    if !error.isEmpty { throw error }
    return taken
  }
}

extension ConfigFile.Setting {
  /// What a command says to the value; nil where it takes it.
  fileprivate func problem(with command: String) -> String? {
    do {
      _ = try AcsLogscan.parseAsRoot([command] + (ConfigOption.commands[command] ?? []) + [argument])
      return nil
    } catch {
      return AcsLogscan.message(for: error).split(whereSeparator: \.isNewline).first.map(String.init)
        ?? "'\(value)' is no value of '\(option.name)'"
    }
  }
}
