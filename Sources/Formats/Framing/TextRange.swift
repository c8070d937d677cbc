package import Evidence
import Intake

/// What was read in a range of a plain log, on one of many machines.
///
/// A range does not know how the text before it was read. It begins on an assumption, and reads on behind its end until it is
/// in step with what the range that begins there reads on the same assumption. What both have read counts once.
package struct TextRange: Sendable {
  package var head: Head
  /// In the order of the text; lines count from the first one of the range.
  var readings: PackedList<Reading> = []

  /// Everything but what was read.
  package struct Head: Hashable, Sendable, Codable {
    /// Of the artifact, as reports show it.
    package var path: String
    /// Of the file.
    package var fileBytes: Int
    /// Bytes before it, and up to its end.
    package var start: Int
    package var end: Int
    /// Lines that were passed.
    package var lines = 0
    /// How many readings there are.
    package var readings = 0
    /// Where the next range goes on; nil where the text was read to its end.
    package var seam: Seam?
    package var textEnd: TextEnd?
  }

  /// Where a range is in step with the next one: what that one has passed and given by then, which is to be left out of it.
  package struct Seam: Hashable, Sendable, Codable {
    package var lines: Int
    package var readings: Int
  }

  /// One thing that was read.
  package struct Element: Sendable, Codable {
    let reading: Reading

    init(_ reading: Reading) {
      self.reading = reading
    }

    package init(from decoder: any Decoder) throws {
      reading = try Reading(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
      try reading.encode(to: encoder)
    }
  }

  /// A range that has given nothing yet.
  package init(_ head: Head) {
    self.head = head
  }

  /// Whether all readings are there.
  package var isWhole: Bool { readings.count == head.readings }

  /// What was read.
  package var elements: some Sequence<Element> { readings.lazy.map { Element($0) } }

  /// Adds what was read next.
  package mutating func append(_ element: Element) {
    readings.append(element.reading)
  }

  /// Problems of what was read.
  package var problems: [Problem] {
    var problems: [Problem] = []
    for case .cutLine(let problem) in readings { problems.append(problem) }
    return problems + (head.textEnd?.problems ?? [])
  }

  /// The first place from `offset` on where ranges may begin and end: whoever reads a text loads a chunk from there on.
  static func border(from offset: Int) -> Int {
    let (head, chunk) = (TextEncoding.sampleLength, DecodedText.usualChunkLength)
    if offset <= head { return offset <= 0 ? 0 : head }
    let (border, isBehindAll) = ((offset - head - 1) / chunk + 1).multipliedReportingOverflow(by: chunk)
    return isBehindAll || border > .max - head ? .max : border + head
  }
}

// MARK: What may come from anywhere

extension TextRange.Head {
  /// No file has as many bytes.
  private static let mostBytes = 1 << 56

  /// Whether the numbers can be those of a range.
  package var isPlausible: Bool {
    guard fileBytes <= TextRange.Head.mostBytes, 0 <= start, start < end, end <= fileBytes,
      (0...fileBytes).contains(lines), (0...fileBytes).contains(readings), (seam == nil) != (textEnd == nil)
    else { return false }
    if let seam { return (0...lines).contains(seam.lines) && (0...fileBytes).contains(seam.readings) }
    return textEnd?.isPlausible(ofBytes: fileBytes) ?? false
  }
}

extension TextEnd {
  fileprivate func isPlausible(ofBytes bytes: Int) -> Bool {
    offset == bytes && (0...bytes).contains(records) && cutElements == 0
  }
}

extension TextRange.Element {
  /// Whether it can stand in a file of so many bytes.
  package func isPlausible(ofBytes bytes: Int) -> Bool {
    switch reading {
    case .header(let header, _): header.isPlausible(ofBytes: bytes)
    case .record(let record):
      record.header.isPlausible(ofBytes: bytes)
        && record.numbers.map { 0 <= $0.lowerBound && $0.upperBound <= bytes + 1 } ?? true
        && record.sightings?.isPlausible(ofBytes: bytes) ?? true
    case .cutLine: true
    }
  }
}

extension HeaderReading {
  fileprivate func isPlausible(ofBytes bytes: Int) -> Bool { source.isPlausible(ofBytes: bytes) }
}

extension RecordSightings {
  fileprivate func isPlausible(ofBytes bytes: Int) -> Bool {
    source.isPlausible(ofBytes: bytes) && observations.allSatisfy { $0.source.isPlausible(ofBytes: bytes) }
  }
}

extension Source {
  fileprivate func isPlausible(ofBytes bytes: Int) -> Bool {
    artifact == 0 && record == nil && (0...bytes).contains(offset)
      && line.map { (0...bytes + 1).contains($0) } ?? true
  }
}
