import Intake

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What signals do to a run.
enum Signals {
  /// What Ctrl-C asks for the end of.
  static let interruption = Interruption()

  /// At the first Ctrl-C reading ends and the report of what was read is written; the second one ends the program.
  static func endReadingOnInterrupt() {
    // Made before a handler may ask for it.
    _ = interruption.wasRequested
    _ = signal(SIGINT) { _ in
      Signals.interruption.request()
      _ = signal(SIGINT, SIG_DFL)
    }
  }

  /// A crash must not print what is in memory: the standard library's backtraces show the values of variables, and so
  /// the text of logs. Its handlers are taken off.
  static func printNoMemory() {
    for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
      _ = signal(number, SIG_DFL)
    }
  }
}
