internal import Crypto

/// Digests are made on demand only: to confirm that two artifacts are the same, or that a file is the one that
/// a listing means. They read everything again.
extension Intake {
  /// The SHA-256 of a file's bytes as they lie on disk, in lower-case hexadecimal digits; nil where it cannot
  /// be read, or for standard input.
  public static func fileSHA256(of input: Input) -> String? {
    guard !input.isStandardInput, let source = try? FileSource(input, budget: Budget(IntakeLimits())) else {
      return nil
    }
    var hasher = BlockHasher()
    unsafe hasher.update { unsafe source.read(into: $0) }
    return source.problems.isEmpty ? hasher.finish() : nil
  }

  /// The SHA-256 of an artifact's content, containers and compressions taken off, in lower-case hexadecimal
  /// digits: equal for a log and its gzip. `ordinal` is that of the artifact when the input was opened. Nil
  /// where it is not there any more, or for standard input.
  public static func contentSHA256(
    of input: Input, ordinal: Int, options: IntakeOptions = IntakeOptions()
  ) -> String? {
    var digest: String?
    _ = reopen(input, ordinal: ordinal, options: options) { artifact in
      guard !artifact.isArchive else { return }
      var hasher = BlockHasher()
      unsafe hasher.update { unsafe artifact.read(into: $0) }
      digest = hasher.finish()
    }
    return digest
  }
}

/// SHA-256 over blocks that a source fills.
private struct BlockHasher {
  private var hash = SHA256()

  mutating func update(from read: (UnsafeMutableRawBufferPointer) -> Int) {
    let block = BlockBuffer(count: 256 << 10)
    while true {
      let count = unsafe read(block.bytes)
      if count == 0 { return }
      unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: block.bytes[..<count]))
    }
  }

  func finish() -> String {
    var text = ""
    for byte in hash.finalize() {
      if byte < 16 { text.append("0") }
      text.append(String(byte, radix: 16))
    }
    return text
  }
}
