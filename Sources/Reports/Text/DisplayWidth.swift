/// The number of terminal columns that escaped text takes: one a character, two for wide East Asian
/// characters and emoji (Unicode Standard Annex 11), none for combining marks.
func displayWidth(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth($1) }
}

/// The number of terminal columns of one grapheme.
func displayWidth(_ character: Character) -> Int {
  guard let base = character.unicodeScalars.first else { return 0 }
  if base.isASCII { return 1 }
  switch base.properties.generalCategory {
  case .nonspacingMark, .enclosingMark: return 0
  default: return isWide(base) ? 2 : 1
  }
}

/// Text that takes no more columns than `width`, its end replaced where it would.
func clipped(_ text: String, to width: Int, ellipsis: String) -> String {
  guard displayWidth(text) > width else { return text }
  var room = width - displayWidth(ellipsis)
  let head = text.prefix { character in
    room -= displayWidth(character)
    return room >= 0
  }
  return head + ellipsis
}

private func isWide(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.properties.isEmojiPresentation { return true }
  return wideRanges.contains { $0.contains(scalar.value) }
}

/// The blocks whose East Asian Width is W or F, as far as logs can be expected to hold them.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115f,  // Hangul initial consonants
  0x2e80...0x303e,  // CJK radicals, punctuation
  0x3041...0x33ff,  // Kana, Bopomofo, Hangul letters, CJK compatibility
  0x3400...0x4dbf,  // CJK extension A
  0x4e00...0x9fff,  // CJK unified ideographs
  0xa000...0xa4cf,  // Yi
  0xa960...0xa97f,  // Hangul initial consonants, extended
  0xac00...0xd7a3,  // Hangul syllables
  0xf900...0xfaff,  // CJK compatibility ideographs
  0xfe30...0xfe6f,  // CJK compatibility forms
  0xff00...0xff60,  // full-width forms
  0xffe0...0xffe6,  // full-width signs
  0x1f300...0x1f64f,  // pictographs, emoticons
  0x1f900...0x1f9ff,  // supplemental pictographs
  0x20000...0x3fffd,  // CJK extensions B and later
]
