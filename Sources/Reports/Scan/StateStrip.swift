import Calls
import Catalog
import Evidence

/// The states of the leg that ended a call, as long as they lasted, as a strip for a terminal: `░██████████▄▄████┤`.
struct StateStrip {
  private static let width = 40

  let spans: [Span]

  /// - Returns: nil where the times of the states are not known, or there are too many of them to be shown.
  init?(_ call: Call, usesUnicode: Bool) {
    guard let leg = call.endReason?.leg ?? call.states.lazy.compactMap(\.leg).first,
      call.legs.indices.contains(leg)
    else { return nil }
    let states = call.stateSpans(ofLeg: leg).filter { $0.end > $0.start }
    guard let first = states.first, let last = states.last, states.count <= StateStrip.width / 2 else {
      return nil
    }
    let whole = last.end.seconds(since: first.start)
    var spans = states.map { state in
      let share = state.end.seconds(since: state.start) / whole
      // What was short is seen, too.
      let cells = max(1, Int((share * Double(StateStrip.width)).rounded()))
      let look = StateStrip.look(of: state.state)
      return Span(
        String(repeating: usesUnicode ? look.block : look.letter, count: cells), look.ink, unbreakable: true)
    }
    if call.states.last(where: { $0.leg == leg })?.state == .disconnected {
      spans.append(
        Span(usesUnicode ? "┤" : "|", call.endReason?.outcome.ink ?? .plain, unbreakable: true))
    }
    self.spans = spans
  }

  private static func look(of state: CallState) -> (block: Character, letter: Character, ink: Ink) {
    switch state {
    case .none: ("·", ".", .faint)
    case .connecting: ("░", "-", .accent)
    case .ringing, .earlyMedia: ("▒", "~", .accent)
    case .inLobby: ("▒", "~", .warning)
    case .connected: ("█", "=", .good)
    case .localHold, .remoteHold: ("▄", "_", .warning)
    case .disconnecting, .disconnected: ("░", "-", .faint)
    }
  }
}
