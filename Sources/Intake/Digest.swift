internal import Crypto
public import Evidence

/// Digests are made on demand only: to confirm that two artifacts are the same, or that a file is the one that
/// a listing means. They read everything again.
extension Intake {
  /// The digest of a file's bytes as they lie on disk, in lower-case hexadecimal digits; nil where it cannot
  /// be read, or for standard input.
  public static func fileDigest(of input: Input, _ kind: ListedFile.DigestKind = .sha256) -> String? {
    guard !input.isReadOnce, let source = try? FileSource(input, budget: Budget(IntakeOptions())) else {
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

  /// The digests of the contents of all artifacts in an input, by ordinal, each of these kinds, in one reading. Those of
  /// archives are left out, as is all of standard input.
  public static func contentDigests(
    of input: Input, _ kinds: Set<ListedFile.DigestKind>, options: IntakeOptions = IntakeOptions()
  ) -> [Int: [ListedFile.Digest]] {
    var result: [Int: [ListedFile.Digest]] = [:]
    guard !input.isReadOnce else { return result }
    open(input, options: options) { artifact in
      guard !artifact.isArchive else { return }
      var hashes: [(kind: ListedFile.DigestKind, hash: any HashFunction)] = ListedFile.DigestKind.allCases
        .filter(kinds.contains).map { ($0, hash($0)) }
      let block = BlockBuffer(count: 256 << 10)
      while case let count = unsafe artifact.read(into: block.bytes), count > 0 {
        for index in hashes.indices {
          unsafe hashes[index].hash.update(
            bufferPointer: UnsafeRawBufferPointer(rebasing: block.bytes[..<count]))
        }
      }
      for (kind, hash) in hashes {
        let digest = ListedFile.Digest(kind: kind, hex: hexadecimal(hash))
        result[artifact.ordinal, default: []].append(digest)
      }
    }
    return result
  }

  private static func digest(
    _ kind: ListedFile.DigestKind, of read: (UnsafeMutableRawBufferPointer) -> Int
  ) -> String {
    unsafe digest(hash(kind), of: read)
  }

  private static func hash(_ kind: ListedFile.DigestKind) -> any HashFunction {
    switch kind {
    case .md5: Insecure.MD5()
    case .sha1: Insecure.SHA1()
    case .sha256: SHA256()
    case .sha384: SHA384()
    case .sha512: SHA512()
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
    return hexadecimal(hash)
  }

  private static func hexadecimal(_ hash: some HashFunction) -> String {
    var text = ""
    for byte in hash.finalize() {
      if byte < 16 { text.append("0") }
      text.append(String(byte, radix: 16))
    }
    return text
  }
}
