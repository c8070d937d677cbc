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
  private let inflater = Inflater()
  private var state = State.insideMember
  private var ownProblems: [Problem] = []
  private var produced = 0

  /// `upstream` stands at the header of the first member.
  init(_ upstream: any ByteSource, budget: Budget) {
    self.upstream = upstream
    self.budget = budget
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
    let step = unsafe inflater.step(into: buffer)
    produced += step.count
    switch step.outcome {
    case .progress: break
    case .needsInput:
      if !inflater.refill(from: upstream) {
        end(.truncated, "gzip data ends early after \(grouped(produced)) bytes; those were read")
      }
    case .memberEnd: state = .betweenMembers
    case .wrongChecksum(let unreadTrailer):
      note(
        .checksumMismatch,
        "the checksum in the gzip data does not match the \(grouped(produced)) bytes before it")
      state = inflater.skip(unreadTrailer, from: upstream) ? .betweenMembers : .ended
    case .corrupt(let words):
      end(.corrupt, "gzip data is damaged after \(grouped(produced)) bytes (\(words)); those were read")
    case .noMemory: end(.unreadable, "no memory for decompression after \(grouped(produced)) bytes")
    }
    if step.count > 0, !budget.charge(expanded: step.count), state != .ended {
      state = .ended
      if let exceeded = budget.exceeded { ownProblems.append(exceeded) }
    }
    return step.count
  }

  /// Behind a member stands another one, nothing, or zeros up to the end of a tape's block.
  private func startNextMember() {
    var isPadded = false
    while let next = inflater.peek(from: upstream) {
      if next == 0 {
        isPadded = true
        _ = inflater.skip(1, from: upstream)
      } else if !isPadded, inflater.startsMember(from: upstream) {
        state = inflater.reset() ? .insideMember : .ended
        return
      } else {
        return end(
          .trailingData,
          "data that is not gzip follows the compressed data of \(grouped(produced)) bytes; it was not read")
      }
    }
    state = .ended
  }

  private func note(_ kind: Problem.Kind, _ detail: String) {
    ownProblems.append(Problem(kind, detail, offset: produced))
  }

  private func end(_ kind: Problem.Kind, _ detail: String) {
    note(kind, detail)
    state = .ended
  }
}
