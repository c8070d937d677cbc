public import Evidence

/// A line whose like stands elsewhere only as its copy.
public struct StampedLine: Hashable, Sendable, Codable {
  /// What the line and its copies have in common.
  public var stamp: UInt64
  public var source: Source
  /// Index into the clients of the log.
  public var client: Int?
  /// Only the SDK prints such lines, with the number of the client in them.
  public var isOfSDKAlone: Bool
}

/// The stamped lines of a log while it is read.
struct StampedLines {
  private var lines = PackedList<StampedLine>(blockSize: 64)
  private var last: StampedLine?

  /// Several things that one line says have one stamp.
  mutating func note(_ event: Event, stamp: UInt64?, client: Int?) {
    guard let stamp else { return }
    if last?.source == event.source {
      if event.claim.isOfSDKAlone { last?.isOfSDKAlone = true }
      return
    }
    if let last { lines.append(last) }
    last = StampedLine(
      stamp: stamp, source: event.source, client: client, isOfSDKAlone: event.claim.isOfSDKAlone)
  }

  /// All lines; to be called once.
  mutating func finish() -> PackedList<StampedLine> {
    if let last { lines.append(last) }
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
