import ACSLogScan
import ArgumentParser
import Evidence
import Intake
import Synchronization

/// How progress is shown on standard error.
enum ProgressForm: String, ExpressibleByArgument, CaseIterable {
  /// A line on a terminal, nothing elsewhere.
  case auto
  /// A line that is written over, and at last removed.
  case text
  /// An object a line, for programs.
  case json
  case none

  /// What it comes to where standard error is what it is.
  func applied(isQuiet: Bool) -> ProgressForm {
    guard self == .auto else { return self }
    return !isQuiet && Terminal.standardError.isInteractive ? .text : .none
  }
}

/// Shows how far the reading is, for work that takes longer than a second.
final class ProgressMeter: Sendable {
  private struct State {
    var bytes = 0
    var artifacts = 0
    var callIDs: Set<GUID> = []
    var isShown = false
    var next = ContinuousClock.now + .seconds(1)
    var inputs = 0
    var inputBytes = 0
  }

  private let form: ProgressForm
  private let state = Mutex(State())
  private let beginning = ContinuousClock.now

  /// - Parameter form: Never `auto`.
  init(_ form: ProgressForm) {
    self.form = form
  }

  /// Whether anything is shown.
  var isOn: Bool { form != .none }

  /// The inputs are known.
  func begin(_ discovery: Discovery) {
    state.withLock {
      $0.inputs = discovery.inputs.count
      $0.inputBytes = discovery.inputs.reduce(0) { addingUp($0, $1.size ?? 0) }
    }
  }

  /// Bytes were read.
  func add(bytes: Int) {
    guard form != .none else { return }
    state.withLock {
      $0.bytes += bytes
      show(&$0)
    }
  }

  /// An input was read to its end.
  func add(_ progress: Analyzer.Progress) {
    guard form != .none else { return }
    state.withLock {
      $0.artifacts += progress.artifacts
      $0.callIDs.formUnion(progress.callIDs)
      show(&$0)
    }
  }

  /// All is read: the line goes, a program gets the last word.
  ///
  /// - Parameter calls: How many there are, where an analysis tells.
  func end(calls: Int? = nil) {
    state.withLock { state in
      switch form {
      case .json where state.isShown:
        Terminal.standardError.write(json(state, calls: calls ?? state.callIDs.count))
      case .text where state.isShown: Terminal.standardError.write("\r\u{1b}[K")
      default: break
      }
    }
  }

  private func show(_ state: inout State) {
    let now = ContinuousClock.now
    guard now >= state.next else { return }
    state.isShown = true
    state.next = now + .milliseconds(form == .json ? 1_000 : 200)
    switch form {
    case .json: Terminal.standardError.write(json(state, calls: nil))
    default: Terminal.standardError.write("\r\u{1b}[K" + line(state))
    }
  }

  private var seconds: Double {
    let passed = (ContinuousClock.now - beginning).components
    return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
  }

  private func bytesPerSecond(_ state: State) -> Double { Double(state.bytes) / max(seconds, 0.001) }

  /// Nil where nobody knows how much there is.
  private func secondsLeft(_ state: State) -> Int? {
    guard state.inputBytes > state.bytes, state.bytes > 0 else { return nil }
    return Int(min(Double(state.inputBytes - state.bytes) / bytesPerSecond(state), 1e9).rounded(.up))
  }

  private func line(_ state: State) -> String {
    let total = state.inputBytes > 0 ? " of \(megabytes(state.inputBytes))" : ""
    let rate = megabytes(Int(min(bytesPerSecond(state), 1e15)))
    let left = secondsLeft(state).map { ", \($0) s left" } ?? ""
    let count = state.callIDs.count
    let calls = count == 0 ? "" : ", \(count) call ID\(count == 1 ? "" : "s")"
    return "\(megabytes(state.bytes))\(total), \(rate)/s, \(state.artifacts) artifacts\(calls)\(left)"
  }

  private func megabytes(_ bytes: Int) -> String { "\(bytes / 1_000_000) MB" }

  private func json(_ state: State, calls: Int?) -> String {
    var members = [
      "\"bytes\":\(state.bytes)", "\"totalBytes\":\(state.inputBytes)", "\"inputs\":\(state.inputs)",
      "\"artifacts\":\(state.artifacts)", "\"callIds\":\(state.callIDs.count)",
      "\"seconds\":\((seconds * 1_000).rounded() / 1_000)",
      "\"bytesPerSecond\":\(Int(min(bytesPerSecond(state), 1e15)))",
    ]
    if let calls {
      members.append("\"calls\":\(calls)")
    } else if let left = secondsLeft(state) {
      members.append("\"secondsLeft\":\(left)")
    }
    return "{\(members.joined(separator: ","))}\n"
  }
}

private func addingUp(_ left: Int, _ right: Int) -> Int {
  let (sum, overflow) = left.addingReportingOverflow(right)
  return overflow ? .max : sum
}
