import Evidence
public import Scan

/// Requests of the Calling SDK to its signalling services that failed, as browsers print them:
/// `POST https://teams.microsoft.com/registrar/prod/v3/registrations 503 (Service Unavailable)`,
/// `GET https://go.trouter.skype.com/v4/a net::ERR_CONNECTION_TIMED_OUT`.
///
/// Registrar and Trouter are named in the SDK's own lines; the hosts of the configuration service are common knowledge.
public struct SignallingRequests: Vocabulary {
  /// None of its own.
  public let literals: [Literal] = []

  /// Parts of the services' addresses, to which requests go all the time.
  public let commonLiterals: [Literal] =
    SignallingRequests.services.map { Literal(String(describing: $0), ignoresCase: true) }

  /// Ready to read.
  public init() {}

  /// The address and the failure stand on one line: an error's name, `status of`, or a status from 400 on at the end of
  /// the line or before its words in brackets.
  public func isPromising(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    SignallingRequests.places(of: UInt8(ascii: "_"), in: text, range) { place in
      stands(SignallingRequests.networkError, in: text, endingAt: place)
        || stands(SignallingRequests.firefoxError, in: text, endingAt: place)
    }
      || SignallingRequests.places(of: UInt8(ascii: " "), in: text, range) { place in
        let number = place + 1
        if stands(SignallingRequests.statusWords, in: text, endingAt: min(range.upperBound, number + 9)) {
          return true
        }
        guard number + 3 <= range.upperBound,
          text[number] == UInt8(ascii: "4") || text[number] == UInt8(ascii: "5"),
          isDigit(text[number + 1]), isDigit(text[number + 2])
        else { return false }
        let end = number + 3
        guard end < range.upperBound, text[end] == UInt8(ascii: " ") else {
          return end == range.upperBound || isSpace(text[end])
        }
        return end + 1 < range.upperBound && text[end + 1] == UInt8(ascii: "(")
      }
  }

  private static let networkError = Array("net::err".utf8)
  private static let firefoxError = Array("ns_error".utf8)
  private static let statusWords = Array("status of".utf8)

  /// Whether `body` is true of a place of `byte` in the range.
  private static func places(
    of byte: UInt8, in text: Span<UInt8>, _ range: Range<Int>, where body: (Int) -> Bool
  ) -> Bool {
    var start = range.lowerBound
    while let found = firstIndex(of: byte, in: text.extracting(start..<range.upperBound)) {
      if body(start + found) { return true }
      start += found + 1
    }
    return false
  }

  public func read(_ record: Record, into sink: inout ObservationSink) {
    // Most records have no address in them.
    guard record.contains("://") else { return }
    let folded = record.message.prefix(SignallingRequests.longestLine).map { lowercased($0) }
    guard
      let service = SignallingRequests.services.lazy.compactMap({ service in
        firstIndex(of: service, in: ByteCursor(folded))
      }).first,
      let scheme = firstIndex(of: "https://", in: ByteCursor(folded))
        ?? firstIndex(of: "wss://", in: ByteCursor(folded)),
      scheme < service, SignallingRequests.isFailure(folded, url: scheme)
    else { return }
    sink.add(.signalling(.failed))
  }

  private static let longestLine = 2048

  private static let services: [StaticString] = [
    "/registrar/prod", ".trouter.", "config.teams.microsoft.com", ".ecs.", "/ecs/v", "config.edge.skype.com",
  ]

  /// Whether the words around an address say that its request failed: an error of the network stack, or a status
  /// from 400 on.
  private static func isFailure(_ line: [UInt8], url: Int) -> Bool {
    if contains("net::err_", line) || contains("ns_error_", line) { return true }
    if status(behind: "with a status of ", in: ByteCursor(line)) { return true }
    var cursor = ByteCursor(line, from: url)
    _ = cursor.take { !isSpace($0) }
    guard cursor.consume(UInt8(ascii: " ")), let status = cursor.digits(3, 3), (400..<600).contains(status)
    else { return false }
    return cursor.isAtEnd || cursor.startsWith(" (")
  }

  private static func status(behind words: StaticString, in line: ByteCursor) -> Bool {
    guard let start = firstIndex(of: words, in: line) else { return false }
    var cursor = ByteCursor(line.bytes, from: start + words.utf8CodeUnitCount)
    return cursor.digits(3, 3).map { (400..<600).contains($0) } ?? false
  }
}

/// Whether `word`, of lower-case letters and marks, stands before `end` in either case.
private func stands(_ word: [UInt8], in text: Span<UInt8>, endingAt end: Int) -> Bool {
  let start = end - word.count
  return start >= 0 && word.indices.allSatisfy { lowercased(text[start + $0]) == word[$0] }
}
