/// What has a value that means nothing, which most of its kind have.
protocol Emptiable {
  /// The value that means nothing.
  init()
}

/// A large and mostly empty part of a value: it takes the room of a pointer, and no more while it is empty. Copies share it
/// until one of them changes it.
@propertyWrapper
struct Indirect<Value: Emptiable> {
  /// At most one element: an array brings allocation and copying on writing.
  private var storage: [Value] = []

  init() {}

  init(wrappedValue: Value) {
    storage = [wrappedValue]
  }

  /// Whether it was never changed.
  var isEmpty: Bool { storage.isEmpty }

  // Inlined, no more is copied than is asked for; `_read` would allocate room for a whole value.
  var wrappedValue: Value {
    @inline(__always) get { storage.isEmpty ? Value() : storage[0] }
    _modify {
      if storage.isEmpty { storage = [Value()] }
      yield &storage[0]
    }
  }
}

extension Indirect: Sendable where Value: Sendable {}

extension Indirect: Equatable where Value: Equatable {
  /// A value that was never changed is equal to one that was changed back.
  static func == (lhs: Indirect, rhs: Indirect) -> Bool {
    lhs.isEmpty && rhs.isEmpty || lhs.wrappedValue == rhs.wrappedValue
  }
}

extension Indirect: Hashable where Value: Hashable {
  func hash(into hasher: inout Hasher) {
    wrappedValue.hash(into: &hasher)
  }
}
