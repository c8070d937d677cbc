import Evidence

/// Reads a trace buffer by buffer, in the order of the file.
///
/// A trace is a sequence of buffers without a magic number, an index or an end mark; how many there should be is not
/// to be trusted. Damage costs the damaged record and what follows it in its buffer, or the damaged buffer.
///
///     while reader.nextBuffer() {
///       reader.forEachRecord { record, place, bytes in … }
///     }
struct TraceReader: ~Copyable {
  /// What the trace's first record says; nil where that is damaged, and before the first buffer.
  private(set) var session: TraceSession?
  /// Buffers read so far.
  private(set) var buffers = 0
  /// Records given so far, the one being given among them.
  private(set) var records = 0
  /// Where in the content the buffer begins.
  private(set) var bufferOffset = 0
  /// Bytes of it that are there.
  private(set) var bufferLength = 0
  private(set) var header: TraceBufferHeader?

  private let content: TraceContent
  /// The buffer, unpacked.
  private var bytes: [UInt8] = []
  private var end = 0
  private var isCutShort = false
  private var damage = DamageLog()
  private(set) var compression = TraceCompression.xpress
  /// Bytes that compressed buffers gave.
  private var unpacked = 0
  private var unreadBuffers = 0
  private var isStopped = false

  init(_ content: TraceContent) {
    self.content = content
  }

  /// Bytes that may stand behind what is compressed.
  private static let padding = 8
  /// The first buffer's header and its first record.
  private static let firstLook = 4096
  /// No trace unpacks to so many times its length.
  private static let largestExpansion = 100
  private static let expansionAllowance = 64 << 20

  /// What was wrong so far.
  var problems: [Problem] {
    var problems = damage.problems
    if unreadBuffers > 0 {
      problems.append(
        Problem(
          .unreadable,
          "\(unreadBuffers) buffers are compressed with \(compression.rawValue), which cannot be read"))
    }
    return problems
  }

  /// Goes on to the next buffer; false at the end.
  mutating func nextBuffer() -> Bool {
    while !isStopped {
      let loaded = content.load(TraceBufferHeader.length)
      if loaded == 0 { break }
      guard loaded == TraceBufferHeader.length,
        let header = content.withLoaded(loaded, { TraceBufferHeader($0) })
      else {
        damage.note(.truncated, "the content ends inside the header of a buffer", offset: content.position)
        content.advance(loaded)
        break
      }
      if buffers == 0 { peekSession() }
      if buffers == 0 ? header.hasValidSize : isBelievable(header) {
        take(header, size: likelySize(of: header))
        if !isStopped { return true }
      } else if let size = sizeOfDamaged() {
        damage.note(
          .corrupt, "the header of a buffer is damaged; its records were read all the same",
          offset: content.position)
        take(header, size: size)
        if !isStopped { return true }
      } else if !findNextBuffer() {
        break
      }
    }
    isStopped = true
    return false
  }

  /// Where a record stands.
  struct Place {
    /// Its number in the order of the file, from 1.
    let record: Int
    /// Of the record in the content; in a compressed buffer, of the buffer.
    let offset: Int
  }

  /// Shows each record of the buffer, from the start of whose bytes the record's places count.
  mutating func forEachRecord<Failure: Error>(
    _ body: (TraceRecord, Place, Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var walk = RecordWalk(end: end)
    while let record = walk.next(bytes.span) {
      records += 1
      let offset = isCompressed ? bufferOffset : bufferOffset + record.offset
      try body(record, Place(record: records, offset: offset), bytes.span)
    }
    if walk.isDamaged, !isCutShort {
      damage.note(
        .corrupt, "a record is damaged; the rest of its buffer was passed over",
        offset: bufferOffset + (isCompressed ? 0 : walk.damagedAt))
    }
  }

  /// Shows the buffer up to the end of its records.
  func withRecords(_ body: (Span<UInt8>) -> Void) {
    body(bytes.span.extracting(0..<end))
  }

  private var isCompressed: Bool { header?.isCompressed ?? false }

  /// The bytes of an uncompressed buffer, as the session has them.
  private var nominalSize: Int? {
    session.flatMap {
      (TraceBufferHeader.length + 8...TraceBufferHeader.largestBuffer).contains($0.bufferSize)
        ? $0.bufferSize : nil
    }
  }

  private func isBelievable(_ header: TraceBufferHeader) -> Bool {
    if header.isCompressed, let nominalSize, header.size > nominalSize { return false }
    return header.isPlausible || header.size == nominalSize
  }
}

// MARK: - Buffers

extension TraceReader {
  /// Where the size of the first buffer is damaged, the session tells how long buffers are.
  private mutating func peekSession() {
    let loaded = content.load(TraceReader.firstLook)
    session = content.withLoaded(loaded) { TraceSession($0, end: loaded) }
  }

  private mutating func take(_ header: TraceBufferHeader, size: Int) {
    bufferOffset = content.position
    let loaded = content.load(size)
    let isCutOff = loaded < size
    isCutShort = isCutOff
    if isCutShort {
      damage.note(.truncated, "the content ends inside a buffer of \(size) bytes", offset: bufferOffset)
    }
    var target: [UInt8] = []
    swap(&target, &bytes)
    let used = content.withLoaded(loaded) { compression.load($0, header, into: &target) }
    swap(&target, &bytes)
    if header.isCompressed { check(header, isWhole: used != nil, end: bufferOffset + loaded) }
    // What is compressed, unpacks to less than all of it, and ends where no other begins has lied about its size.
    let isDoubtful =
      header.isCompressed && !isCutOff && (used.map { $0 + TraceReader.padding < size } ?? true)
      && !isFollowed(behind: size)
    content.advance(isDoubtful ? TraceBufferHeader.length : loaded)
    bufferLength = loaded
    self.header = header
    end = min(header.end, bytes.count)
    buffers += 1
    if buffers == 1 {
      compression = TraceCompression(header.state)
      session = TraceSession(bytes.span, end: end)
      if session == nil, !isCutShort {
        damage.note(
          .corrupt, "the header of the trace is damaged: its times are not known", offset: bufferOffset)
      }
    }
  }

  /// The size that the header says, unless no buffer begins behind that many bytes and one does where it should.
  private func likelySize(of header: TraceBufferHeader) -> Int {
    guard !header.isCompressed, let nominal = nominalSize, header.size != nominal else { return header.size }
    return !isFollowed(behind: header.size) && isFollowed(behind: nominal) ? nominal : header.size
  }

  /// The size of a buffer that says nothing credible of itself, but lies where one should, and holds a record; nil
  /// where that is not so.
  private func sizeOfDamaged() -> Int? {
    guard let session, !session.isCompressed, let nominal = nominalSize else { return nil }
    let loaded = content.load(TraceReader.lookAhead)
    let holdsRecord =
      loaded == TraceReader.lookAhead
      && content.withLoaded(loaded) { TraceReader.isMarker($0[TraceBufferHeader.length + 3]) }
    return holdsRecord && isFollowed(behind: nominal) ? nominal : nil
  }

  /// Whether a record can have this byte of flags.
  private static func isMarker(_ flags: UInt8) -> Bool { flags == 0xc0 || flags == 0x90 }

  /// Whether a buffer begins behind `size` bytes, or the content ends there.
  private func isFollowed(behind size: Int) -> Bool {
    let loaded = content.load(size + TraceBufferHeader.length)
    if loaded == size { return true }
    return loaded == size + TraceBufferHeader.length
      && content.withLoaded(loaded) { bytes in
        TraceBufferHeader(bytes.extracting(size..<loaded))?.isPlausible ?? false
      }
  }

  private mutating func check(_ header: TraceBufferHeader, isWhole: Bool, end: Int) {
    guard compression == .xpress else {
      unreadBuffers += 1
      return
    }
    if !isWhole, !isCutShort {
      damage.note(
        .corrupt, "a compressed buffer is damaged; what lies before the damage was read",
        offset: bufferOffset)
      isCutShort = true
    }
    unpacked += bytes.count
    if unpacked > TraceReader.expansionAllowance + TraceReader.largestExpansion * end {
      damage.note(
        .limitReached, "the buffers unpack to more than \(TraceReader.largestExpansion) times their size",
        offset: bufferOffset)
      isStopped = true
    }
  }

  /// Looks for the next place at which a buffer can begin; false where there is none.
  private mutating func findNextBuffer() -> Bool {
    let start = content.position
    // Buffers that are not compressed have sizes of whole sectors.
    let step = isCompressed || session?.isCompressed ?? true ? 1 : 8
    var isZero = true
    content.withLoaded(1) { isZero = $0[0] == 0 }
    content.advance(1)
    while true {
      let loaded = content.load(1 << 16)
      let position = content.position
      let (found, isStillZero) = content.withLoaded(loaded) { bytes in
        findBuffer(in: bytes, from: (step - position % step) % step, by: step)
      }
      isZero = isZero && isStillZero
      content.advance(found ?? max(1, loaded - TraceReader.lookAhead))
      if found != nil, !leadsOn() {
        content.advance(1)
        continue
      }
      let isAtEnd = found == nil && loaded <= TraceReader.lookAhead
      guard found != nil || isAtEnd else { continue }
      if isAtEnd { content.advance(content.load(TraceReader.lookAhead)) }
      let length = content.position - start
      if !isAtEnd || !isZero || session?.isPreallocated != true {
        damage.note(
          .corrupt,
          isZero
            ? "\(length) bytes of zeros stand where buffers should be"
            : "\(length) bytes are no buffers and were passed over", offset: start)
      }
      return !isAtEnd
    }
  }

  /// A buffer's header and the first record's.
  private static let lookAhead = TraceBufferHeader.length + 8

  /// Where a buffer begins that holds a record, and whether all bytes before are zeros.
  private func findBuffer(in bytes: Span<UInt8>, from start: Int, by step: Int) -> (Int?, Bool) {
    var isZero = true
    var checked = 0
    var index = start
    while bytes.count - index >= TraceReader.lookAhead {
      while checked < index {
        if bytes[checked] != 0 { isZero = false }
        checked += 1
      }
      // The upper byte of the type is zero, the lower at most 7.
      if bytes[index + 55] == 0, bytes[index + 54] <= 7,
        let header = TraceBufferHeader(bytes.extracting(index..<bytes.count)), header.isPlausible,
        header.filled > TraceReader.lookAhead, header.isCompressed || beginsRecord(bytes, at: index, header)
      {
        return (index, isZero)
      }
      index += step
    }
    while checked < bytes.count {
      if bytes[checked] != 0 { isZero = false }
      checked += 1
    }
    return (nil, isZero)
  }

  /// Whether the buffer that seems to begin here is as those of the session are, and is followed by another one.
  private func leadsOn() -> Bool {
    let loaded = content.load(TraceBufferHeader.length)
    guard let header = content.withLoaded(loaded, { TraceBufferHeader($0) }) else { return false }
    if header.isCompressed, !isCompressed, session.map({ !$0.isCompressed }) ?? false { return false }
    if header.isCompressed, let nominal = nominalSize, header.filled > nominal { return false }
    guard isBelievable(header) else { return false }
    return isFollowed(behind: header.size)
      || content.load(header.size) < header.size && header.size == nominalSize
  }

  private func beginsRecord(_ bytes: Span<UInt8>, at index: Int, _ header: TraceBufferHeader) -> Bool {
    TraceReader.isMarker(bytes[index + TraceBufferHeader.length + 3])
      && (nominalSize.map { $0 == header.size } ?? true)
  }
}
