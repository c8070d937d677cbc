import Evidence

/// What a provider says of itself with each event (extended item 12): u16 size, its name, and traits of
/// u16 size, u8 type and data.
struct ProviderTraits: Hashable, Sendable {
  let name: String
  /// The group of providers that it belongs to.
  private(set) var group: GUID?

  private static let groupTrait = 1

  /// The traits in the bytes of the item; nil where they are damaged.
  init?(_ item: Span<UInt8>) {
    guard let size = item.integer(at: 0, as: UInt16.self), size >= 3, size <= item.count else { return nil }
    let end = Int(size)
    let zero = item.firstZero(from: 2)
    guard zero < end else { return nil }
    name = item.narrowText(2..<zero)
    var offset = zero + 1
    while end - offset >= 3, let size = item.integer(at: offset, as: UInt16.self) {
      guard size >= 3, size <= end - offset else { return }
      if item[offset + 2] == ProviderTraits.groupTrait, size >= 19 { group = item.guid(at: offset + 3) }
      offset += Int(size)
    }
  }
}
