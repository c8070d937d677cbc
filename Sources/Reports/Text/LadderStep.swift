import Calls
import Evidence

/// An event as a step of a sequence diagram: who speaks to whom, as far as the log says so. What one side says of itself
/// stays with that side.
struct LadderStep {
  enum Actor: Hashable {
    case client(Int)
    case service
    /// Whoever asks an API or is called back: a server, or a page's own code.
    case application
  }

  let from: Actor
  let to: Actor

  /// - Returns: nil for events that are no step.
  init?(_ event: TimelineEvent) {
    guard LadderStep.kinds.contains(event.kind) else { return nil }
    let client = event.client.map(Actor.client)
    switch event.witness {
    case .callback:
      (from, to) = (.service, .application)
    case .service where event.kind == "operation":
      (from, to) = (client ?? .service, .service)
    case .service:
      (from, to) = (.service, .service)
    case .client where event.kind == "operation":
      (from, to) = (client ?? .application, .service)
    case .client where event.kind == "id-change":
      (from, to) = (.service, client ?? .application)
    case .client:
      (from, to) = (client ?? .application, client ?? .application)
    }
  }

  private static let kinds: Set<String> = [
    "start", "start-failed", "direction", "incoming", "state", "id-change", "end", "operation", "participant",
    "participants", "transfer", "failure", "crash", "call", "agent", "recording", "carrier",
  ]
}
