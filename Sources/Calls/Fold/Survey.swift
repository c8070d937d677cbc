internal import Evidence

/// What must be known of a whole log before its first line is attributed.
struct Survey {
  /// For each call ID the position of the last observation that shows the call under this ID.
  private(set) var lastLife: [GUID: Int] = [:]
  /// Nothing but IDs stands in the log.
  private(set) var onlyNamesIDs = true
  private var stamps = RepeatedKeys()
  private var lastStamped: Source?
  private var position = 0

  /// Takes the next piece, in order.
  mutating func take(_ piece: LogPiece) {
    if piece.evidence.platform != nil { onlyNamesIDs = false }
    for observation in piece.evidence.observations where observation.testimony == nil {
      if let id = observation.callID, observation.claim.showsLife { lastLife[id] = position }
      if case .idChange(let from?, _) = observation.claim { lastLife[from] = position }
      if observation.claim != .mention { onlyNamesIDs = false }
      noteStamp(observation)
      position += 1
    }
    lastStamped = nil
  }

  /// Several things that one line says have one stamp.
  private mutating func noteStamp(_ observation: Observation) {
    guard let stamp = observation.stamp, observation.source != lastStamped else { return }
    lastStamped = observation.source
    stamps.note(stamp)
  }

  /// The stamps that stand in several places.
  consuming func finish() -> Set<UInt64> { stamps.found() }
}
