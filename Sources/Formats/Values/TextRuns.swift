/// The text in bytes of which nothing is known: runs of printable characters in UTF-8 and little-endian UTF-16.
enum TextRuns {
  /// Characters; shorter runs are taken for chance.
  static let shortest = 4

  /// Appends the runs in `payload` as UTF-8, in order, with a space between; in time that grows with its
  /// length.
  static func append(_ payload: Span<UInt8>, to text: inout [UInt8]) {
    forEachRun(in: payload) { run in
      if !text.isEmpty { text.append(UInt8(ascii: " ")) }
      text += run
    }
  }

  /// The runs in `payload`, in order.
  static func runs(in payload: Span<UInt8>) -> [String] {
    var runs: [String] = []
    forEachRun(in: payload) { runs.append(String(decoding: $0, as: UTF8.self)) }
    return runs
  }

  private static func forEachRun(in payload: Span<UInt8>, _ body: ([UInt8]) -> Void) {
    var run: [UInt8] = []
    // Up to where, for even and for odd places, no text of other letters than ASCII begins.
    var refused = (even: 0, odd: 0)
    var index = 0
    while index < payload.count {
      if let end = wideText(payload, at: index, &refused) {
        run.removeAll(keepingCapacity: true)
        appendWide(payload, index..<end, to: &run)
        body(run)
        index = end
      } else if let end = narrowText(payload, at: index) {
        body(payload.array(index..<end))
        index = end
      } else {
        index += 1
      }
    }
  }

  /// The end of the UTF-16 text that begins at `start`. What is not mostly ASCII has a NUL behind it: two
  /// bytes of anything are mostly a letter of some script.
  private static func wideText(_ payload: Span<UInt8>, at start: Int, _ refused: inout (even: Int, odd: Int))
    -> Int?
  {
    let isRefused = start < (start.isMultiple(of: 2) ? refused.even : refused.odd)
    var (units, ascii, leading, doubtful) = (0, 0, 0, 0)
    var index = start
    while payload.count - index >= 2 {
      let (low, high) = (payload[index], payload[index + 1])
      if high == 0, isPrintable(low) {
        ascii += 1
        if ascii == units + 1 { leading = ascii }
      } else if isRefused || !isLetter(UInt16(high) << 8 | UInt16(low)) {
        break
      } else if low == 0 || isPrintable(low) && isPrintable(high) {
        doubtful += 1
      }
      units += 1
      index += 2
    }
    let isEnded = payload.count - index >= 2 && payload[index] == 0 && payload[index + 1] == 0
    // Letters that are ASCII text at another place, or of single bytes, say nothing.
    let isCertain = doubtful * 2 <= units - ascii
    if units >= shortest, isCertain, isEnded || ascii * 2 >= units { return index }
    if !isRefused {
      if start.isMultiple(of: 2) { refused.even = index } else { refused.odd = index }
    }
    return leading >= shortest ? start + 2 * leading : nil
  }

  @inline(__always)
  private static func isPrintable(_ byte: UInt8) -> Bool { (0x20...0x7e).contains(byte) }

  /// Latin, Greek, Cyrillic, Hebrew, Arabic, Indic scripts and Thai, punctuation, Japanese, Chinese, Korean.
  private static func isLetter(_ unit: UInt16) -> Bool {
    switch unit {
    case 0xa0...0x24f, 0x370...0x6ff, 0x900...0xe7f, 0x1e00...0x206f, 0x3000...0x30ff, 0x4e00...0x9fff,
      0xac00...0xd7a3, 0xff01...0xff9f:
      true
    default: false
    }
  }

  /// The end of the UTF-8 text that begins at `start`.
  private static func narrowText(_ payload: Span<UInt8>, at start: Int) -> Int? {
    var index = start
    var characters = 0
    while index < payload.count {
      let length = characterLength(payload, at: index)
      guard length > 0 else { break }
      characters += 1
      index += length
    }
    // The last character may be the first one of UTF-16 text.
    if characters > shortest, startsWide(payload, at: index - 1) { return index - 1 }
    return characters >= shortest ? index : nil
  }

  private static func startsWide(_ payload: Span<UInt8>, at start: Int) -> Bool {
    guard payload.count - start >= 2 * shortest else { return false }
    for unit in 0..<shortest {
      guard isPrintable(payload[start + 2 * unit]), payload[start + 2 * unit + 1] == 0
      else { return false }
    }
    return true
  }

  /// Bytes of the printable UTF-8 character at `index`; 0 where there is none.
  @inline(__always)
  private static func characterLength(_ payload: Span<UInt8>, at index: Int) -> Int {
    let lead = payload[index]
    if lead < 0x80 { return isPrintable(lead) ? 1 : 0 }
    let length: Int
    switch lead {
    case 0xc2...0xdf: length = 2
    case 0xe0...0xef: length = 3
    case 0xf0...0xf4: length = 4
    default: return 0
    }
    guard payload.count - index >= length else { return 0 }
    for next in (index + 1)..<(index + length) {
      guard payload[next] & 0xc0 == 0x80 else { return 0 }
    }
    let second = payload[index + 1]
    switch lead {
    // The control characters, overlong forms, surrogates, and what is beyond Unicode.
    case 0xc2: return second >= 0xa0 ? length : 0
    case 0xe0: return second >= 0xa0 ? length : 0
    case 0xed: return second < 0xa0 ? length : 0
    case 0xf0: return second >= 0x90 ? length : 0
    case 0xf4: return second < 0x90 ? length : 0
    default: return length
    }
  }

  private static func appendWide(_ payload: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]) {
    for index in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
      let unit = UInt16(payload[index]) | UInt16(payload[index + 1]) << 8
      guard unit >= 0x80 else {
        text.append(UInt8(truncatingIfNeeded: unit))
        continue
      }
      // No surrogate is a letter of a run.
      guard let scalar = Unicode.Scalar(unit), let encoded = UTF8.encode(scalar) else { continue }
      text += encoded
    }
  }
}
