/// Makes text from a log harmless for a terminal: what a terminal would obey, or a reader could not see, is
/// written out as `\u{1b}`; tabs become a space.
///
/// - Parameters:
///   - text: Anything, also from hostile input.
///   - usesUnicode: Whether the arrows and dots that reports themselves use may stay. Letters of any script always do, for
///     names and the words of a log must stay readable.
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
      if !usesUnicode, let standIn = ornaments[scalar] {
        result.append(standIn)
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

/// What reports themselves write beyond ASCII, and how it is spelt without.
private let ornaments: [Unicode.Scalar: String] = ["→": "->", "×": "x", "…": "..."]

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
