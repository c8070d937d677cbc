import Dispatch
import Synchronization

/// Who reads which stretch of a text: one thread puts everything in order, others help by reading ahead.
final class StretchWork: Sendable {
  /// What the thread that puts everything in order is to do next.
  enum Step {
    case finished(Stretch)
    /// It is this stretch's turn, and nobody has begun it.
    case inOrder(Int)
    case ahead(Int)
    /// All that may be read is being read.
    case wait
  }

  private struct State {
    /// The first stretch that nobody has begun.
    var next = 0
    /// The first one that is not in order yet.
    var turn = 0
    var helpers = 0
    var finished: [Int: Stretch] = [:]
    /// Whether no more is to be read ahead.
    var isCancelled = false
  }

  private let count: Int
  private let prefersAhead: Bool
  private let state = Mutex(State())
  private let finished = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  init(count: Int, prefersAhead: Bool) {
    self.count = count
    self.prefersAhead = prefersAhead
  }

  // MARK: The thread that puts everything in order

  /// Whether a further thread would find something to do.
  var admitsHelper: Bool {
    state.withLock { !$0.isCancelled && $0.next < count && $0.helpers < count }
  }

  func noteHelper() {
    state.withLock { $0.helpers += 1 }
    room.signal()
  }

  func next() -> Step {
    let step = state.withLock { state -> Step in
      if let stretch = state.finished.removeValue(forKey: state.turn) {
        state.turn += 1
        // What is dense at one place is likely to be dense at others.
        if stretch.isDense { state.isCancelled = true }
        return .finished(stretch)
      }
      if prefersAhead, state.turn > 0, let number = begin(&state, most: 4) { return .ahead(number) }
      if state.next == state.turn {
        state.next += 1
        state.turn += 1
        return .inOrder(state.next - 1)
      }
      return begin(&state).map { .ahead($0) } ?? .wait
    }
    room.signal()
    return step
  }

  /// Until another thread has finished a stretch.
  func wait() {
    finished.wait()
  }

  /// Nothing more is to be read ahead.
  func cancel() {
    let helpers = state.withLock { state in
      state.isCancelled = true
      return state.helpers
    }
    for _ in 0..<helpers { room.signal() }
  }

  // MARK: All threads

  /// For a thread that helps: waits as long as everything that may be read ahead is being read; nil where it is not
  /// needed any more.
  func nextAhead() -> Int? {
    while true {
      let (number, isOver) = state.withLock { state in
        (begin(&state), state.isCancelled || state.next >= count)
      }
      if let number { return number }
      if isOver { return nil }
      room.wait()
    }
  }

  /// What is read ahead is held until its turn: two stretches more than there are threads to read them.
  private func begin(_ state: inout State, most: Int = 2) -> Int? {
    guard !state.isCancelled, state.next < count, state.next < state.turn + state.helpers + most else {
      return nil
    }
    state.next += 1
    return state.next - 1
  }

  func finish(_ stretch: Stretch) {
    state.withLock { $0.finished[stretch.number] = stretch }
    finished.signal()
  }
}
