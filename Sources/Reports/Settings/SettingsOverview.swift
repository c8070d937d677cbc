/// The defaults of all options, and where they come from.
public struct SettingsOverview: Sendable {
  /// What became of the config file.
  public enum State: String, Sendable {
    case read
    case absent
    case ignored
  }

  /// Where a value comes from.
  public enum Origin: Sendable, Equatable {
    case standard
    case file(line: Int)
    case environment(String)
  }

  /// A value of an option, for those commands for which it holds.
  public struct Setting: Sendable, Equatable {
    public var option: String
    /// nil where the option has no default.
    public var value: String?
    public var commands: [String]
    public var origin: Origin

    /// Memberwise.
    public init(option: String, value: String?, commands: [String], origin: Origin) {
      self.option = option
      self.value = value
      self.commands = commands
      self.origin = origin
    }
  }

  /// Where the config file is looked for; nil where there is no home folder.
  public var path: String?
  public var state: State
  /// Settings of one option follow each other.
  public var settings: [Setting]

  /// Memberwise.
  public init(path: String?, state: State, settings: [Setting]) {
    self.path = path
    self.state = state
    self.settings = settings
  }
}
