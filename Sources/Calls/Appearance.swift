public import Evidence

/// When a thing was named for the first and for the last time; neither is known without the other.
public struct Appearance: Hashable, Sendable, Codable {
  public private(set) var first: Moment?
  public private(set) var last: Moment?

  /// Named at no known time.
  public init() {}

  /// Named once, or first and last.
  public init(first: Moment, last: Moment? = nil) {
    self.first = first
    self.last = last ?? first
  }
}

extension Appearance {
  /// Named once, at this moment. Its words are kept only where nothing else tells the time: there may be millions.
  init(at moment: Moment?) {
    first = moment.map { $0.isPlaced ? $0.withoutText : $0 }
    last = first
  }

  /// Takes in when the same thing was named elsewhere. Times of known zone outweigh others, for only those compare.
  mutating func extend(by other: Appearance) {
    first = Appearance.chosen(first, other.first) { $1.instant < $0.instant }
    last = Appearance.chosen(last, other.last) { $0.instant < $1.instant }
  }

  /// Changes both moments.
  mutating func shift(_ change: (inout Moment) -> Void) {
    guard var first, var last else { return }
    change(&first)
    change(&last)
    self = Appearance(first: first, last: last)
  }

  private static func chosen(
    _ known: Moment?, _ other: Moment?, replaces: (Moment, Moment) -> Bool
  ) -> Moment? {
    guard let known, let other else { return known ?? other }
    if known.weight != other.weight { return known.weight < other.weight ? other : known }
    return replaces(known, other) ? other : known
  }
}

extension Moment {
  fileprivate var weight: Int { isUTC ? 2 : isPlaced ? 1 : 0 }
}

extension Appearance: Packable {
  public func pack(into packer: inout Packer) {
    let repeated = last == first ? nil : last
    packer.pack(PackedPresence(first != nil, repeated != nil))
    if let first { packer.pack(first) }
    if let repeated { packer.pack(repeated) }
  }

  public init(unpacking unpacker: inout Unpacker) {
    let has = unpacker.unpack(PackedPresence.self)
    first = has[0] ? unpacker.unpack(Moment.self) : nil
    last = has[1] ? unpacker.unpack(Moment.self) : first
  }
}
