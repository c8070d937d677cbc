public import Evidence
import Synchronization

/// Ends the reading of all inputs before their ends: because somebody asked for it, or because a time has run out.
///
/// What was read until then is kept, and every artifact that was not read whole says so.
public final class Interruption: Sendable {
  private let isRequested = Atomic(false)
  private let outer: Interruption?
  private let deadline: (limit: Int, end: ContinuousClock.Instant)?

  /// - Parameters:
  ///   - seconds: How long reading may take, from now on; nil for as long as it takes.
  ///   - outer: Another one that ends this reading, too.
  public init(after seconds: Int? = nil, or outer: Interruption? = nil) {
    self.outer = outer
    deadline = seconds.map { ($0, ContinuousClock.now + .seconds($0)) }
  }

  /// Asks for the end. May be called from a signal handler.
  public func request() {
    isRequested.store(true, ordering: .releasing)
  }

  /// Whether somebody asked for the end.
  public var wasRequested: Bool {
    isRequested.load(ordering: .acquiring) || outer?.wasRequested ?? false
  }

  /// Why nothing more is to be read; nil as long as reading goes on.
  public var reason: Problem? {
    if wasRequested { return Problem(.limitReached, "the reading was interrupted; the rest was not read") }
    guard let deadline, ContinuousClock.now >= deadline.end else { return nil }
    return Problem(
      .limitReached,
      "the time limit of \(grouped(deadline.limit)) s is over, which depends on the machine; the rest was not read"
    )
  }
}
