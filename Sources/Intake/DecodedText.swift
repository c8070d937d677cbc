public import Evidence

/// The content of an artifact as UTF-8, chunk by chunk.
///
/// UTF-8 and binary content pass as they are, without a copy; UTF-16 is transcoded. A reader that keeps the
/// content's offset of the first byte of its buffer finds that of any other byte with
/// `contentLength(ofDecoded:)`:
///
///     var text = DecodedText(artifact)
///     while let chunk = text.next(appendingTo: &buffer) { … }
@safe
public struct DecodedText: ~Copyable {
  /// How the content is written.
  public let encoding: TextEncoding
  private let content: Content
  private let chunkLength: Int
  /// The bytes the encoding was decided from, still to be given.
  private var head: [UInt8]
  /// Bytes of content given so far, byte order mark included.
  private var offset: Int
  private var transcoder: UTF16Transcoder?

  /// Reads the beginning of `artifact` and decides its encoding. `chunkLength` is the number of bytes of
  /// content that each chunk is made of.
  public init(_ artifact: OpenedArtifact, chunkLength: Int = 256 << 10) {
    content = .artifact(artifact)
    self.chunkLength = max(chunkLength, 4)
    var head: [UInt8] = []
    _ = artifact.read(upTo: TextEncoding.sampleLength, appendingTo: &head)
    encoding = TextEncoding(of: head)
    offset = 0
    switch encoding {
    case .utf8, .binary: break
    case .utf8WithByteOrderMark:
      head.removeFirst(3)
      offset = 3
    case .utf16LittleEndian, .utf16BigEndian:
      transcoder = UTF16Transcoder(isBigEndian: encoding == .utf16BigEndian)
      if head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff]) {
        head.removeFirst(2)
        offset = 2
      }
    }
    self.head = head
  }

  /// The part of a file of UTF-8 or any other text of single bytes that begins at `start` and ends at `end`, or at the end
  /// of the file.
  public init(_ file: OpenFile, from start: Int, to end: Int?, chunkLength: Int = 256 << 10) {
    content = .file(file, end: end)
    self.chunkLength = max(chunkLength, 4)
    encoding = .utf8
    head = []
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

  /// Appends the next chunk; nil at the end. A character may be cut by the end of a UTF-8 chunk, never by that
  /// of a transcoded one.
  public mutating func next(appendingTo buffer: inout [UInt8]) -> DecodedChunk? {
    while true {
      let start = buffer.count
      let chunkOffset = offset
      if transcoder == nil {
        guard appendContent(to: &buffer) > 0 else { return nil }
        offset += buffer.count - start
      } else {
        guard appendTranscoded(to: &buffer) else { return nil }
        offset += encoding.contentLength(ofDecoded: buffer[start...])
      }
      // A chunk of nothing but half a character gives no bytes yet.
      if buffer.count > start { return DecodedChunk(offset: chunkOffset, count: buffer.count - start) }
    }
  }

  private mutating func appendContent(to buffer: inout [UInt8]) -> Int {
    guard head.isEmpty else {
      let count = head.count
      buffer.append(contentsOf: head)
      head = []
      return count
    }
    switch content {
    case .artifact(let artifact): return artifact.read(upTo: chunkLength, appendingTo: &buffer)
    case .file(let file, let end):
      let length = min(chunkLength, end.map { $0 - offset } ?? chunkLength)
      return file.read(upTo: length, at: offset, appendingTo: &buffer)
    }
  }

  /// False at the end.
  private mutating func appendTranscoded(to buffer: inout [UInt8]) -> Bool {
    var content: [UInt8] = []
    if appendContent(to: &content) > 0 {
      transcoder?.transcode(content, appendingTo: &buffer)
      return true
    }
    let before = buffer.count
    let isWhole = transcoder?.finish(appendingTo: &buffer) ?? true
    if !isWhole, case .artifact(let artifact) = self.content {
      let end = artifact.bytesRead
      problems.append(
        Problem(
          .truncated, "UTF-16 text ends after \(grouped(end)) bytes, within a character", offset: end - 1))
    }
    return buffer.count > before
  }
}

/// What `DecodedText.next` appended.
public struct DecodedChunk: Hashable, Sendable {
  /// Bytes of the artifact's content before the chunk's first character.
  public let offset: Int
  /// Bytes of UTF-8.
  public let count: Int
}

extension TextEncoding {
  /// The bytes of content that decoded text was made from: how far apart two places of the UTF-8 are in the
  /// artifact. `text` begins and ends between characters.
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
