public import Formats
public import Intake

/// Puts stand-ins in the place of sensitive values in a stream of text, whatever the pieces it comes in.
public final class TextMasker: ContentRewriter {
  private let finder: SensitiveFinder
  private var standIns: StandIns
  private let columns: SensitiveColumns?
  /// What was written last, for looks behind, and what is still to be written.
  private var held: [UInt8] = []
  /// Where in `held` what is to be written begins.
  private var start = 0
  /// A value whose stand-in is written and whose end has not come yet.
  private var swallowed: ValueEnding?

  /// Bytes of a table's header that are still to come: names of columns.
  private var headerLeft: Int
  private let took: (SensitiveValue, [UInt8]) -> Void

  /// - Parameters:
  ///   - columns: Those of the table that the text is, if it is one.
  ///   - took: Told each value that is masked, and the bytes it stands in.
  public init(
    _ finder: SensitiveFinder, key: RedactionKey, columns: SensitiveColumns? = nil,
    took: @escaping (SensitiveValue, [UInt8]) -> Void = { _, _ in }
  ) {
    self.finder = finder
    standIns = StandIns(key)
    self.columns = columns
    headerLeft = columns?.headerLength ?? 0
    self.took = took
  }

  /// The whole of a text with stand-ins, without the `context` bytes that it begins with, which only say what it is.
  public func masked(_ bytes: [UInt8], behind context: Int = 0) -> [UInt8] {
    var output: [UInt8] = []
    held = Array(bytes[..<context])
    start = context
    rewrite(bytes.span.extracting(context...), appendingTo: &output)
    finish(appendingTo: &output)
    return output
  }

  public func rewrite(_ bytes: Span<UInt8>, appendingTo output: inout [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe held.append(contentsOf: $0) }
    if held.count - start >= TextMasker.pieceLength + SensitiveFinder.lookAhead {
      process(isAtEnd: false, appendingTo: &output)
    }
  }

  public func finish(appendingTo output: inout [UInt8]) {
    process(isAtEnd: true, appendingTo: &output)
  }

  private static let pieceLength = 256 << 10
  /// A record of a table that is longer is no longer held.
  private static let longestRecord = 4 << 20

  private func process(isAtEnd: Bool, appendingTo output: inout [UInt8]) {
    if let ending = swallowed {
      guard let end = ending.end(in: held, from: start) else { return drop() }
      start = end
      swallowed = nil
    }
    var limit = isAtEnd ? held.count : held.count - SensitiveFinder.lookAhead
    var cells: [SensitiveValue] = []
    if let columns {
      let end = columns.find(in: held, from: start, isAtEnd: isAtEnd, into: &cells)
      if !isAtEnd, end == start, held.count - start < TextMasker.longestRecord { return }
      if end > start { limit = end }
    }
    let headerEnd = start + headerLeft
    headerLeft = max(0, headerEnd - limit)
    for value in finder.find(in: held, with: cells)
    where value.range.lowerBound >= start && value.range.lowerBound >= headerEnd {
      guard value.range.lowerBound < limit else { break }
      guard let standIn = standIns.standIn(for: held[value.range], shape: value.shape) else { continue }
      took(value, held)
      output += held[start..<value.range.lowerBound]
      output += standIn
      start = value.range.upperBound
      if let ending = value.ending, !isAtEnd {
        swallowed = ending
        return drop()
      }
    }
    if limit > start {
      output += held[start..<limit]
      start = limit
    }
    let kept = max(0, start - SensitiveFinder.lookBehind)
    held.removeSubrange(..<kept)
    start -= kept
  }

  /// All of it belongs to a value that is masked; the backslashes before a quote count.
  private func drop() {
    let backslashes = held.reversed().prefix(16) { $0 == UInt8(ascii: "\\") }.count
    held.removeSubrange(..<(held.count - backslashes))
    start = 0
  }
}

extension Sequence {
  fileprivate func prefix(_ most: Int, while predicate: (Element) -> Bool) -> [Element] {
    Array(prefix(most).prefix(while: predicate))
  }
}
