import CZlib
import Evidence

/// What a stream of gzip members (RFC 1952) unpacks to, the members one after the other.
///
/// Everything that can be unpacked is given: all bytes before a cut or a damaged place, and also those of a
/// member whose checksum is wrong.
final class GzipSource: ByteSource {
  private enum State {
    case insideMember
    case betweenMembers
    case ended
  }

  private let upstream: any ByteSource
  private let budget: Budget
  private var input = CompressedInput()
  private let inflater = Inflater()
  #if ISAL
    /// Nil where the source cannot be read again, and once that had to be.
    private var fastInflater: FastInflater?
  #endif
  private var state = State.insideMember
  private var ownProblems: [Problem] = []
  private var produced = 0
  /// Where in the source the member's header stands, and how much of `produced` came before it.
  private var memberStart = (position: 0, produced: 0)
  /// Bytes of the member that were given before it was begun again.
  private var alreadyGiven = 0

  /// `upstream` stands at the header of the first member.
  init(_ upstream: any ByteSource, budget: Budget) {
    self.upstream = upstream
    self.budget = budget
    #if ISAL
      if upstream.seekableLength != nil { fastInflater = FastInflater() }
    #endif
    if !inflater.isReady { end(.unreadable, "no memory for decompression") }
  }

  /// Whether the bytes are the header of a gzip member that zlib can read: method deflate, no reserved flag.
  static func recognises(_ prefix: some RandomAccessCollection<UInt8>) -> Bool {
    let header = Array(prefix.prefix(4))
    return header.count == 4 && header[0] == 0x1f && header[1] == 0x8b && header[2] == 8
      && header[3] & 0xe0 == 0
  }

  var problems: [Problem] { upstream.problems + ownProblems }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      switch state {
      case .ended: return 0
      case .betweenMembers: startNextMember()
      case .insideMember:
        let count = unsafe inflate(into: buffer)
        if count > 0 { return count }
      }
    }
  }

  /// 0 where the state changed or input was fetched; never without either.
  private func inflate(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if ISAL
      if let count = unsafe inflateFast(into: buffer) { return count }
    #endif
    let step = unsafe inflater.step(&input, into: buffer)
    let count = unsafe leavingOutGiven(buffer, step.count)
    produced += count
    switch step.outcome {
    case .progress: break
    case .needsInput:
      if !input.refill(from: upstream) {
        end(.truncated, "gzip data ends early after \(grouped(produced)) bytes; those were read")
      }
    case .memberEnd: state = .betweenMembers
    case .wrongChecksum(let unreadTrailer):
      note(
        .checksumMismatch,
        "the checksum in the gzip data does not match the \(grouped(produced)) bytes before it")
      state = input.skip(unreadTrailer, from: upstream) ? .betweenMembers : .ended
    case .corrupt(let words):
      end(.corrupt, "gzip data is damaged after \(grouped(produced)) bytes (\(words)); those were read")
    case .noMemory: end(.unreadable, "no memory for decompression after \(grouped(produced)) bytes")
    }
    charge(count)
    return count
  }

  private func charge(_ count: Int) {
    guard count > 0, !budget.charge(expanded: count), state != .ended else { return }
    state = .ended
    if let exceeded = budget.exceeded { ownProblems.append(exceeded) }
  }

  #if ISAL
    /// Nil where it is for zlib to go on: the data is damaged or cut short, and zlib is the one that says where. It reads
    /// the member again, and everything behind it.
    private func inflateFast(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
      guard let step = unsafe fastInflater?.step(&input, into: buffer) else { return nil }
      switch step.outcome {
      case .memberEnd: state = .betweenMembers
      case .needsInput where !input.refill(from: upstream): return beginMemberAgain()
      case .needsInput, .progress: break
      case .wrongChecksum, .corrupt, .noMemory: return beginMemberAgain()
      }
      produced += step.count
      charge(step.count)
      return step.count
    }

    private func beginMemberAgain() -> Int? {
      fastInflater = nil
      alreadyGiven = produced - memberStart.produced
      input.restart(at: memberStart.position)
      guard upstream.seek(to: memberStart.position) else {
        end(.unreadable, "gzip data could not be read again after \(grouped(produced)) bytes")
        return 0
      }
      return nil
    }
  #endif

  /// Moves what is new among the first `count` bytes to the start of the buffer.
  private func leavingOutGiven(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
    guard alreadyGiven > 0 else { return count }
    let given = min(alreadyGiven, count)
    alreadyGiven -= given
    unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[given..<count]))
    return count - given
  }

  /// Behind a member stands another one, nothing, or zeros up to the end of a tape's block.
  private func startNextMember() {
    var isPadded = false
    while let next = input.peek(from: upstream) {
      if next == 0 {
        isPadded = true
        _ = input.skip(1, from: upstream)
      } else if !isPadded, input.startsMember(from: upstream) {
        memberStart = (input.position, produced)
        alreadyGiven = 0
        state = resetInflaters() ? .insideMember : .ended
        return
      } else {
        return end(
          .trailingData,
          "data that is not gzip follows the compressed data of \(grouped(produced)) bytes; it was not read")
      }
    }
    state = .ended
  }

  private func resetInflaters() -> Bool {
    #if ISAL
      fastInflater?.reset()
    #endif
    return inflater.reset()
  }

  private func note(_ kind: Problem.Kind, _ detail: String) {
    ownProblems.append(Problem(kind, detail, offset: produced))
  }

  private func end(_ kind: Problem.Kind, _ detail: String) {
    note(kind, detail)
    state = .ended
  }
}
