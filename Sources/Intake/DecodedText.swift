public import Evidence

/// The content of an artifact as UTF-8, chunk by chunk.
///
/// UTF-8 and binary content pass as they are, without a copy; UTF-16 is transcoded. Where the content goes on in another
/// encoding, so does the decoding. A reader that keeps the content's offset of the first byte of its buffer finds that of
/// any other byte with `contentLength(ofDecoded:at:)`:
///
///     var text = DecodedText(artifact)
///     while let chunk = text.next(appendingTo: &buffer) { … }
@safe
public struct DecodedText: ~Copyable {
  /// How the content begins.
  public let encoding: TextEncoding
  /// Where it goes on in other ways.
  public private(set) var changes: [EncodingChange] = []
  private let content: Content
  private let chunkLength: Int
  /// Content that was read and not given yet.
  private var held: [UInt8]
  /// Whether what is held says nothing without what comes next.
  private var needsMore = false
  /// Whether there is no more to read than what is held.
  private var isDrained = false
  /// Bytes of content given so far, byte order marks included.
  private var offset: Int
  /// Bytes of UTF-8 given so far.
  private var given = 0
  private var transcoder: UTF16Transcoder?
  private var looksForChanges: Bool

  /// Bytes of content that a chunk is made of, but for the first one, which is `TextEncoding.sampleLength` long.
  public static let usualChunkLength = 256 << 10

  /// Nobody writes text that changes its encoding more often.
  private static let mostChanges = 1_000

  /// Reads the beginning of `artifact` and decides its encoding. `chunkLength` is the number of bytes of
  /// content that each chunk is made of.
  public init(_ artifact: OpenedArtifact, chunkLength: Int = DecodedText.usualChunkLength) {
    content = .artifact(artifact)
    self.chunkLength = max(chunkLength, 4)
    held = []
    let count = artifact.read(upTo: TextEncoding.sampleLength, appendingTo: &held)
    isDrained = count < TextEncoding.sampleLength
    encoding = TextEncoding(of: held)
    transcoder = UTF16Transcoder(encoding)
    looksForChanges = encoding != .binary
    offset = 0
    skipMark()
  }

  /// The part of a file of UTF-8 or any other text of single bytes that begins at `start` and ends at `end`, or at the end
  /// of the file.
  public init(
    _ file: OpenFile, from start: Int, to end: Int?, chunkLength: Int = DecodedText.usualChunkLength
  ) {
    content = .file(file, end: end)
    self.chunkLength = max(chunkLength, 4)
    encoding = .utf8
    looksForChanges = true
    held = []
    offset = start
  }

  /// Where the content comes from.
  private enum Content {
    case artifact(OpenedArtifact)
    case file(OpenFile, end: Int?)
  }

  /// Whether nothing follows what was given, once there is no next chunk; not so behind a part of a file.
  public var isAtEnd: Bool {
    switch content {
    case .artifact: true
    case .file(_, let end): end.map { offset < $0 } ?? true
    }
  }

  /// What decoding lost; to be added to the artifact's own problems at the end.
  public private(set) var problems: [Problem] = []

  /// Appends the next chunk, which is of one encoding; nil at the end. A character may be cut by the end of a UTF-8
  /// chunk, never by that of a transcoded one.
  public mutating func next(appendingTo buffer: inout [UInt8]) -> DecodedChunk? {
    while true {
      let start = buffer.count
      let chunkOffset = offset
      let hasContent = transcoder == nil ? appendBytes(to: &buffer) : appendTranscoded(to: &buffer)
      // A chunk of nothing but half a character gives no bytes yet.
      if buffer.count > start { return DecodedChunk(offset: chunkOffset, count: buffer.count - start) }
      guard hasContent else { return nil }
    }
  }

  private mutating func appendContent(to buffer: inout [UInt8]) -> Int {
    let before = buffer.count
    buffer.append(contentsOf: held)
    held = []
    guard buffer.count == before || needsMore else { return buffer.count - before }
    needsMore = false
    switch content {
    case .artifact(let artifact):
      isDrained = artifact.read(upTo: chunkLength, appendingTo: &buffer) < chunkLength
    case .file(let file, let end):
      let length = min(chunkLength, end.map { $0 - offset } ?? chunkLength)
      _ = file.read(upTo: length, at: offset, appendingTo: &buffer)
    }
    return buffer.count - before
  }

  /// False at the end.
  private mutating func appendBytes(to buffer: inout [UInt8]) -> Bool {
    let start = buffer.count
    guard appendContent(to: &buffer) > 0 else { return false }
    let found =
      looksForChanges
      ? UTF16Search.first(in: buffer, from: start, isLast: isDrained) : UTF16Search.Result.none
    var next: TextEncoding?
    switch found {
    case .none: break
    case .undecided(let place): hold(from: place, of: &buffer)
    case .begins(let place, let isBigEndian):
      next = isBigEndian ? .utf16BigEndian : .utf16LittleEndian
      hold(from: place, of: &buffer)
    }
    offset += buffer.count - start
    given += buffer.count - start
    needsMore = next == nil
    if let next { change(to: next) }
    return true
  }

  private mutating func hold(from place: Int, of buffer: inout [UInt8]) {
    if case .file(let file, _) = content { return file.noteOtherEncoding() }
    held = Array(buffer[place...])
    buffer.removeLast(buffer.count - place)
  }

  /// False at the end.
  private mutating func appendTranscoded(to buffer: inout [UInt8]) -> Bool {
    var piece: [UInt8] = []
    guard appendContent(to: &piece) > 0, let transcoder else { return false }
    let start = buffer.count
    let outcome = transcoder.transcode(piece, isLast: isDrained, appendingTo: &buffer)
    offset += outcome.consumed
    given += buffer.count - start
    held = Array(piece[outcome.consumed...])
    needsMore = outcome.next == nil
    if let next = outcome.next {
      change(to: next)
    } else if isDrained, let last = held.last {
      noteHalfUnit(last)
      held = []
    }
    return true
  }

  private mutating func change(to next: TextEncoding) {
    guard changes.count < DecodedText.mostChanges else {
      problems.append(
        Problem(
          .corrupt,
          "the text changes its encoding more than \(grouped(DecodedText.mostChanges)) times; the rest was read as UTF-8",
          offset: offset))
      looksForChanges = false
      transcoder = nil
      return
    }
    transcoder = UTF16Transcoder(next)
    let before = offset
    skipMark()
    changes.append(EncodingChange(position: given, encoding: next, markLength: offset - before))
  }

  private mutating func skipMark() {
    let marks: [[UInt8]] =
      transcoder != nil ? [[0xff, 0xfe], [0xfe, 0xff]] : looksForChanges ? [[0xef, 0xbb, 0xbf]] : []
    guard let mark = marks.first(where: held.starts) else { return }
    held.removeFirst(mark.count)
    offset += mark.count
  }

  private mutating func noteHalfUnit(_ byte: UInt8) {
    // Behind a change, the half of a character that is zero may be the end of one that was read already.
    guard case .artifact(let artifact) = content, byte != 0 || changes.isEmpty else { return }
    let end = artifact.bytesRead
    problems.append(
      Problem(
        .truncated, "UTF-16 text ends after \(grouped(end)) bytes, within a character", offset: end - 1))
  }
}

/// What `DecodedText.next` appended.
public struct DecodedChunk: Hashable, Sendable {
  /// Bytes of the artifact's content before the chunk's first character.
  public let offset: Int
  /// Bytes of UTF-8.
  public let count: Int
}

/// Where text goes on in another encoding.
public struct EncodingChange: Hashable, Sendable {
  /// Bytes of UTF-8 before it.
  public let position: Int
  /// How the content goes on.
  public let encoding: TextEncoding
  /// Bytes of the byte order mark that stands there.
  public let markLength: Int
}

extension DecodedText {
  /// How the text at `position` is written, among all that was given.
  public func encoding(at position: Int) -> TextEncoding {
    changes.last { $0.position <= position }?.encoding ?? encoding
  }

  /// The bytes of content that decoded text was made from: how far apart two places of the UTF-8 are in the
  /// artifact. `text` begins and ends between characters, and stands at `position` among all that was given.
  public func contentLength(ofDecoded text: ArraySlice<UInt8>, at position: Int) -> Int {
    var length = 0
    var rest = text
    var current = encoding(at: position)
    for change in changes where change.position > position && change.position <= position + text.count {
      let place = text.startIndex + change.position - position
      length += current.contentLength(ofDecoded: rest[..<place]) + change.markLength
      rest = rest[place...]
      current = change.encoding
    }
    return length + current.contentLength(ofDecoded: rest)
  }
}

extension UTF16Transcoder {
  /// Nil for what needs none.
  package init?(_ encoding: TextEncoding) {
    switch encoding {
    case .utf16LittleEndian: self.init(isBigEndian: false)
    case .utf16BigEndian: self.init(isBigEndian: true)
    case .utf8, .utf8WithByteOrderMark, .binary: return nil
    }
  }
}

extension TextEncoding {
  /// The bytes of content that decoded text of one encoding was made from; `text` begins and ends between characters.
  @inlinable
  public func contentLength(ofDecoded text: some Collection<UInt8>) -> Int {
    switch self {
    case .utf8, .utf8WithByteOrderMark, .binary: return text.count
    case .utf16LittleEndian, .utf16BigEndian:
      var units = 0
      for byte in text {
        // Each lead byte is a code unit; those of four-byte characters are two. U+FFFD stands for one.
        if byte & 0xc0 != 0x80 { units += byte >= 0xf0 ? 2 : 1 }
      }
      return 2 * units
    }
  }
}
