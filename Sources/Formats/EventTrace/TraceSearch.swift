import Scan

/// Searches buffers of a trace for what the vocabularies read, in UTF-8 and UTF-16, so that of millions of events only
/// few are decoded.
struct TraceSearch {
  private let shared: SharedScanners
  private var scanner: LiteralScanner
  private var searched = 0
  private var matches: [LiteralMatch] = []
  /// The first match that no record asked about lies before.
  private var next = 0

  /// Bytes after which a scanner that fits the trace pays.
  private static let shortDistance = 4 << 20
  private static let sampleLength = 256 << 10

  /// Identifiers stand in events that say nothing else; in text they would have words beside them.
  private static let identifiers = ShapedIdentifiers.beginnings.map { Literal("\($0)") }
  /// Every literal as it is in UTF-8 and in UTF-16.
  private static let narrow = LiteralScanner(forLittleText: Vocabularies.builtIn.literals + identifiers)

  /// The scanners for every literal as it is in UTF-8 and in UTF-16.
  static func scanners(_ literals: [Literal]) -> SharedScanners {
    SharedScanners {
      (literals + identifiers).flatMap { literal in
        let wide = literal.text.unicodeScalars.reduce(into: "") { text, scalar in
          text.unicodeScalars.append(contentsOf: [scalar, "\0"])
        }
        return [literal, Literal(wide, ignoresCase: literal.ignoresCase)]
      }
    }
  }

  init(_ shared: SharedScanners) {
    self.shared = shared
    scanner = shared.quick
  }

  /// Searches the records of a buffer.
  mutating func search(_ bytes: Span<UInt8>) {
    let before = searched
    searched += bytes.count
    if before < TraceSearch.shortDistance, searched >= TraceSearch.shortDistance {
      let sample = bytes.extracting(0..<min(bytes.count, TraceSearch.sampleLength))
      scanner = LiteralScanner(shared.literals, sample: sample)
    }
    matches.removeAll(keepingCapacity: true)
    next = 0
    scanner.findMatches(in: bytes, into: &matches)
  }

  /// Whether anything was found in a part of the buffer, whose start is that of the search; to be asked in order.
  mutating func hasMatch(in range: Range<Int>) -> Bool {
    while next < matches.count, matches[next].offset < range.lowerBound { next += 1 }
    return next < matches.count && matches[next].offset < range.upperBound
  }

  /// No event is known by fields behind so many.
  private static let mostFields = 256

  /// Whether the names in a schema are such that its events may say something.
  static func isPromising(_ schema: EventSchema) -> Bool {
    var text: [UInt8] = []
    func add(_ fields: [EventSchema.Field]) {
      for field in fields.prefix(mostFields) {
        text += Array((field.name + ": \n").utf8)
        add(field.members)
      }
    }
    add(schema.fields)
    var matches: [LiteralMatch] = []
    narrow.findMatches(in: text.span, into: &matches)
    return !matches.isEmpty
  }
}
