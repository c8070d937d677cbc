internal import Evidence

/// A line whose like stands elsewhere only as its copy.
public struct StampedLine: Hashable, Sendable, Codable {
  public var stamp: UInt64
  public var artifact: Int
  /// Index into the clients of the log.
  public var client: Int?
  /// Only the SDK prints such lines, with the number of the client in them.
  public var isOfSDKAlone: Bool
}

/// The stamped lines of a log while it is read.
struct StampedLines {
  private var lines = PackedList<StampedLine>(blockSize: 64)
  private var last: (line: StampedLine, source: Source)?

  /// Several things that one line says have one stamp.
  mutating func note(_ event: Event, client: Int?) {
    guard let stamp = event.stamp else { return }
    if last?.source == event.source {
      if event.claim.isOfSDKAlone { last?.line.isOfSDKAlone = true }
      return
    }
    if let last { lines.append(last.line) }
    let line = StampedLine(
      stamp: stamp, artifact: event.source.artifact, client: client, isOfSDKAlone: event.claim.isOfSDKAlone)
    last = (line, event.source)
  }

  /// All lines; to be called once.
  mutating func finish() -> PackedList<StampedLine> {
    if let last { lines.append(last.line) }
    return lines
  }
}

extension Claim {
  /// Only the SDK prints such lines, with the number of the client in them.
  fileprivate var isOfSDKAlone: Bool {
    switch self {
    case .client, .signalling, .media: true
    default: false
    }
  }
}
