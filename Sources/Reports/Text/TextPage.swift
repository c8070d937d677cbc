/// A text report under construction: escapes, wraps and colours all that it is given.
///
/// Every character of every report passes through `paragraph`, so nothing reaches a terminal unescaped.
struct TextPage {
  let style: ReportStyle
  private(set) var text = ""

  init(style: ReportStyle) {
    self.style = style
  }

  /// An empty line; none at the beginning, and never two.
  mutating func blankLine() {
    if !text.isEmpty, !text.hasSuffix("\n\n") { text.append("\n") }
  }

  /// A line of one ink, wrapped where it is too long.
  mutating func line(_ text: String, _ ink: Ink = .plain, indent: Int = 0) {
    paragraph([Span(text, ink)], indent: indent, hanging: indent + 2)
  }

  /// A label in a column of its own, and what belongs to it.
  mutating func field(_ label: String, _ spans: [Span], indent: Int = 0, column: Int) {
    let padding = String(repeating: " ", count: max(1, column - displayWidth(label)))
    paragraph(
      [Span(label, .strong, unbreakable: true), Span(padding)] + spans, indent: indent,
      hanging: indent + column)
  }

  /// Text wrapped at words.
  ///
  /// - Parameters:
  ///   - spans: Follow each other without anything between; a line breaks only at spaces, and within words that
  ///     are longer than a line.
  ///   - indent: Columns before the first line.
  ///   - hanging: Columns before all other lines.
  ///   - trailer: Stands at the right edge of the last line, or of one more where it finds no room.
  mutating func paragraph(_ spans: [Span], indent: Int = 0, hanging: Int = 0, trailer: Span? = nil) {
    var filler = LineFiller(width: style.width, indent: indent, hanging: min(hanging, style.width / 2))
    for span in spans {
      let safe = escaped(span.text, usesUnicode: style.usesUnicode)
      filler.add(safe, ink: span.ink, isUnbreakable: span.isUnbreakable)
    }
    if let trailer {
      filler.addTrailer(escaped(trailer.text, usesUnicode: style.usesUnicode), ink: trailer.ink)
    }
    for line in filler.finish() {
      write(line)
    }
  }

  /// Text that is laid out already by this module, with nothing in it to escape or to wrap.
  private mutating func write(_ line: [LineFiller.Piece]) {
    for piece in line {
      if style.usesColor, let ansi = piece.ink.ansi, !piece.text.allSatisfy({ $0 == " " }) {
        text.append("\u{1b}[\(ansi)m\(piece.text)\u{1b}[0m")
      } else {
        text.append(piece.text)
      }
    }
    text.append("\n")
  }
}
