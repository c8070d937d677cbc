/// How the content of an artifact, or a part of it, is written.
public enum TextEncoding: Hashable, Sendable {
  /// UTF-8, or a code page that extends ASCII: which of the two is decided for each record.
  case utf8
  /// UTF-8 behind the mark EF BB BF.
  case utf8WithByteOrderMark
  case utf16LittleEndian
  case utf16BigEndian
  /// No text.
  case binary

  /// Bytes that the decision is made from; more than these change nothing.
  public static let sampleLength = 64 << 10

  /// Decides from the first bytes of the content, in this order: a byte order mark; zeros in every other byte,
  /// as ASCII has them in UTF-16; many control characters, which is no text.
  public init(of content: some Collection<UInt8>) {
    var sample = Array(content.prefix(TextEncoding.sampleLength))
    if sample.starts(with: [0xef, 0xbb, 0xbf]) {
      self = .utf8WithByteOrderMark
    } else if sample.starts(with: [0xff, 0xfe]) {
      // UTF-32 begins like that too, with a zero character behind it; nobody writes logs in it.
      self = sample.dropFirst(2).starts(with: [0, 0]) ? .binary : .utf16LittleEndian
    } else if sample.starts(with: [0xfe, 0xff]) {
      self = .utf16BigEndian
    } else if let byteOrder = TextEncoding.byteOrder(of: sample) {
      self = byteOrder
    } else {
      // A log whose writer was killed may end in a block that was reserved and never written.
      while sample.last == 0 { sample.removeLast() }
      // Erased or filled blocks are full of 0xFF, which no UTF-8 has and hardly any Windows-1252.
      let controls = sample.count { isControl($0) || $0 == 0xff }
      // Random bytes have 109 of these in a thousand, text hardly any.
      let isText = controls <= 1 + sample.count / 32 || TextEncoding.isMixedText(sample)
      self = isText ? .utf8 : .binary
    }
  }

  /// Whether what is no UTF-16 is text of single bytes.
  private static func isMixedText(_ sample: [UInt8]) -> Bool {
    var rest = sample
    var controls = 0
    for _ in 0..<100 {
      guard case .begins(let start, let isBigEndian) = UTF16Search.first(in: rest, from: 0, isLast: false)
      else { break }
      var text: [UInt8] = []
      controls += rest[..<start].count { isControl($0) || $0 == 0xff }
      let piece = Array(rest[start...])
      let outcome = UTF16Transcoder(isBigEndian: isBigEndian).transcode(
        piece, isLast: true, appendingTo: &text)
      controls += text.count(where: isControl)
      rest = Array(piece[outcome.consumed...])
      guard outcome.next != nil else { break }
    }
    controls += rest.count { isControl($0) || $0 == 0xff }
    return controls <= 1 + sample.count / 32
  }

  /// UTF-16 without a byte order mark, by where its zeros stand; nil for anything else.
  private static func byteOrder(of sample: [UInt8]) -> TextEncoding? {
    let units = sample.count / 2
    guard units >= 2 else { return nil }
    var zeros = (even: 0, odd: 0)
    var controls = 0
    for unit in 0..<units {
      let (first, second) = (sample[2 * unit], sample[2 * unit + 1])
      if first == 0 { zeros.even += 1 }
      if second == 0 { zeros.odd += 1 }
      if first == 0 && isControl(second) || second == 0 && isControl(first) { controls += 1 }
    }
    let most = units / 2
    let few = units / 64
    guard controls <= few else { return nil }
    if zeros.odd > most, zeros.even <= few { return .utf16LittleEndian }
    if zeros.even > most, zeros.odd <= few { return .utf16BigEndian }
    return nil
  }
}

/// Whether a byte is a control character that text does not have: not a tab, a line break, a form feed or the
/// escape that colours begin with.
private func isControl(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b: false
  case 0..<0x20, 0x7f: true
  default: false
  }
}
