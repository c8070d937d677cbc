import Intake

/// Hands the text of UTF-16 to a rewriter of UTF-8, and writes what it gives as UTF-16 again.
final class UTF16Rewriter: ContentRewriter {
  private let isBigEndian: Bool
  private let rewriter: any ContentRewriter
  private var transcoder: UTF16Transcoder
  /// What the rewriter gave and is still to be written: at most the beginning of a character.
  private var pending: [UInt8] = []

  init(isBigEndian: Bool, _ rewriter: any ContentRewriter) {
    self.isBigEndian = isBigEndian
    self.rewriter = rewriter
    transcoder = UTF16Transcoder(isBigEndian: isBigEndian)
  }

  func rewrite(_ bytes: Span<UInt8>, appendingTo output: inout [UInt8]) {
    var content: [UInt8] = []
    unsafe bytes.withUnsafeBufferPointer { unsafe content.append(contentsOf: $0) }
    var text: [UInt8] = []
    transcoder.transcode(content, appendingTo: &text)
    rewriter.rewrite(text.span, appendingTo: &pending)
    write(pending.count - lengthOfCutCharacter(), to: &output)
  }

  func finish(appendingTo output: inout [UInt8]) {
    var text: [UInt8] = []
    _ = transcoder.finish(appendingTo: &text)
    rewriter.rewrite(text.span, appendingTo: &pending)
    rewriter.finish(appendingTo: &pending)
    write(pending.count, to: &output)
  }

  /// Bytes at the end that begin a character without ending it.
  private func lengthOfCutCharacter() -> Int {
    for (distance, byte) in pending.reversed().prefix(4).enumerated() {
      if byte < 0x80 { return 0 }
      guard byte >= 0xc0 else { continue }
      let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return distance + 1 < length ? distance + 1 : 0
    }
    return 0
  }

  private func write(_ count: Int, to output: inout [UInt8]) {
    output.reserveCapacity(output.count + 2 * count)
    for unit in String(decoding: pending[..<count], as: UTF8.self).utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
      output.append(isBigEndian ? high : low)
      output.append(isBigEndian ? low : high)
    }
    pending.removeSubrange(..<count)
  }
}
