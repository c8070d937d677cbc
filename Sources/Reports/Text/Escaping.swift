/// Makes text from a log harmless for a terminal: what a terminal would obey, or a reader could not see, is
/// written out as `\u{1b}`; tabs become a space.
///
/// - Parameters:
///   - text: Anything, also from hostile input.
///   - usesUnicode: Whether printable characters beyond ASCII may stay.
func escaped(_ text: String, usesUnicode: Bool) -> String {
  if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
  var result = ""
  result.reserveCapacity(text.utf8.count)
  var marks = 0
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\t": result.append(" ")
    case "\n": result.append("\\n")
    case "\r": result.append("\\r")
    case " "..."~": result.unicodeScalars.append(scalar)
    default:
      marks = isCombining(scalar) ? marks + 1 : 0
      if !usesUnicode {
        result.append(asciiStandIns[scalar] ?? code(of: scalar))
      } else if isPrintable(scalar), marks <= maximumMarks {
        result.unicodeScalars.append(scalar)
      } else {
        result.append(code(of: scalar))
      }
    }
    if scalar.isASCII { marks = 0 }
  }
  return result
}

/// Combining marks that one character may carry; living scripts need three.
private let maximumMarks = 4

/// The punctuation that reports themselves use.
private let asciiStandIns: [Unicode.Scalar: String] = [
  "→": "->", "×": "x", "…": "...", "–": "-", "—": "-", "’": "'", "‘": "'", "“": "\"", "”": "\"", "·": "|",
  "≤": "<=", "≥": ">=",
]

private func code(of scalar: Unicode.Scalar) -> String {
  "\\u{" + String(scalar.value, radix: 16) + "}"
}

private func isCombining(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .spacingMark: true
  default: false
  }
}

/// Format characters are refused as a whole: bidirectional overrides, zero-width joiners and tags all hide or
/// reorder what the reader sees.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
  default: true
  }
}
