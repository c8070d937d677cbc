import Evidence

/// Content of which only so many lines are given: what is left of the lines that an input may have.
final class LineLimitSource: ByteSource {
  private let upstream: any ByteSource
  private let budget: Budget
  private var exceeded: Problem?
  private var isAtEnd = false

  init(_ upstream: any ByteSource, budget: Budget) {
    self.upstream = upstream
    self.budget = budget
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !isAtEnd else { return 0 }
    let limit = budget.linesLeft
    // The next byte tells whether there is more than the limit allows.
    let room = unsafe limit > 0 ? buffer : UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(1))
    let count = unsafe upstream.read(into: room)
    guard limit > 0 else {
      isAtEnd = true
      if count > 0 { exceeded = budget.lineLimitReached }
      return 0
    }
    var lines = 0
    for index in 0..<count where unsafe buffer[index] == UInt8(ascii: "\n") {
      lines += 1
      guard lines == limit, index + 1 < count else { continue }
      isAtEnd = true
      exceeded = budget.lineLimitReached
      budget.chargeLines(lines)
      return index + 1
    }
    budget.chargeLines(lines)
    return count
  }

  var problems: [Problem] { upstream.problems + (exceeded.map { [$0] } ?? []) }
}
