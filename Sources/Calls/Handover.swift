import Synchronization

/// A large value on its way to the one task that uses it up, which then is its only holder and can free it bit by bit.
package final class Handover<Value: Sendable>: Sendable {
  private let value: Mutex<Value?>

  /// Holds the value until it is taken.
  package init(_ value: Value) {
    self.value = Mutex(value)
  }

  /// The value, the first time; nil after that.
  package func take() -> Value? {
    value.withLock { value in
      defer { value = nil }
      return value
    }
  }
}
