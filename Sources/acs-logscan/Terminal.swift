#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One of the standard streams, and what it can show.
struct Terminal: Sendable {
  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  private let descriptor: Int32

  /// Whether a person is looking.
  var isInteractive: Bool { isatty(descriptor) == 1 }

  /// Columns: of the terminal, else as `COLUMNS` says, else 80.
  var width: Int {
    var size = winsize()
    if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return Terminal.environment("COLUMNS").flatMap(Int.init) ?? 80
  }

  /// Whether colour is wanted: on a terminal that has it, unless `NO_COLOR` is set.
  var showsColor: Bool {
    isInteractive && (Terminal.environment("NO_COLOR") ?? "").isEmpty
      && Terminal.environment("TERM") != "dumb"
  }

  /// Whether the terminal's character set has more than ASCII.
  var showsUnicode: Bool {
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(Terminal.environment).first { !$0.isEmpty } ?? ""
    let name = locale.uppercased()
    return isInteractive && (name.contains("UTF-8") || name.contains("UTF8"))
  }

  /// Writes everything, or as much as the reader takes: a closed pipe is a quiet success.
  ///
  /// - Returns: Whether it was written, or nobody was left to read it.
  @discardableResult
  func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let count = unsafe posixWrite(
          descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          return errno == EPIPE
        }
        written += count
      }
      return true
    }
  }

  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Ends the program.
  static func exit(_ outcome: Outcome) -> Never {
    systemExit(outcome.rawValue)
  }

  /// A reader that goes away must not kill the program by a signal.
  static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

private func systemExit(_ code: Int32) -> Never {
  exit(code)
}
