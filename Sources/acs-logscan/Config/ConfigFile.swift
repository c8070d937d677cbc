/// What a person wants as defaults: lines `option = value`, for all commands, or below `[command]` for one.
struct ConfigFile {
  /// One line of it.
  struct Setting {
    let option: ConfigOption
    let value: String
    /// The command whose section it stands in.
    let command: String?
    let line: Int

    /// The same on a command line.
    var argument: String {
      switch option.kind {
      case .value: "--\(option.name)=\(value)"
      case .file: "--\(option.name)=\(ConfigFile.expanded(value))"
      case .flag: value == "true" ? "--\(option.name)" : "--no-\(option.name)"
      }
    }
  }

  let path: String
  let settings: [Setting]

  /// Reads all lines, and then says everything that is wrong with them.
  init(path: String, text: String) throws(ConfigError) {
    self.path = path
    var settings: [Setting] = []
    var error = ConfigError(path: path)
    var section: String?
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let words = line.drop { $0 == "\u{FEFF}" }.trimmed
      guard !words.isEmpty, !words.hasPrefix("#") else { continue }
      do throws(Fault) {
        if words.hasPrefix("[") {
          section = try ConfigFile.section(words)
        } else {
          let setting = try ConfigFile.setting(words, section, number + 1)
          if !setting.option.isRepeatable,
            let earlier = settings.first(where: {
              $0.option.name == setting.option.name && $0.command == section
            })
          {
            throw Fault("'\(setting.option.name)' was set already in line \(earlier.line)")
          }
          settings.append(setting)
        }
      } catch let fault {
        error.add(fault.words, line: number + 1)
      }
    }
    self.settings = settings
    if !error.isEmpty { throw error }
  }

  /// What is wrong with a line.
  private struct Fault: Error {
    let words: String
    init(_ words: String) { self.words = words }
  }

  private static func section(_ line: String) throws(Fault) -> String {
    let name = String(line.dropFirst().dropLast()).trimmed
    guard line.hasSuffix("]"), ConfigOption.commands[name] != nil else {
      let known = ConfigOption.commands.keys.sorted().joined(separator: ", ")
      throw Fault("\(line) is no section; there is one for each command that reads: \(known)")
    }
    return name
  }

  private static func setting(_ line: String, _ section: String?, _ number: Int) throws(Fault) -> Setting {
    guard let equals = line.firstIndex(of: "=") else {
      throw Fault("'\(line)' is no 'option = value'; comments begin with #")
    }
    var name = String(line[..<equals]).trimmed
    var value = String(line[line.index(after: equals)...]).trimmed
    var isNegated = false
    if let positive = ConfigOption.all.first(where: { $0.kind == .flag && "no-\($0.name)" == name }) {
      name = positive.name
      isNegated = true
    }
    guard let option = ConfigOption.all.first(where: { $0.name == name }) else {
      throw Fault("'\(name)' is no option that has a default; `acs-logscan config` lists all that have")
    }
    if let section, !option.commands.contains(section) {
      throw Fault("\(section) has no option '\(name)'")
    }
    if option.kind == .flag {
      guard let isOn = ["true": true, "false": false][value] else {
        throw Fault("'\(name)' takes true or false, not '\(value)'")
      }
      value = "\(isOn != isNegated)"
    }
    guard !value.isEmpty else { throw Fault("'\(name)' has no value") }
    return Setting(option: option, value: value, command: section, line: number)
  }

  private static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = Terminal.environment("HOME") else { return path }
    return home + path.dropFirst()
  }
}

/// Everything that is wrong with a config file.
struct ConfigError: Error {
  let path: String
  private(set) var message = ""

  init(path: String, message: String = "") {
    self.path = path
    self.message = message
  }

  var isEmpty: Bool { message.isEmpty }

  mutating func add(_ words: String, line: Int? = nil) {
    message += "Error: \(path)\(line.map { ":\($0)" } ?? ""): \(words)".printable + "\n"
  }
}

extension StringProtocol {
  /// Without spaces at its ends.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
