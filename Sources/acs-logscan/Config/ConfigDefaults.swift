import ArgumentParser

/// A command line with what the config file adds: in front of the other options, so that what stands there comes later and wins.
struct ConfigDefaults {
  let arguments: [String]
  /// A line for those whose command line is refused; empty where nothing was added.
  private(set) var note = ""

  /// Reads the config file, unless help is asked for or the file is not wanted.
  init(addedTo commandLine: [String]) throws(ConfigError) {
    let words = commandLine.prefix { $0 != "--" }
    guard let first = commandLine.first, first != "config", first != "help",
      !words.contains(where: ConfigDefaults.needsNone), let file = try ConfigPlace.current.read()
    else {
      arguments = commandLine
      return
    }
    let isNamed = ConfigOption.commands[first] != nil
    let command = isNamed ? first : "scan"
    let settings = try file.settings(for: command)
    arguments = [command] + settings.map(\.argument) + (isNamed ? commandLine.dropFirst() : commandLine[...])
    if !settings.isEmpty {
      note = "The defaults of \(file.path.printable) are part of this; --no-config leaves them out.\n"
    }
  }

  private static func needsNone(_ argument: String) -> Bool {
    ["--no-config", "-h", "--help", "--version"].contains(argument)
      || ["--generate-completion-script", "--experimental-dump-help", "---completion"]
        .contains(where: argument.hasPrefix)
  }
}
