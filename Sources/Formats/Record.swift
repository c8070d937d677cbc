public import Evidence

/// What a framing cuts out of an artifact, and what every vocabulary reads: a message without its wrappers,
/// and what the wrappers said.
public struct Record: Sendable {
  /// The message in UTF-8; several lines joined by `\n` where values span lines.
  public let message: [UInt8]
  /// The lines of the record as they stand in the log, its wrappers included; nil where the record is no line.
  public internal(set) var written: [UInt8]?
  /// What is found out about the message once, for all vocabularies.
  let index: MessageIndex
  /// Every clock on the record, the most trustworthy first: SDK, field, host, console.
  public var clocks: [WrittenTime]
  /// `verbose`, `info`, `warning` or `error`.
  public var level: String?
  /// What stands between `azure:` and the level: `ACS-calling`, `communication-react:calling-context`.
  public var namespace: String?
  /// The path of components of an SDK line: `CallClient1:CallStack:Trouter`, `JS.TsCalling.SignalingAgent`.
  public var component: String?
  /// The tag of a logcat line, the category of an Apple line.
  public var tag: String?
  /// The N of `CallClientN`, or the process ID of a logcat line.
  public var instance: Int?
  /// The application's package, where a logcat line names it.
  public var package: String?
  public var source: Source
  /// Physical lines of the record.
  public var lineCount: Int
  /// Whether the record was longer than the cap, and only its beginning stands here.
  public var isCut: Bool

  /// A record of nothing but a message.
  public init(message: [UInt8], source: Source, lineCount: Int = 1, isCut: Bool = false) {
    self.message = message
    index = MessageIndex(message)
    self.source = source
    self.lineCount = lineCount
    self.isCut = isCut
    clocks = []
  }

  /// A message and what its wrappers said.
  init(message: [UInt8], header: LineHeader, source: Source, lineCount: Int, isCut: Bool) {
    self.init(message: message, source: source, lineCount: lineCount, isCut: isCut)
    clocks = header.clocks
    level = header.level
    namespace = header.namespace
    component = header.component
    tag = header.tag
    instance = header.instance
    package = header.package
  }

  /// The most trustworthy time.
  public var time: WrittenTime? { clocks.first }

  /// The message split once for every vocabulary that reads labelled values.
  var tokens: [Token] { index.tokens }

  /// The words among the tokens.
  var words: WordSequence { index.words }

  /// Whether `text` stands in the message.
  @inline(__always)
  func contains(_ text: StaticString) -> Bool {
    position(of: text) != nil
  }

  /// Where `text` first stands in the message.
  @inline(__always)
  func position(of text: StaticString) -> Int? {
    index.pairs.mayContain(text) ? firstIndex(of: text, in: ByteCursor(message)) : nil
  }

  /// False only where `text` does not stand in the message.
  @inline(__always)
  func mayContain(_ text: StaticString) -> Bool {
    index.pairs.mayContain(text)
  }

  /// False only where the bytes do not stand in the message.
  func mayContain(_ bytes: [UInt8]) -> Bool {
    index.pairs.mayContain(bytes)
  }

  /// The message as text; bytes that are not UTF-8 are read as Windows-1252.
  public var text: String { decodedText(message) }
}

/// A message split into tokens. Records are copied often, this is not.
final class MessageIndex: Sendable {
  let message: [UInt8]
  let tokens: [Token]
  /// The words among the tokens.
  let words: WordSequence
  fileprivate let pairs: BytePairs

  fileprivate init(_ message: [UInt8]) {
    self.message = message
    tokens = Tokenizer.tokens(of: message)
    words = WordSequence(tokens)
    pairs = BytePairs(message)
  }
}
