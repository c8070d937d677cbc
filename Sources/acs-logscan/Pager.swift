#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program that shows long output on a terminal, as git has it: `$PAGER`, else `less` where it is installed, which ends by itself
/// where everything fits the screen.
@safe struct Pager {
  private let stream: UnsafeMutablePointer<FILE>

  /// - Returns: nil where none is wanted (`PAGER=cat`, `PAGER=`) or there.
  init?() {
    let wanted = Terminal.environment("PAGER") ?? (Pager.isInstalled("less") ? "less" : "")
    guard !wanted.isEmpty, wanted != "cat" else { return nil }
    // Ends on one screen, shows colours, leaves the screen as it is: git's choice for those who made none.
    _ = unsafe setenv("LESS", "FRX", 0)
    guard let stream = unsafe popen(wanted, "w") else { return nil }
    unsafe self.stream = stream
  }

  /// - Returns: Whether it was written, or the reader has seen enough.
  func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { unsafe fwrite($0.baseAddress, 1, $0.count, stream) == $0.count || errno == EPIPE }
  }

  /// Waits until the reader has read.
  func close() {
    _ = unsafe pclose(stream)
  }

  private static func isInstalled(_ name: String) -> Bool {
    (Terminal.environment("PATH") ?? "").split(separator: ":").contains { folder in
      unsafe access("\(folder)/\(name)", X_OK) == 0
    }
  }
}
