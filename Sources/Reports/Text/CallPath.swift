import Calls
import Evidence

/// The states a call went through, as one client saw them: the one whose end counts, unless another is asked for.
struct CallPath {
  /// One path a leg, for a client that came back has several.
  let text: String
  private let otherClients: Int
  /// Those that only a service or a callback shows.
  private let participants: Int

  init(_ call: Call) {
    let witness = CallPath.witness(of: call)
    text = CallPath.text(call.states.filter { $0.client == witness })
    otherClients = Set(call.states.map(\.client)).subtracting([witness]).count
    participants = call.clients.isEmpty ? call.legs.count : 0
  }

  var spans: [Span] {
    guard !text.isEmpty else {
      let words = participants > 0 ? "\(counted(participants, "participant")), no client's log" : "no states"
      return [Span(words, .faint)]
    }
    let others = counted(otherClients, "other client")
    return [Span(text, .accent)] + (otherClients > 0 ? [Span(" (and \(others))", .faint)] : [])
  }

  /// The path of each client that shows states, in the order of their first ones.
  static func all(of call: Call) -> [(client: Int?, text: String)] {
    let byClient = Dictionary(grouping: call.states, by: \.client)
    return call.states.map(\.client).uniqued().map { ($0, text(byClient[$0] ?? [])) }
  }

  private static func text(_ states: [StateChange]) -> String {
    let byLeg = Dictionary(grouping: states, by: \.leg)
    let legs = states.map(\.leg).uniqued().compactMap { byLeg[$0] }
    let paths = legs.map { leg in
      StatePath(leg.map { $0.state.rawValue + ($0.impossible ? "(!)" : "") }).text
    }
    return paths.joined(separator: ", again ")
  }

  /// The client of the leg that ended the call, or else the first client that shows a state.
  private static func witness(of call: Call) -> Int? {
    let shown = call.states.map(\.client)
    if let leg = call.endReason?.leg, call.legs.indices.contains(leg) {
      let client = call.legs[leg].client
      if shown.contains(client) { return client }
    }
    return shown.first ?? nil
  }
}
