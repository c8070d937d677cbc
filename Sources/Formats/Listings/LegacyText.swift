#if canImport(Glibc)
  import Glibc
#endif

/// The code pages that consoles write where they write no Unicode.
enum LegacyText {
  case windows1252
  /// CP850, which has letters, bars and the no-break space where CP437 has them, too.
  case oem
  /// CP932, Shift JIS as Windows has it.
  case japanese

  /// Decides from bytes of which some are no UTF-8.
  init(of bytes: some Sequence<UInt8>) {
    var evidence = LegacyEvidence()
    for byte in bytes { evidence.take(byte) }
    self = evidence.verdict
  }

  /// The line in UTF-8.
  func utf8(_ line: [UInt8]) -> [UInt8] {
    switch self {
    case .windows1252: return Array(decodedText(line).utf8)
    case .oem:
      var text = String.UnicodeScalarView()
      for byte in line {
        text.append(byte < 0x80 ? Unicode.Scalar(byte) : LegacyText.upperHalf[Int(byte) - 0x80])
      }
      return Array(String(text).utf8)
    case .japanese: return LegacyText.convertedJapanese(line) ?? Array(decodedText(line).utf8)
    }
  }

  /// 0x80 to 0xFF of CP850, by Microsoft's table cp850.txt at unicode.org.
  private static let upperHalf: [Unicode.Scalar] = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
      + "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}").unicodeScalars)

  /// Nil where the system has no such converter, or the bytes are damaged.
  private static func convertedJapanese(_ line: [UInt8]) -> [UInt8]? {
    #if canImport(Glibc)
      let converter = unsafe iconv_open("UTF-8", "CP932")
      guard unsafe converter != iconv_t(bitPattern: -1) else { return nil }
      defer { _ = unsafe iconv_close(converter) }
      var input = line.map { CChar(bitPattern: $0) }
      var output = [CChar](repeating: 0, count: 3 * line.count + 4)
      let capacity = output.count
      var left = input.count
      var free = capacity
      let result = unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe output.withUnsafeMutableBufferPointer { output in
          var from = input.baseAddress
          var to = output.baseAddress
          return unsafe iconv(converter, &from, &left, &to, &free)
        }
      }
      guard result != -1, left == 0 else { return nil }
      return output.prefix(capacity - free).map { UInt8(bitPattern: $0) }
    #else
      return nil
    #endif
  }
}

/// Counts what tells code pages apart.
private struct LegacyEvidence {
  private var lead: UInt8?
  private var lastPairEnd = -2
  private var position = 0
  private var pairs = 0
  private var adjacentPairs = 0
  private var isJapanesePossible = true
  private var oem = 0
  private var ansi = 0
  private var previous: UInt8 = 0

  mutating func take(_ byte: UInt8) {
    defer {
      previous = byte
      position += 1
    }
    takeJapanese(byte)
    switch byte {
    case 0xff: if isDigit(previous) { oem += 4 }
    case 0xb3, 0xc4, 0xc0, 0xc3:
      // Bars, in rows and at the beginning of lines.
      if previous == 0xc4 || previous == 0x0a || previous == 0 { oem += 2 } else { ansi += 1 }
    case 0x80...0xa5: oem += isLetter(previous) || previous == .space ? 1 : 0
    case 0xc1..<0xff: ansi += 1
    default: break
    }
  }

  /// Characters of two bytes, of which Japanese words have several in a row.
  private mutating func takeJapanese(_ byte: UInt8) {
    if lead != nil {
      lead = nil
      guard (0x40...0xfc).contains(byte), byte != 0x7f else {
        isJapanesePossible = false
        return
      }
      pairs += 1
      if position - lastPairEnd == 2 { adjacentPairs += 1 }
      lastPairEnd = position
    } else if (0x81...0x9f).contains(byte) || (0xe0...0xfc).contains(byte) {
      lead = byte
    } else if byte == 0x80 || byte == 0xa0 || byte > 0xfc {
      isJapanesePossible = false
    }
  }

  var verdict: LegacyText {
    if isJapanesePossible, pairs > 1, 2 * adjacentPairs >= pairs { return .japanese }
    return oem > ansi ? .oem : .windows1252
  }
}
