import Evidence

/// Where an element of a batch begins.
struct ElementMark: Hashable, Sendable {
  /// The index in the output of the element's first byte.
  var position: Int
  /// Bytes from the start of the artifact to the element.
  var offset: Int
  /// The number of the element, from 1.
  var record: Int
  /// The physical line that the element begins on, from 1.
  var line: Int
}

/// Turns a batch of redirected logger output into lines, element by element, in any number of pieces.
///
/// A batch is a JSON array of strings, of argument arrays or of objects, or an object whose `logs`, `lines`,
/// `messages`, `records` or `events` holds one, perhaps inside a `data`, `payload` or `body`; or several of these. A string becomes its text; an argument array its items, joined
/// by a space; an object its JSON on one line. Each ends with a line feed. Memory is bounded by the piece: no
/// element is held back.
struct BatchDecoder: Sendable {
  /// Bytes of output of one element; what is over is left out.
  static let elementCap = 1 << 20

  // Set by the decoder alone.

  /// Elements of which only the beginning is in the output.
  var cutElements = 0
  /// Where the first of them begins.
  var firstCutOffset: Int?
  /// Bytes that no element could be made of: damage, and what stands behind the batch.
  var skippedBytes = 0
  /// Where the first of them stands.
  var firstSkippedOffset: Int?
  /// Whether the input ended inside the batch; known after `finish`.
  var isCutShort = false

  // The state of decoding, which the files beside this one work on.

  var mode = Mode.outside
  var nesting = 0
  var element = Element(0, offset: 0, line: 1)
  var records = 0
  var lines = LineCounter()
  /// Brackets inside what is copied or skipped.
  var structure = JSONStructure()
  var isInString = false
  var isEscaped = false
  var escape = StringEscape()
  var scratch: [UInt8] = []
  /// The key before the value that comes next, inside a wrapper.
  var key: [UInt8] = []
  /// Objects around the batch that are open: a wrapper, and one inside it.
  var wrapperDepth = 0
  var isInWrapper: Bool { wrapperDepth > 0 }
  /// Whether something that is no JSON stands before this byte on its line, outside of a batch.
  var isBehindRubbish = false
  /// How much of `","` has been seen since the damage, and how many bytes.
  var lostProgress = 0
  var lostLength = 0
  /// The opening byte of intact elements: of the last two that were alike, and of the last.
  var usualOpener: UInt8 = 0
  var lastOpener: UInt8 = 0
  /// Whether an element has just ended, intact if a comma or the end of the batch comes next.
  var isBehindElement = false

  /// Where the next byte stands.
  enum Mode {
    /// Before and behind the batch.
    case outside
    /// In a wrapper, before a key or behind a value.
    case members
    case memberKey
    case memberColon
    case memberValue
    case memberSkip
    /// In the batch, between elements.
    case elements
    /// Behind `[`, where the first byte tells an argument array from a batch in the batch.
    case opening
    /// In an argument array, between items.
    case arguments
    /// In a string that is an element or an argument.
    case text
    /// In an object, or in a container among arguments, which is copied as it is.
    case raw
    /// In a number or keyword that is an element or an argument.
    case scalar
    /// After damage, until the next element.
    case lost
  }

  /// A decoder at the start of an artifact.
  init() {}

  /// Appends the lines of the next piece to `output`, and the elements that begin in it to `marks`.
  ///
  /// - Parameters:
  ///   - input: UTF-8; the pieces follow each other without a gap.
  ///   - offset: Bytes from the start of the artifact to the piece.
  mutating func decode(
    _ input: Span<UInt8>, atOffset offset: Int, into output: inout [UInt8], marks: inout [ElementMark]
  ) {
    var index = 0
    while index < input.count {
      switch mode {
      case .text: index = copyText(input, from: index, offset: offset, to: &output)
      case .raw: index = copyRaw(input, from: index, offset: offset, to: &output)
      case .memberSkip: index = skipMember(input, from: index, offset: offset)
      default:
        let byte = input[index]
        lines.count(byte, at: offset + index)
        take(byte, at: offset + index, &output, &marks)
        index += 1
      }
    }
  }

  /// Ends the input: closes the element that is open.
  mutating func finish(into output: inout [UInt8]) {
    switch mode {
    case .outside: return
    case .scalar: endScalar(into: &output)
    case .text: endString(into: &output)
    default: break
    }
    isCutShort = true
    endElement(into: &output)
    mode = .outside
  }
}
