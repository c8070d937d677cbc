/// Reads an event in plain markup (see `PlainMarkup`), as nearly every one is, in a fraction of a parser's time.
///
/// An event is given to its collector as a parser would give it, or refused. Holds memory that is used again for
/// the next event.
struct PlainEventReader: Sendable {
  private var markup = PlainMarkup()
  /// The names of the open elements.
  private var open: [Range<Int>] = []
  /// Where the content of the innermost open element begins, as long as there is no other element in it.
  private var contentStart: Int?

  /// Elements nested deeper are rare.
  private static let maximumDepth = 32

  /// Whether the event was read; where it was not, `event` was given a part of it.
  mutating func read(_ bytes: Span<UInt8>, into event: inout EventCollector) -> Bool {
    open.removeAll(keepingCapacity: true)
    var index = 0
    while index + 1 < bytes.count, bytes[index] == UInt8(ascii: "<") {
      let end =
        bytes[index + 1] == UInt8(ascii: "/")
        ? endTag(bytes, at: index, &event) : startTag(bytes, at: index, &event)
      guard let end else { return false }
      if open.isEmpty { return end == bytes.count }
      guard let next = markup.endOfText(bytes, from: end) else { return false }
      index = next
    }
    return false
  }

  private mutating func startTag(_ bytes: Span<UInt8>, at index: Int, _ event: inout EventCollector) -> Int? {
    guard open.count < PlainEventReader.maximumDepth, let tag = markup.startTag(bytes, at: index) else {
      return nil
    }
    open.append(tag.name)
    event.start(bytes.extracting(tag.name), depth: open.count)
    for attribute in markup.attributes {
      event.attribute(bytes.extracting(attribute.name), bytes.extracting(attribute.value))
    }
    contentStart = tag.end
    if tag.isEmpty { close(&event) }
    return tag.end
  }

  private mutating func endTag(_ bytes: Span<UInt8>, at index: Int, _ event: inout EventCollector) -> Int? {
    guard let name = open.last, let end = markup.endTag(bytes, at: index, of: name) else { return nil }
    if let contentStart { text(bytes.extracting(contentStart..<index), &event) }
    close(&event)
    return end
  }

  private mutating func close(_ event: inout EventCollector) {
    event.end(depth: open.count)
    open.removeLast()
    contentStart = nil
  }

  /// Gives the text of plain content: references resolved, and line breaks as parsers make them.
  private func text(_ bytes: Span<UInt8>, _ event: inout EventCollector) {
    guard !markup.isVerbatim else { return event.text(bytes) }
    var start = 0
    for index in bytes.indices where index >= start {
      if bytes[index] == UInt8(ascii: "&"), let (character, end) = PlainMarkup.reference(bytes, at: index) {
        event.text(bytes.extracting(start..<index))
        event.text(Array(String(character).utf8).span)
        start = end
      } else if bytes[index] == UInt8(ascii: "\r") {
        event.text(bytes.extracting(start..<index))
        start = index + 1
      }
    }
    event.text(bytes.extracting(start..<bytes.count))
  }
}
