import Evidence

/// Counts what reading one input has cost, and says when it is enough.
///
/// Once a limit is reached every layer over the input stops. One input is read by one thread, so nothing here
/// is locked.
final class Budget {
  let options: IntakeOptions
  private var limits: IntakeLimits { options.limits }
  /// Why nothing more may be read.
  private(set) var exceeded: Problem?
  private var inputBytes = 0
  private var expandedBytes = 0
  private var members = 0
  private var lines = 0

  init(_ options: IntakeOptions) {
    self.options = options
  }

  /// Takes note that the input has been read up to `position`. The furthest place counts, so that an archive
  /// whose entries all point at the same bytes earns nothing by being read again and again.
  func noteInput(upTo position: Int) {
    guard position > inputBytes else { return }
    options.bytesRead(position - inputBytes)
    inputBytes = position
  }

  /// How many more line breaks may be read.
  var linesLeft: Int { max((limits.lines ?? .max) - lines, 0) }

  func chargeLines(_ count: Int) {
    lines = addingClamped(lines, count)
  }

  /// What it means that there are no more lines left.
  var lineLimitReached: Problem {
    Problem(.limitReached, "more than \(grouped(limits.lines ?? .max)) lines; the rest was not read")
  }

  /// Whether another archive member may be read.
  func admitMember() -> Bool {
    guard exceeded == nil else { return false }
    if let reason = options.interruption.reason {
      exceeded = reason
      return false
    }
    guard members < limits.members else {
      exceeded = Problem(
        .limitReached, "more than \(grouped(limits.members)) archive members; the rest was not read")
      return false
    }
    members += 1
    return true
  }

  /// Takes note of bytes that a decompressor gave; false where nothing more may follow them.
  func charge(expanded count: Int) -> Bool {
    guard exceeded == nil else { return false }
    expandedBytes = addingClamped(expandedBytes, count)
    if expandedBytes > limits.expandedBytes {
      exceeded = Problem(
        .limitReached,
        "decompression gives more than \(grouped(limits.expandedBytes)) bytes; the rest was not read")
    } else if expandedBytes > limits.expansionAllowance,
      expandedBytes / max(limits.expansionRatio, 1) > max(inputBytes, 1)
    {
      exceeded = Problem(
        .limitReached,
        "decompression gives more than \(grouped(limits.expansionRatio)) bytes for each byte; the rest was not read"
      )
    }
    return exceeded == nil
  }
}

/// The sum, or the largest integer where the sum would be larger still.
func addingClamped(_ lhs: Int, _ rhs: Int) -> Int {
  let (sum, overflow) = lhs.addingReportingOverflow(rhs)
  return overflow ? .max : sum
}

/// A count with its digits in groups of three: `1,048,576`.
package func grouped(_ count: Int) -> String {
  var text = ""
  let digits = String(count)
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return text
}
