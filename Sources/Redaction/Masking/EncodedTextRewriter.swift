import Intake
import Scan

/// Hands text to rewriters of UTF-8, and writes what they give in the encoding of the text: each stretch in its own, where
/// the text goes on in another.
final class EncodedTextRewriter: ContentRewriter {
  private let makeRewriter: () -> any ContentRewriter
  private var rewriter: any ContentRewriter
  /// Nil for text of single bytes.
  private var transcoder: UTF16Transcoder?
  /// Content whose meaning depends on what follows it.
  private var held: [UInt8] = []
  /// What a rewriter gave and is still to be written as UTF-16: at most the beginning of a character.
  private var pending: [UInt8] = []

  /// - Parameter makeRewriter: Makes the rewriter of a stretch in one encoding.
  init(_ encoding: TextEncoding, _ makeRewriter: @escaping () -> any ContentRewriter) {
    self.makeRewriter = makeRewriter
    rewriter = makeRewriter()
    transcoder = UTF16Transcoder(encoding)
  }

  func rewrite(_ bytes: Span<UInt8>, appendingTo output: inout [UInt8]) {
    // Without a zero there is no UTF-16 in it.
    if transcoder == nil, held.isEmpty, firstIndex(of: 0, in: bytes) == nil {
      return rewriter.rewrite(bytes, appendingTo: &output)
    }
    unsafe bytes.withUnsafeBufferPointer { unsafe held.append(contentsOf: $0) }
    process(isLast: false, appendingTo: &output)
  }

  func finish(appendingTo output: inout [UInt8]) {
    process(isLast: true, appendingTo: &output)
    finishStretch(appendingTo: &output)
    // Half a character.
    output += held
    held = []
  }

  /// Until nothing more can be said about what is held.
  private func process(isLast: Bool, appendingTo output: inout [UInt8]) {
    while !held.isEmpty {
      let next: TextEncoding?
      if let transcoder {
        var text: [UInt8] = []
        let outcome = transcoder.transcode(held, isLast: isLast, appendingTo: &text)
        rewriter.rewrite(text.span, appendingTo: &pending)
        writeUTF16(pending.count - lengthOfCutCharacter(), bigEndian: transcoder.isBigEndian, to: &output)
        held.removeSubrange(..<outcome.consumed)
        next = outcome.next
      } else {
        next = rewriteBytes(isLast: isLast, appendingTo: &output)
      }
      guard let next else { return }
      finishStretch(appendingTo: &output)
      rewriter = makeRewriter()
      transcoder = UTF16Transcoder(next)
    }
  }

  /// Gives how the content goes on, where in another way.
  private func rewriteBytes(isLast: Bool, appendingTo output: inout [UInt8]) -> TextEncoding? {
    var end = held.count
    var next: TextEncoding?
    switch UTF16Search.first(in: held, from: 0, isLast: isLast) {
    case .none: break
    case .undecided(let place): end = isLast ? held.count : place
    case .begins(let place, let isBigEndian):
      end = place
      next = isBigEndian ? .utf16BigEndian : .utf16LittleEndian
    }
    rewriter.rewrite(held.span.extracting(..<end), appendingTo: &output)
    held.removeSubrange(..<end)
    return next
  }

  private func finishStretch(appendingTo output: inout [UInt8]) {
    guard let transcoder else { return rewriter.finish(appendingTo: &output) }
    rewriter.finish(appendingTo: &pending)
    writeUTF16(pending.count, bigEndian: transcoder.isBigEndian, to: &output)
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

  private func writeUTF16(_ count: Int, bigEndian: Bool, to output: inout [UInt8]) {
    output.reserveCapacity(output.count + 2 * count)
    for unit in String(decoding: pending[..<count], as: UTF8.self).utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
      output.append(bigEndian ? high : low)
      output.append(bigEndian ? low : high)
    }
    pending.removeSubrange(..<count)
  }
}
