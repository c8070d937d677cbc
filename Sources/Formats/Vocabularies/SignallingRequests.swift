import Evidence
public import Scan

/// Requests of the Calling SDK to its signalling services that failed, as browsers print them:
/// `POST https://teams.microsoft.com/registrar/prod/v3/registrations 503 (Service Unavailable)`,
/// `GET https://go.trouter.skype.com/v4/a net::ERR_CONNECTION_TIMED_OUT`.
///
/// Registrar and Trouter are named in the SDK's own lines; the hosts of the configuration service are common knowledge.
public struct SignallingRequests: Vocabulary {
  /// Parts of the services' addresses.
  public let literals: [Literal] =
    SignallingRequests.services.map { Literal(String(describing: $0), ignoresCase: true) }

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
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
