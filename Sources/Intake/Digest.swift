internal import Crypto
public import Evidence

/// Digests are made on demand only: to confirm that two artifacts are the same, or that a file is the one that
/// a listing means. They read everything again.
extension Intake {
  /// The digest of a file's bytes as they lie on disk, in lower-case hexadecimal digits; nil where it cannot
  /// be read, or for standard input.
  public static func fileDigest(of input: Input, _ kind: ListedFile.DigestKind = .sha256) -> String? {
    guard !input.isStandardInput, let source = try? FileSource(input, budget: Budget(IntakeOptions())) else {
      return nil
    }
    let digest = unsafe digest(kind) { unsafe source.read(into: $0) }
    return source.problems.isEmpty ? digest : nil
  }

  /// The digest of an artifact's content, containers and compressions taken off, in lower-case hexadecimal
  /// digits: equal for a log and its gzip. `ordinal` is that of the artifact when the input was opened. Nil
  /// where it is not there any more, or for standard input.
  public static func contentDigest(
    of input: Input, ordinal: Int, _ kind: ListedFile.DigestKind = .sha256,
    options: IntakeOptions = IntakeOptions()
  ) -> String? {
    var result: String?
    _ = reopen(input, ordinal: ordinal, options: options) { artifact in
      guard !artifact.isArchive else { return }
      result = unsafe digest(kind) { unsafe artifact.read(into: $0) }
    }
    return result
  }

  private static func digest(
    _ kind: ListedFile.DigestKind, of read: (UnsafeMutableRawBufferPointer) -> Int
  ) -> String {
    switch kind {
    case .md5: unsafe digest(Insecure.MD5(), of: read)
    case .sha1: unsafe digest(Insecure.SHA1(), of: read)
    case .sha256: unsafe digest(SHA256(), of: read)
    case .sha384: unsafe digest(SHA384(), of: read)
    case .sha512: unsafe digest(SHA512(), of: read)
    }
  }

  /// Of the blocks that a source fills.
  private static func digest<Hash: HashFunction>(
    _ hash: Hash, of read: (UnsafeMutableRawBufferPointer) -> Int
  ) -> String {
    var hash = hash
    let block = BlockBuffer(count: 256 << 10)
    while true {
      let count = unsafe read(block.bytes)
      if count == 0 { break }
      unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: block.bytes[..<count]))
    }
    var text = ""
    for byte in hash.finalize() {
      if byte < 16 { text.append("0") }
      text.append(String(byte, radix: 16))
    }
    return text
  }
}
