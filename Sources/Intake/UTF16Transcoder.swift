/// Turns UTF-16, cut anywhere into pieces, into UTF-8, as far as it goes on in one byte order. A surrogate without its
/// partner becomes U+FFFD.
package struct UTF16Transcoder {
  package let isBigEndian: Bool

  /// How far a piece was transcoded.
  package struct Outcome {
    /// Bytes that are done; the others come again, in front of the next piece.
    package var consumed: Int
    /// How the content goes on behind them, where not in this way.
    package var next: TextEncoding?
  }

  /// Units that mean nothing here and are text in another encoding: so many side by side decide. As UTF-16, 32 bytes
  /// of ASCII are characters that no text has together.
  static let decisiveUnits = 16
  /// At the end of the content, fewer have to do.
  static let decisiveUnitsAtTheEnd = 4
  /// How far back text of single bytes may have begun before its first run of ASCII.
  private static let longestLookBack = 1_024
  /// The byte order mark, read in the wrong order; no character.
  private static let swappedMark: UInt16 = 0xfffe

  private enum Look {
    case character
    /// Two characters of ASCII.
    case bytes
    /// A character of ASCII in the other byte order.
    case swapped

    init(_ unit: UInt16) {
      let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
      guard isPlainText(high), low == 0 || isPlainText(low) else {
        self = .character
        return
      }
      self = low == 0 ? .swapped : .bytes
    }
  }

  /// Units side by side that look like something else.
  private struct Run {
    var look = Look.character
    var start = 0
    var end = 0
    /// Where what was made of it begins.
    var text = 0

    var units: Int { (end - start) / 2 }
  }

  /// Appends what `content` says, but for what only the bytes behind it decide; none follow the `isLast`.
  package func transcode(_ content: [UInt8], isLast: Bool, appendingTo text: inout [UInt8]) -> Outcome {
    text.reserveCapacity(text.count + content.count)
    let (low, high) = isBigEndian ? (1, 0) : (0, 1)
    let begin = text.count
    var index = 0
    var run = Run()
    while index + 1 < content.count {
      let unit = UInt16(content[index + high]) << 8 | UInt16(content[index + low])
      if unit < 0x80 {
        text.append(UInt8(truncatingIfNeeded: unit))
        index += 2
        continue
      }
      if unit == UTF16Transcoder.swappedMark { return Outcome(consumed: index, next: opposite) }
      if UTF16.isLeadSurrogate(unit) {
        guard isLast || index + 3 < content.count else { break }
        let trail = index + 3 < content.count ? self.unit(content, at: index + 2) : 0
        index += append(lead: unit, trail: trail, to: &text)
        continue
      }
      let look = Look(unit)
      if look != .character, run.end != index || run.look != look {
        run = Run(look: look, start: index, end: index, text: text.count)
      }
      append(Unicode.Scalar(unit) ?? replacement, to: &text)
      index += 2
      guard look != .character else { continue }
      run.end = index
      if run.units == UTF16Transcoder.decisiveUnits {
        return takeBack(run, of: content, from: &text, begin: begin)
      }
    }
    guard run.end == index, run.units > 0 else { return Outcome(consumed: index) }
    guard isLast else {
      let consumed = takeBack(run, of: content, from: &text, begin: begin).consumed
      return Outcome(consumed: consumed)
    }
    return run.units < UTF16Transcoder.decisiveUnitsAtTheEnd
      ? Outcome(consumed: index) : takeBack(run, of: content, from: &text, begin: begin)
  }

  /// Removes what was made of a run, and of what stands directly before it and belongs to it: characters of UTF-8 beyond
  /// ASCII, or its mark.
  private func takeBack(
    _ run: Run, of content: [UInt8], from text: inout [UInt8], begin: Int
  ) -> Outcome {
    text.removeLast(text.count - run.text)
    guard run.look == .bytes else { return Outcome(consumed: run.start, next: opposite) }
    var first = run.start
    while first >= 2, run.start - first < UTF16Transcoder.longestLookBack, content[first - 1] != 0,
      content[first - 2] != 0
    {
      first -= 2
    }
    var units = (run.start - first) / 2
    var end = text.count
    while units > 0, end > begin {
      end -= 1
      // Each lead byte is a unit; those of four-byte characters are two.
      if text[end] & 0xc0 != 0x80 { units -= text[end] >= 0xf0 ? 2 : 1 }
    }
    guard units == 0, String(validating: content[first..<run.start], as: UTF8.self) != nil else {
      return Outcome(consumed: run.start, next: .utf8)
    }
    text.removeLast(text.count - end)
    return Outcome(consumed: first, next: .utf8)
  }

  private var opposite: TextEncoding { isBigEndian ? .utf16LittleEndian : .utf16BigEndian }

  private func unit(_ content: [UInt8], at index: Int) -> UInt16 {
    let (first, second) = (UInt16(content[index]), UInt16(content[index + 1]))
    return isBigEndian ? first << 8 | second : second << 8 | first
  }

  /// Gives the bytes of content that were used.
  private func append(lead: UInt16, trail: UInt16, to text: inout [UInt8]) -> Int {
    guard UTF16.isTrailSurrogate(trail) else {
      append(replacement, to: &text)
      return 2
    }
    let value = 0x10000 + (UInt32(lead & 0x3ff) << 10 | UInt32(trail & 0x3ff))
    append(Unicode.Scalar(value) ?? replacement, to: &text)
    return 4
  }

  private func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}

private let replacement: Unicode.Scalar = "\u{fffd}"

/// Whether a byte is a character of ASCII that lines of text have.
func isPlainText(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x09, 0x0a, 0x0d, 0x20..<0x7f: true
  default: false
  }
}
