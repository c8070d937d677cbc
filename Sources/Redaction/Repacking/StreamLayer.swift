import Intake

/// A compressed stream around content.
final class StreamLayer: Layer {
  private let stream: PackedStream
  private let below: any Layer
  private let run: RepackRun
  private var isBegun = false
  private var becomesZip = false
  private var encoder: (any StreamEncoder)?

  init(_ stream: PackedStream, over below: any Layer, in run: RepackRun) {
    self.stream = stream
    self.below = below
    self.run = run
  }

  var outputPath: String { below.outputPath }

  func adopt(_ record: ArtifactRecord) {
    below.adopt(record)
  }

  func becomeZip() {
    becomesZip = true
    below.becomeZip()
  }

  func begin() throws(CannotKeep) {
    guard !isBegun else { return }
    guard run.folder != nil else {
      try below.begin()
      isBegun = true
      return
    }
    let encoder: (any StreamEncoder)? =
      switch stream {
      case .gzip(let header): GzipEncoder(renamed(header))
      case .compressed(let compression): ArchiveWriter(.stream(compression))
      }
    guard let encoder else {
      throw CannotKeep(reason: "data compressed in this way cannot be written here")
    }
    try below.begin()
    isBegun = true
    self.encoder = encoder
    check(
      encoder.begin { [below, run] bytes in
        below.write(bytes)
        return run.failure == nil
      })
  }

  func write(_ bytes: Span<UInt8>) {
    guard run.failure == nil, let encoder else { return }
    check(encoder.write(bytes))
  }

  func finish() {
    guard run.failure == nil, let encoder else { return }
    check(encoder.finish())
    self.encoder = nil
  }

  private func check(_ isDone: Bool) {
    if !isDone { run.fail("compressing failed") }
  }

  private func renamed(_ header: GzipHeader) -> GzipHeader {
    var header = header
    header.name = header.name.map { name in
      let components = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map { component in
        SafeName.component(run.policy.name(for: String(component), in: nil))
      }
      let renamed = components.joined(separator: "/")
      return becomesZip ? nameOfZip(renamed) : renamed
    }
    header.comment = header.comment.map { SafeName.component(run.policy.name(for: $0, in: nil)) }
    return header
  }
}

/// Packs a stream of bytes into another.
package protocol StreamEncoder: AnyObject {
  /// `write` takes what comes out, and says whether it could be written.
  func begin(_ write: @escaping (Span<UInt8>) -> Bool) -> Bool
  func write(_ bytes: Span<UInt8>) -> Bool
  func finish() -> Bool
}
