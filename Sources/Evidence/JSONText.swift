/// The written form of JSON's scalars (RFC 8259), in UTF-8.
package enum JSONText {
  /// Appends a string in its quotes. Control characters are escaped, those of C1 and DEL too, so that a report shown by
  /// `cat` is harmless.
  package static func append(_ string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    var string = string
    let isPlain = string.withUTF8 { text in
      unsafe bytes.append(contentsOf: text)
      return unsafe text.allSatisfy(standsForItself)
    }
    if !isPlain {
      bytes.removeSubrange(start...)
      for scalar in string.unicodeScalars { append(escaped: scalar, to: &bytes) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a finite number, as the shortest text that reads back as the same one.
  package static func append(_ number: Double, to bytes: inout [UInt8]) {
    let shortest = number == 0 ? "0" : number.description
    // No JSON reader needs ".0".
    bytes.append(contentsOf: shortest.hasSuffix(".0") ? shortest.dropLast(2).utf8 : shortest[...].utf8)
  }

  private static func append(escaped scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII, standsForItself(UInt8(truncatingIfNeeded: scalar.value)) {
      return bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    }
    switch scalar {
    case "\"": bytes.append(contentsOf: "\\\"".utf8)
    case "\\": bytes.append(contentsOf: "\\\\".utf8)
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    default:
      guard isEscaped(scalar) else { return bytes.append(contentsOf: Character(scalar).utf8) }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      }
    }
  }

  private static func standsForItself(_ byte: UInt8) -> Bool {
    (0x20..<0x7f).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7f }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
