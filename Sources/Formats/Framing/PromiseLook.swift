import Scan

/// Looks at the lines around common literals, and at no byte twice, however many there are on one line.
struct PromiseLook {
  private var vocabulary: Int?
  private var range = 0..<0
  private var wasPromising = false

  /// How far a look reaches to either side of a literal: no further than a record of a long line is read.
  private static let reach = 2048
  /// Longer than anything that a vocabulary may look for.
  private static let overlap = 64

  /// Whether a match of the literal with this number in the list is worth a record. Matches come in order.
  mutating func isPromising(
    _ literal: Int, at hit: Int, in window: borrowing TextWindow, of vocabularies: Vocabularies
  )
    -> Bool
  {
    guard let owner = vocabularies.ownerOfCommon(literal) else { return true }
    let isNew = vocabulary != owner || !range.contains(hit)
    if !isNew, wasPromising { return true }
    let line = window.line(
      around: hit, in: max(0, hit - PromiseLook.reach)..<min(window.bytes.count, hit + PromiseLook.reach))
    let start = isNew ? line.lowerBound : max(line.lowerBound, range.upperBound - PromiseLook.overlap)
    vocabulary = owner
    range = (isNew ? line.lowerBound : range.lowerBound)..<line.upperBound
    wasPromising = vocabularies.all[owner].isPromising(
      window.bytes.span, start..<max(start, line.upperBound))
    return wasPromising
  }
}
