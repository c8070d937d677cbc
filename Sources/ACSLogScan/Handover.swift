import Synchronization

/// A large value on its way to the one task that uses it up, which then is its only holder and can free it bit by bit.
final class Handover<Value: Sendable>: Sendable {
  private let value: Mutex<Value?>

  init(_ value: Value) {
    self.value = Mutex(value)
  }

  /// The value, the first time; nil after that.
  func take() -> Value? {
    value.withLock { value in
      defer { value = nil }
      return value
    }
  }
}
