internal import Evidence

/// Reads the fragments of all logs, numbered through, and frees them behind itself where nobody else holds them.
struct FragmentReaders {
  private let starts: LogStarts
  private var readers: [PackedList<Fragment>.Iterator]
  /// The first log of which something is still held.
  private var firstHeld = 0

  init(_ logs: [FoldedLog], _ starts: LogStarts) {
    self.starts = starts
    readers = logs.map { $0.fragments.makeIterator() }
  }

  mutating func fragment(_ number: Int) -> Fragment {
    let log = starts.log(of: number)
    return readers[log].element(at: number - starts[log])
  }

  /// Lets go of the fragments before this one, which must not be asked for again.
  mutating func release(before number: Int) {
    let log = starts.log(of: number)
    while firstHeld < log {
      readers[firstHeld] = PackedList<Fragment>().makeIterator()
      firstHeld += 1
    }
    readers[log].release(before: number - starts[log])
  }
}

/// The number of each log's first fragment, where fragments are numbered through all logs.
struct LogStarts {
  private var starts: [Int] = []
  /// How many fragments all logs have.
  private(set) var count = 0

  init(_ logs: [FoldedLog]) {
    for log in logs {
      starts.append(count)
      count += log.fragments.count
    }
  }

  subscript(log: Int) -> Int { starts[log] }

  /// The log that the fragment is of.
  func log(of fragment: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= fragment { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
