import Evidence

/// Whose a state or a code is. `Connected` and an end reason are shared by calls, participants and agents.
enum Subject: Sendable, Equatable {
  case call
  case agent
  case participant
  /// A socket, a recording or another thing whose states share words with a call's.
  case other

  /// The nearest of the words before `index` on its line that name a subject, outward through the brackets that
  /// are open there; nil where none does.
  static func nearest(before index: Int, in tokens: [Token]) -> Subject? {
    var walk = Walk(tokens: tokens, index: index)
    return walk.run()
  }

  /// Whether the word names what has states like a call's and is none.
  static func namesAnother(_ word: Word) -> Bool {
    word.hasSuffix("participant") || word.hasSuffix("agent") || word == "connection" || isForeign(word)
  }

  fileprivate static func isForeign(_ word: Word) -> Bool {
    foreignPrefixes.contains { word.hasPrefix($0) } || foreignParts.contains { word.contains($0) }
  }

  private static let foreignPrefixes: [StaticString] = [
    "ice", "peer", "push", "video", "session", "server", "stream", "device",
  ]
  private static let foreignParts: [StaticString] = [
    "transfer", "recording", "transcription", "caption", "socket", "signalr", "transport", "network",
    "gathering", "bluetooth", "trouter", "datachannel", "database", "redis",
  ]
}

/// Goes back from a value over the words before it, past objects that are closed.
private struct Walk {
  private let tokens: [Token]
  private let index: Int
  private var words = 0
  private var sawConnection = false
  private var sawCallID = false
  private var sawParticipantID = false
  /// Whether the last mark passed opens a bracket that is open at the value.
  private var isAtOpening = false

  init(tokens: [Token], index: Int) {
    self.tokens = tokens
    self.index = index
  }

  mutating func run() -> Subject? {
    let isInBrackets = tokens[index].group != 0
    let limit = isInBrackets ? 60 : 10
    // Open objects that end before the value, and brackets around what is read nevertheless: `[Call] state: …`.
    var depth = 0
    var shut = 0
    var position = index - 1
    while position >= 0, words < limit {
      switch tokens[position].kind {
      case .lineBreak where !isInBrackets: return conclusion
      case .mark(UInt8(ascii: "}")): depth += 1
      case .mark(UInt8(ascii: "{")) where depth > 0: depth -= 1
      case .mark(let byte) where depth == 0:
        if isOne(byte, of: ")]") {
          shut += 1
          isAtOpening = false
        } else if isOne(byte, of: "[("), shut > 0 {
          shut -= 1
        } else if isOne(byte, of: "{[(") {
          isAtOpening = true
        } else if !isOne(byte, of: ":=\"'\\") {
          isAtOpening = false
        }
      case .word(let word) where depth == 0:
        words += 1
        if let subject = subject(of: word, at: position) { return subject }
        isAtOpening = false
      default: break
      }
      position -= 1
    }
    return conclusion
  }

  private var conclusion: Subject? {
    if sawCallID { return .call }
    if sawParticipantID { return .participant }
    if sawConnection { return .other }
    return tokens.enclosing(at: index).map(Subject.isForeign) ?? false ? .other : nil
  }

  private mutating func subject(of word: Word, at position: Int) -> Subject? {
    if word.count < 3 { return nil }
    if word.contains("participant") { return participant(word, at: position) }
    if word.hasSuffix("agent") || word.contains("callagent") { return sawCallID ? .call : .agent }
    if word == "connection" || word.contains("connectionstate") { sawConnection = true }
    if Subject.isForeign(word) { return sawCallID ? .call : .other }
    // Who speaks, and what is being explained, say nothing of whose it is.
    guard word.contains("call"), !sawConnection, word != "caller", word != "callee",
      !word.contains("endreason")
    else { return nil }
    if word.hasSuffix("callid") {
      sawCallID = true
      return nil
    }
    if sawCallID { return .call }
    let isOther = CallIDs.isForeignCall(word, before: position > 0 ? tokens[position - 1].word : nil)
    return isOther ? .other : .call
  }

  private mutating func participant(_ word: Word, at position: Int) -> Subject? {
    if word.hasSuffix("participantid") || word.hasSuffix("participantcount") {
      sawParticipantID = sawParticipantID || word.hasSuffix("id")
      return nil
    }
    // `participantStateChanged callId=…`: the event's name says whose it is, the ID only where.
    if sawCallID { return word.contains("statechange") || word.contains("removed") ? .participant : .call }
    // `participants: 2, state: …` is a neighbour, `participants: [{ state: …` the owner.
    if word.hasSuffix("participants"), !isAtOpening, position + 1 < tokens.count,
      tokens[position + 1].isAssignment
        || position + 2 < tokens.count && tokens[position + 1].kind == .mark(UInt8(ascii: "\""))
          && tokens[position + 2].isAssignment
    {
      return nil
    }
    return .participant
  }
}

extension Token {
  /// `:` or `=`.
  fileprivate var isAssignment: Bool {
    kind == .mark(UInt8(ascii: ":")) || kind == .mark(UInt8(ascii: "="))
  }
}
