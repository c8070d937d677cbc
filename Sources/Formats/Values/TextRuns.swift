/// The text in bytes of which nothing is known.
enum TextRuns {
  /// Appends the runs of at least four characters of UTF-8 and UTF-16, as UTF-8, with a space between.
  static func append(_ payload: Span<UInt8>, to text: inout [UInt8]) {
  }
}
