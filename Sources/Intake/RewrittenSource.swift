import Evidence

/// Content that went through a rewriter before anybody reads it.
final class RewrittenSource: ByteSource {
  private let upstream: any ByteSource
  private let rewriter: any ContentRewriter
  private var ready: [UInt8] = []
  private var given = 0
  private var isAtEnd = false
  private let block = BlockBuffer(count: 256 << 10)

  init(_ upstream: any ByteSource, rewriter: any ContentRewriter) {
    self.upstream = upstream
    self.rewriter = rewriter
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while given == ready.count, !isAtEnd { refill() }
    let count = min(ready.count - given, buffer.count)
    unsafe buffer.copyBytes(from: ready[given..<given + count])
    given += count
    return count
  }

  var problems: [Problem] { upstream.problems }

  private func refill() {
    ready.removeAll(keepingCapacity: true)
    given = 0
    let count = unsafe upstream.read(into: block.bytes)
    if count > 0 {
      let bytes = unsafe UnsafeRawBufferPointer(rebasing: block.bytes[..<count])
      unsafe bytes.withMemoryRebound(to: UInt8.self) { bytes in
        unsafe rewriter.rewrite(bytes.span, appendingTo: &ready)
      }
    } else {
      isAtEnd = true
      rewriter.finish(appendingTo: &ready)
    }
  }
}

extension RedactionPolicy {
  /// A path as reports show it, each name in it masked: `ticket.zip!/logs/a.log`.
  public func path(for path: String) -> String {
    var parent: String?
    return path.split(separator: "/", omittingEmptySubsequences: false).map { component in
      let isArchive = component.hasSuffix("!")
      let original = String(isArchive ? component.dropLast() : component)
      defer { parent = original }
      return original.isEmpty ? String(component) : name(for: original, in: parent) + (isArchive ? "!" : "")
    }.joined(separator: "/")
  }
}
