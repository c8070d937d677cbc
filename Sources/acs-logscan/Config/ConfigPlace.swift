import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the config file is looked for, and whether it is.
struct ConfigPlace {
  /// nil where there is neither `XDG_CONFIG_HOME` nor `HOME`.
  let path: String?
  /// Whether `ACS_LOGSCAN_NO_CONFIG` is set.
  let isIgnored: Bool

  /// As the environment has it.
  static var current: ConfigPlace {
    let folder =
      Terminal.environment("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? Terminal.environment("HOME").flatMap { $0.isEmpty ? nil : $0 + "/.config" }
    return ConfigPlace(
      path: folder.map { $0 + "/acs-logscan/config" },
      isIgnored: !(Terminal.environment("ACS_LOGSCAN_NO_CONFIG") ?? "").isEmpty)
  }

  /// - Returns: nil where there is none, or none is wanted.
  func read() throws(ConfigError) -> ConfigFile? {
    guard !isIgnored, let path, unsafe access(path, F_OK) == 0 else { return nil }
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.read(path)
    } catch {
      let words = (error as? ValidationError)?.message ?? "\(path): cannot be read"
      throw ConfigError(path: path, message: "Error: \(words.printable)\n")
    }
    return try ConfigFile(path: path, text: String(decoding: bytes, as: UTF8.self))
  }
}

/// Leaves the config file out; `ConfigDefaults` looks for it before anything is parsed.
struct ConfigFileOption: ParsableArguments {
  @Flag(help: "Without the defaults of the config file; see 'acs-logscan config'.")
  var noConfig = false
}
