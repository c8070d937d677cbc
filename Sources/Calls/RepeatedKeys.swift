/// Finds the keys that occur more than once among millions, of which few do, in the room of the keys alone.
struct RepeatedKeys {
  private var keys: [UInt64] = []

  mutating func note(_ key: UInt64) {
    keys.append(key)
  }

  /// Notes a value by its hash: values with a repeated key may be equal, all others are not.
  mutating func note(hashOf value: some Hashable) {
    keys.append(RepeatedKeys.key(of: value))
  }

  /// Differs from run to run, unlike FNV-1a, which would need the bytes of the value. No result does: a key only tells
  /// which values are worth comparing, and that they are equal decides.
  static func key(of value: some Hashable) -> UInt64 {
    UInt64(truncatingIfNeeded: value.hashValue)
  }

  /// The keys that were noted at least twice; to be called once.
  consuming func found() -> Set<UInt64> {
    keys.sort()
    var found: Set<UInt64> = []
    for (key, next) in zip(keys, keys.dropFirst()) where key == next { found.insert(key) }
    return found
  }
}
