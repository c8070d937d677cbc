/// The names by which manifests call tasks, opcodes, levels and keywords.
enum WindowsNames {
  /// What an event is called: `HTTPRequestTraceTask/RecvReq`.
  static func event(task: String?, opcode: String?) -> String? {
    guard let task else { return opcode }
    return opcode.map { task + "/" + $0 } ?? task
  }

  /// The name of a task or an opcode, without Windows' prefix; nil for those that say nothing.
  static func known(_ name: String?) -> String? {
    guard let name, !name.isEmpty else { return nil }
    let known = withoutPrefix(name)
    return known == "None" || known == "Info" ? nil : known
  }

  /// The name without the prefix of those that Windows gives: `win:Error`.
  static func withoutPrefix(_ name: String) -> String {
    name.hasPrefix("win:") ? String(name.dropFirst(4)) : name
  }
}
