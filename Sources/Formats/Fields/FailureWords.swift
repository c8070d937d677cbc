import Evidence

/// What a record says of failing. The level of a log line and an `error: null` say nothing of the kind.
struct FailureWords: Sendable {
  /// Whether anything failed.
  private(set) var isAny = false
  /// Whether it was something that was asked for, `mute failed` or an exception, rather than the call itself.
  private(set) var ofOperation = false

  init(in record: borrowing Record) {
    let tokens = record.tokens
    for index in tokens.indices where tokens[index].range.count >= 4 {
      guard let word = tokens[index].word, FailureWords.mayFail(word) else { continue }
      if FailureWords.isLevel(index, in: record) || FailureWords.isEmpty(index, in: tokens) { continue }
      // `reason=NetworkError` tells why a call ended.
      if tokens.label(at: index).nearest?.hasSuffix("reason") ?? false { continue }
      isAny = true
      if FailureWords.isOfOperation(word, index, in: tokens) { ofOperation = true }
    }
  }

  private static func mayFail(_ word: Word) -> Bool {
    guard word.count >= 4 else { return false }
    return word == "failed" || word == "fail" || word.contains("error") || word.contains("exception")
      || word.contains("failure")
  }

  /// `CallingCommunicationError`, `IllegalStateException`
  static func isException(_ word: Word) -> Bool {
    word.count > 9
      && (word.hasSuffix("error") || word.hasSuffix("exception") || word.hasSuffix("failure"))
  }

  /// `"level":"error"`, and the word in capitals that begins a line.
  private static func isLevel(_ index: Int, in record: Record) -> Bool {
    let tokens = record.tokens
    guard tokens[index].word == "error" else { return false }
    if index <= 1, record.message[tokens[index].range].elementsEqual("ERROR".utf8) { return true }
    return tokens.label(at: index).nearest.map(levelLabels.contains) ?? false
  }

  private static let levelLabels: WordSet = [
    "level", "severity", "severitylevel", "severitytext", "levelname", "lvl", "loglevel", "l", "logseverity",
  ]

  /// `error: null`, `"error":{}`
  private static func isEmpty(_ index: Int, in tokens: [Token]) -> Bool {
    for token in tokens[(index + 1)...].prefix(6) {
      switch token.kind {
      case .mark(let byte) where isOne(byte, of: ":=\"'\\{"): continue
      case .mark(UInt8(ascii: "}")): return true
      case .word(let word): return nothing.contains(word)
      default: return false
      }
    }
    return false
  }

  private static let nothing: WordSet = ["null", "undefined", "nil", "none", "false"]

  private static func isOfOperation(_ word: Word, _ index: Int, in tokens: [Token]) -> Bool {
    let next = index + 1 < tokens.count ? tokens[index + 1].word : nil
    let previous = index > 0 ? tokens[index - 1].word : nil
    switch word {
    case "failed", "fail", "failure":
      if next == "to" { return true }
      guard let previous, !neutral.contains(previous) else { return false }
      guard previous == "call" else { return true }
      let before = index > 1 ? tokens[index - 2].word : nil
      return before.map { !neutral.contains($0) } ?? false
    case "error":
      guard next == "code" || next == "subcode" || next == "sub" else { return true }
      return previous.map { $0 != "call" && !neutral.contains($0) } ?? false
    default: return !word.hasSuffix("code")
    }
  }

  /// Words that may stand before `failed` without being what failed.
  private static let neutral: WordSet = [
    "disconnected", "disconnecting", "ended", "state", "the", "a", "this", "has", "is", "outgoing",
    "incoming", "and",
    "acs", "with", "on", "an", "to", "video", "audio", "teams", "group", "connecting", "connected", "ringing",
  ]
}
