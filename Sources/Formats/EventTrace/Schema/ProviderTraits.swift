import Evidence

/// What a provider says of itself with each event (extended item 12).
struct ProviderTraits: Hashable, Sendable {
  let name: String
  let group: GUID?

  /// The traits in the bytes of the item; nil where they are damaged.
  init?(_ item: Span<UInt8>) {
    return nil
  }
}
