/// The text of bytes that should be UTF-8; bytes that are not make the whole run Windows-1252, the encoding
/// in which logs that are not UTF-8 mostly come.
func decodedText(_ bytes: some Collection<UInt8>) -> String {
  if let text = bytes.withContiguousStorageIfAvailable({ unsafe utf8Text($0.span) }) ?? nil { return text }
  var scalars = String.UnicodeScalarView()
  for byte in bytes {
    if (0x80..<0xa0).contains(byte) {
      scalars.append(windows1252[Int(byte) - 0x80])
    } else {
      scalars.append(Unicode.Scalar(byte))
    }
  }
  return String(scalars)
}

/// The text of bytes that are UTF-8.
func utf8Text(_ bytes: Span<UInt8>) -> String? {
  guard let text = try? UTF8Span(validating: bytes) else { return nil }
  return String(copying: text)
}

/// 0x80 to 0x9F of Windows-1252; the five unassigned bytes are U+FFFD.
private let windows1252: [Unicode.Scalar] = [
  "\u{20ac}", "\u{fffd}", "\u{201a}", "\u{0192}", "\u{201e}", "\u{2026}", "\u{2020}", "\u{2021}",
  "\u{02c6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{fffd}", "\u{017d}", "\u{fffd}",
  "\u{fffd}", "\u{2018}", "\u{2019}", "\u{201c}", "\u{201d}", "\u{2022}", "\u{2013}", "\u{2014}",
  "\u{02dc}", "\u{2122}", "\u{0161}", "\u{203a}", "\u{0153}", "\u{fffd}", "\u{017e}", "\u{0178}",
]
