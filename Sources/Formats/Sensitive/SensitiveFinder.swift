import Scan

/// Finds the values that should be masked, in text of any shape: logs, JSON, CSV, XML.
///
/// Literals of a list are searched for all at once; only around them is anything looked at, so that the time hardly
/// grows with what is known. Needs no whole lines: a value is found in any stretch that has it and the kibibyte before it.
public struct SensitiveFinder: Sendable {
  /// Bytes that must stand before a place so that what is found there does not depend on where the stretch begins.
  public static let lookBehind = 1 << 10
  /// Bytes that must stand behind it.
  public static let lookAhead = 16 << 10

  private let kinds: Set<SensitiveKind>
  /// Whether nothing but names is looked for, which no shape tells.
  private let isForNames: Bool
  private let scanner: LiteralScanner
  private let rules: [(length: Int, rule: SensitiveRule)]

  /// A finder of values of some kinds.
  ///
  /// - Parameters:
  ///   - known: Values that are looked for wherever they stand as whole words.
  ///   - sample: Some of what will be searched, which makes the search faster; empty where nothing is known of it.
  public init(kinds: Set<SensitiveKind>, known: [KnownValue] = [], sample: [UInt8] = []) {
    let known = known.filter { kinds.contains($0.kind) }.map {
      (Literal($0.text, ignoresCase: true), SensitiveRule.known($0))
    }
    self.init(kinds, SensitiveRule.all + known, sample: sample)
  }

  /// A finder of what labels give away that may become a `KnownValue`, and of little else.
  public init(forNamesOfKinds kinds: Set<SensitiveKind>) {
    self.init(kinds, SensitiveRule.all.filter(\.rule.givesNames), isForNames: true)
  }

  private init(
    _ kinds: Set<SensitiveKind>, _ rules: [(literal: Literal, rule: SensitiveRule)], sample: [UInt8] = [],
    isForNames: Bool = false
  ) {
    self.kinds = kinds
    self.isForNames = isForNames
    let wanted = rules.filter { !$0.rule.kinds.isDisjoint(with: kinds) }
      .sorted { $0.literal.text.utf8.count > $1.literal.text.utf8.count }
    scanner = LiteralScanner(wanted.map(\.literal), sample: sample.span)
    self.rules = wanted.map { ($0.literal.text.utf8.count, $0.rule) }
  }

  /// The values in the bytes, in order, none within another.
  ///
  /// - Parameter cells: Values that were found by the place where they stand in a table.
  public func find(in bytes: [UInt8], with cells: [SensitiveValue] = []) -> [SensitiveValue] {
    var found = cells
    var matches: [LiteralMatch] = []
    scanner.findMatches(in: bytes.span, into: &matches)
    // A word or line is looked at once, however many literals stand in it.
    var looked = 0
    for match in matches {
      let (length, rule) = rules[match.literal]
      if rule.looksFar, match.offset < looked { continue }
      looked = max(looked, rule.apply(at: match.offset..<match.offset + length, in: bytes, into: &found))
    }
    if !isForNames { findByShape(in: bytes, into: &found) }
    found.removeAll { !kinds.contains($0.kind) }
    return SensitiveFinder.disjoint(found)
  }

  private func findByShape(in bytes: [UInt8], into found: inout [SensitiveValue]) {
    if kinds.contains(.ip) { findAddresses(in: bytes, into: &found) }
    if kinds.contains(.phone) {
      forEach(UInt8(ascii: "+"), in: bytes) { append(PersonRules.phone(atPlus: $0, in: bytes), to: &found) }
    }
    if kinds.contains(.person) {
      forEach(UInt8(ascii: "@"), in: bytes) { append(PersonRules.mail(at: $0, in: bytes), to: &found) }
    }
    if kinds.contains(.person) || kinds.contains(.place) {
      forEach(UInt8(ascii: "\\"), in: bytes) { PersonRules.domainUser(at: $0, in: bytes, into: &found) }
    }
    if kinds.contains(.id) { findGUIDs(in: bytes, into: &found) }
  }

  private func append(_ value: SensitiveValue?, to found: inout [SensitiveValue]) {
    if let value { found.append(value) }
  }

  private func forEach(_ byte: UInt8, in bytes: [UInt8], _ body: (Int) -> Void) {
    var start = 0
    while let index = Scan.firstIndex(of: byte, in: bytes.span, from: start) {
      body(index)
      start = index + 1
    }
  }

  /// Two dots with one to three digits between, two colons with none or four.
  private func findAddresses(in bytes: [UInt8], into found: inout [SensitiveValue]) {
    let dot = UInt8(ascii: ".")
    for (first, second) in [(2, 3), (4, 4)] {
      forEachIndex(of: dot, in: bytes.span, having: dot, atDistance: first, or: second) { index in
        if isDigit(bytes[index - 1]) { append(AddressRules.address4(at: index, in: bytes), to: &found) }
      }
    }
    let colon = UInt8(ascii: ":")
    forEachIndex(of: colon, in: bytes.span, having: colon, atDistance: 1, or: 5) { index in
      append(AddressRules.address6(at: index, in: bytes), to: &found)
    }
  }

  private func findGUIDs(in bytes: [UInt8], into found: inout [SensitiveValue]) {
    let dash = UInt8(ascii: "-")
    forEachIndex(of: dash, in: bytes.span, having: dash, atDistance: 5, or: 5) { index in
      let start = index - 13
      guard start >= 0, let range = guid(start, in: bytes), range.lowerBound == start else { return }
      guard start == 0 || !isHexDigit(bytes[start - 1]) else { return }
      found.append(SensitiveValue(.id, range, .guid))
    }
  }

  /// In order, the longer where two overlap; what reaches out of it is masked with it.
  private static func disjoint(_ found: [SensitiveValue]) -> [SensitiveValue] {
    let sorted = found.sorted { first, second in
      if first.range.lowerBound != second.range.lowerBound {
        return first.range.lowerBound < second.range.lowerBound
      }
      if first.range.count != second.range.count { return first.range.count > second.range.count }
      return first.kind != .id && second.kind == .id
    }
    var disjoint: [SensitiveValue] = []
    disjoint.reserveCapacity(sorted.count)
    for value in sorted {
      guard let last = disjoint.last, last.range.upperBound > value.range.lowerBound else {
        disjoint.append(value)
        continue
      }
      if value.range.upperBound > last.range.upperBound {
        disjoint[disjoint.count - 1].range = last.range.lowerBound..<value.range.upperBound
        disjoint[disjoint.count - 1].ending = value.ending
      }
    }
    return disjoint
  }
}
