public import Formats
public import Intake

/// Puts stand-ins in the place of sensitive values in a stream of text, whatever the pieces it comes in.
public final class TextMasker: ContentRewriter {
  private let text: ValueStream
  private var standIns: StandIns
  private let took: (SensitiveValue) -> Void

  /// - Parameters:
  ///   - cells: What finds those of the tables in the text, if it has any.
  ///   - context: What stands before the text and only says what it is.
  ///   - threads: Where there is one to spare, it searches long texts ahead.
  ///   - took: Told each value that is masked.
  public init(
    _ finder: SensitiveFinder, key: RedactionKey, cells: (any SensitiveCells)? = nil, context: [UInt8] = [],
    threads: SpareThreads = .none, took: @escaping (SensitiveValue) -> Void = { _ in }
  ) {
    text = ValueStream(finder, cells: cells, context: context, threads: threads)
    standIns = StandIns(key)
    self.took = took
  }

  /// The whole of a text with stand-ins.
  public func masked(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    rewrite(bytes.span, appendingTo: &output)
    finish(appendingTo: &output)
    return output
  }

  public func rewrite(_ bytes: Span<UInt8>, appendingTo output: inout [UInt8]) {
    text.append(bytes) { append($0, $1, of: $2, to: &output) }
  }

  public func finish(appendingTo output: inout [UInt8]) {
    text.finish { append($0, $1, of: $2, to: &output) }
  }

  private func append(
    _ text: Range<Int>, _ value: SensitiveValue?, of bytes: [UInt8], to output: inout [UInt8]
  ) -> Bool {
    guard let value else {
      output += bytes[text]
      return true
    }
    guard let standIn = standIns.standIn(for: bytes[value.range], shape: value.shape) else { return false }
    took(value)
    output += bytes[text]
    output += standIn
    return true
  }
}
