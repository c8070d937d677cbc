import CArchive
import Evidence

/// A member of a container, in the order of the container.
struct ArchiveMember {
  let entry: ArchiveEntry
  let content: MemberSource

  init(_ entry: ArchiveEntry, content: MemberSource) {
    self.entry = entry
    self.content = content
  }
}

/// The content of the member that its reader stands at; at its end as soon as the reader goes on.
@safe
final class MemberSource: ByteSource {
  private(set) var problems: [Problem] = []
  private let reader: ArchiveReader
  private let isEncrypted: Bool
  private var block = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  /// Zeros of a sparse file that come before the block.
  private var hole = 0
  private var position = 0
  private var isAtEnd = false
  /// Decompression is counted here, where the bytes leave libarchive.
  private var budget: Budget?

  init(_ reader: ArchiveReader, isEncrypted: Bool) {
    self.reader = reader
    self.isEncrypted = isEncrypted
  }

  /// Counts against `budget` from here on.
  func charge(to budget: Budget) {
    self.budget = budget
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      if hole > 0 { return unsafe giveHole(into: buffer) }
      if unsafe block.count > 0 {
        let count = unsafe min(block.count, buffer.count)
        unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<count]))
        unsafe block = UnsafeRawBufferPointer(rebasing: block[count...])
        return given(count, isExpansion: reader.format.expands)
      }
      if isAtEnd { return 0 }
      fetch()
    }
  }

  /// Lets go of the reader's memory.
  func close() {
    unsafe block = UnsafeRawBufferPointer(start: nil, count: 0)
    hole = 0
    isAtEnd = true
  }

  private func giveHole(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(hole, buffer.count)
    unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]).initializeMemory(
      as: UInt8.self, repeating: 0)
    hole -= count
    return given(count, isExpansion: true)
  }

  private func given(_ count: Int, isExpansion: Bool) -> Int {
    position = addingClamped(position, count)
    if isExpansion, let budget, !budget.charge(expanded: count) {
      close()
      if let exceeded = budget.exceeded { problems.append(exceeded) }
    }
    return count
  }

  private func fetch() {
    var retries = 0
    while true {
      let next = reader.nextBlock()
      if let offset = next.offset, offset > position { hole = offset - position }
      switch next.result {
      case ARCHIVE_OK: unsafe block = next.bytes
      case ARCHIVE_WARN:
        // The last block of a member whose checksum is wrong comes with the warning.
        problems.append(reader.problem("member is damaged", isEncrypted: isEncrypted))
        unsafe block = next.bytes
      case ARCHIVE_EOF: isAtEnd = true
      case ARCHIVE_RETRY where retries < 16:
        retries += 1
        continue
      case let result:
        isAtEnd = true
        let problem = reader.problem(
          "member cannot be read on after \(grouped(position)) bytes", isEncrypted: isEncrypted,
          offset: position)
        problems.append(problem)
        if result == ARCHIVE_FATAL { reader.stopInMember(problem) }
      }
      return
    }
  }
}
