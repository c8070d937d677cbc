import Scan
import Synchronization

/// The scanners for one list of literals that all artifacts of a run share; each is made when it is first needed.
final class SharedScanners: Sendable {
  private let makeLiterals: @Sendable () -> [Literal]
  private let made = Mutex(Made())

  private struct Made {
    var literals: [Literal]?
    var quick: LiteralScanner?
    var common: LiteralScanner?
    /// The scanner that was fitted last, and bytes searched in all artifacts before there was one: the artifacts of a
    /// ticket are often pieces of one log.
    var searched = 0
    var fitted: LiteralScanner?
  }

  /// For literals that are asked for when the first scanner is.
  init(_ literals: @escaping @Sendable () -> [Literal]) {
    makeLiterals = literals
  }

  /// What the scanners search for.
  var literals: [Literal] {
    made.withLock { made in
      if let literals = made.literals { return literals }
      let literals = makeLiterals()
      made.literals = literals
      return literals
    }
  }

  /// Most artifacts are small: a ticket of a few should not wait for a plan.
  var quick: LiteralScanner {
    let literals = literals
    return made.withLock { made in
      if let quick = made.quick { return quick }
      let quick = LiteralScanner(forLittleText: literals)
      made.quick = quick
      return quick
    }
  }

  /// Planned for logs of the usual kind, once for all artifacts.
  var common: LiteralScanner {
    let literals = literals
    return made.withLock { made in
      if let common = made.common { return common }
      let common = LiteralScanner(literals, sample: nil)
      made.common = common
      return common
    }
  }

  /// Counts what was searched; gives the sum over all artifacts, and the scanner that was fitted last.
  func note(searched count: Int) -> (all: Int, fitted: LiteralScanner?) {
    made.withLock { made in
      made.searched += count
      return (made.searched, made.fitted)
    }
  }

  /// A scanner planned for a sample, which later artifacts take over.
  func fit(to sample: Span<UInt8>) -> LiteralScanner {
    let fitted = LiteralScanner(literals, sample: sample)
    made.withLock { $0.fitted = fitted }
    return fitted
  }
}
