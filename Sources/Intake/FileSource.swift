import Evidence

/// The bytes of a file, a FIFO or standard input.
final class FileSource: ByteSource {
  private(set) var problems: [Problem] = []
  private let file: OpenFile
  private let budget: Budget
  private let status: FileStatus
  /// Standard input never is: a shell may have read part of the file that it is.
  private let isWholeFile: Bool
  private var position = 0
  private var isAtEnd = false

  /// Opens the input, or says why it cannot be.
  init(_ input: Input, budget: Budget) throws(IntakeFailure) {
    do {
      let descriptor =
        switch input.location {
        case .standardInput: FileDescriptor(standardInput: ())
        case .file(let path, let isNamed): try FileDescriptor(opening: path, followingLinks: isNamed)
        }
      status = try descriptor.status()
      file = OpenFile(descriptor, size: status.size, options: budget.options)
    } catch {
      throw IntakeFailure(problem: Problem(error))
    }
    self.budget = budget
    isWholeFile = status.kind == .regular && !input.isStandardInput
    if !input.isNamed, status.kind != .regular {
      throw IntakeFailure(problem: Problem(.unreadable, "is no regular file any more"))
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !isAtEnd else { return 0 }
    if let reason = interruption {
      isAtEnd = true
      problems.append(reason)
      return 0
    }
    // Behind the limit, the next byte tells whether there is more than it allows.
    let room = max(budget.options.limits.expandedBytes - position, 1)
    do {
      let count = try unsafe file.readNext(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(room)))
      if count == 0 { noteEnd() }
      guard count == 0 || position < budget.options.limits.expandedBytes else { return endAtLimit() }
      position += count
      budget.noteInput(upTo: position)
      return count
    } catch {
      isAtEnd = true
      let detail = "reading failed after \(grouped(position)) bytes: \(error.words)"
      problems.append(Problem(.unreadable, detail, offset: position))
      return 0
    }
  }

  /// Why nothing more is to be read. What threads had begun to read in stretches may be read again in order as far
  /// as this.
  private var interruption: Problem? {
    while true {
      if let reason = budget.options.interruption.reason {
        return file.isSteady || position >= FileSource.mostReadAgain ? reason : nil
      }
      // Whatever else has no end of its own may keep a reader waiting for ever.
      if status.kind == .regular || file.hasData(within: 200) { return nil }
    }
  }

  private static let mostReadAgain = 256 << 20

  var seekableLength: Int? { isWholeFile ? status.size : nil }

  var openFile: OpenFile? { isWholeFile && status.size <= budget.options.limits.expandedBytes ? file : nil }

  func seek(to offset: Int) -> Bool {
    guard seekableLength != nil, file.seek(to: offset) else { return false }
    position = offset
    isAtEnd = false
    return true
  }

  private func endAtLimit() -> Int {
    isAtEnd = true
    let limit = grouped(budget.options.limits.expandedBytes)
    problems.append(
      Problem(.limitReached, "more than \(limit) bytes; the rest was not read", offset: position))
    return 0
  }

  private func noteEnd() {
    isAtEnd = true
    guard isWholeFile, position < status.size, problems.isEmpty else { return }
    let detail =
      "the file had \(grouped(status.size)) bytes when it was opened and ended after \(grouped(position))"
    problems.append(Problem(.changedWhileRead, detail, offset: position))
  }
}

/// Why an input could not be opened.
struct IntakeFailure: Error {
  let problem: Problem
}

extension Problem {
  /// What it means that a file cannot be opened or looked at.
  init(_ error: SystemError) {
    self.init(error.isNotFound ? .notFound : .unreadable, error.words)
  }
}
