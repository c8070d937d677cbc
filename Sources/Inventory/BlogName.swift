/// The parts of the name of a `.blog` file as the SDKs and Teams write it: `acs_sdk-0-s3579513326.blog`.
///
/// The shape is that of all names in public documentation and threads; what number and mark mean is documented nowhere, so
/// the parts are shown and not interpreted.
public struct BlogName: Hashable, Sendable {
  /// `acs_sdk`, `Teams.msrtc`, `tscalling`
  public var stem: String
  /// The number behind the stem.
  public var index: String
  /// Whether the last number has an `s` before it.
  public var isMarked: Bool
  /// The last number: up to ten digits.
  public var number: String

  /// Nil where the name has another shape, as `acs_sdk.blog` has.
  public init?(_ name: FileName) {
    guard name.pathExtension == "blog" else { return nil }
    let parts = name.text.dropLast(5).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    let isMarked = parts[parts.count - 1].hasPrefix("s")
    let number = parts[parts.count - 1].dropFirst(isMarked ? 1 : 0)
    let index = parts[parts.count - 2]
    guard BlogName.isNumber(index), BlogName.isNumber(number) else { return nil }
    stem = parts.dropLast(2).joined(separator: "-")
    guard !stem.isEmpty else { return nil }
    self.index = String(index)
    self.isMarked = isMarked
    self.number = String(number)
  }

  private static func isNumber(_ text: Substring) -> Bool {
    (1...10).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
