/// Breaks escaped text into lines of limited width.
struct LineFiller {
  /// Part of a line, of one ink.
  struct Piece: Equatable {
    var text: String
    var ink: Ink
  }

  private let width: Int
  private let hanging: Int
  private var lines: [[Piece]] = []
  private var line: [Piece] = []
  private var lineWidth = 0
  /// The text since the last space, not yet placed: a word may change its ink within.
  private var word: [Piece] = []
  private var wordWidth = 0
  private var wordIsUnbreakable = false
  /// Spaces before `word`, dropped where the line breaks there.
  private var spaces = 0
  /// Whether the line holds more than its indent.
  private var hasWords = false

  init(width: Int, indent: Int, hanging: Int) {
    self.width = width
    self.hanging = hanging
    startLine(indent: indent)
  }

  mutating func add(_ text: String, ink: Ink, isUnbreakable: Bool) {
    if isUnbreakable {
      extendWord(text, ink: ink)
      wordIsUnbreakable = true
      return
    }
    for part in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      if part.offset > 0 {
        placeWord()
        spaces += 1
      }
      if !part.element.isEmpty { extendWord(String(part.element), ink: ink) }
    }
  }

  mutating func addTrailer(_ text: String, ink: Ink) {
    placeWord()
    let trailerWidth = displayWidth(text)
    if hasWords, lineWidth + 2 + trailerWidth > width { breakLine() }
    appendSpaces(max(width - trailerWidth - lineWidth, hasWords ? 2 : 0))
    line.append(Piece(text: text, ink: ink))
  }

  /// The lines, without spaces at their ends.
  mutating func finish() -> [[Piece]] {
    placeWord()
    lines.append(line)
    return lines
  }

  private mutating func extendWord(_ text: String, ink: Ink) {
    word.append(Piece(text: text, ink: ink))
    wordWidth += displayWidth(text)
  }

  private mutating func placeWord() {
    guard !word.isEmpty else { return }
    if hasWords, lineWidth + spaces + wordWidth > width {
      // A word that no line could hold fills up the one it begins on.
      let fitsNextLine = hanging + wordWidth <= width
      let hasRoom = width - lineWidth - spaces >= 8
      if fitsNextLine || wordIsUnbreakable || !hasRoom { breakLine() }
    }
    appendSpaces(spaces)
    spaces = 0
    for piece in word {
      if wordIsUnbreakable || lineWidth + displayWidth(piece.text) <= width {
        append(piece)
      } else {
        appendBroken(piece)
      }
    }
    word = []
    wordWidth = 0
    wordIsUnbreakable = false
  }

  private mutating func appendBroken(_ piece: Piece) {
    var part = ""
    var partWidth = 0
    for character in piece.text {
      let characterWidth = displayWidth(character)
      if lineWidth + partWidth + characterWidth > width {
        append(Piece(text: part, ink: piece.ink))
        breakLine()
        part = ""
        partWidth = 0
      }
      part.append(character)
      partWidth += characterWidth
    }
    append(Piece(text: part, ink: piece.ink))
  }

  private mutating func append(_ piece: Piece) {
    guard !piece.text.isEmpty else { return }
    line.append(piece)
    lineWidth += displayWidth(piece.text)
    hasWords = true
  }

  private mutating func appendSpaces(_ count: Int) {
    guard count > 0 else { return }
    line.append(Piece(text: String(repeating: " ", count: count), ink: .plain))
    lineWidth += count
  }

  private mutating func breakLine() {
    lines.append(line)
    spaces = 0
    startLine(indent: hanging)
  }

  private mutating func startLine(indent: Int) {
    line = []
    lineWidth = 0
    hasWords = false
    appendSpaces(indent)
  }
}
