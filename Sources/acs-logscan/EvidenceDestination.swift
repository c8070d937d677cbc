import ArgumentParser

/// Where evidence goes: standard output or a file, packed where its name ends in `.gz`.
struct EvidenceDestination {
  private let destination: Destination
  private let isPacked: Bool

  /// Refuses a folder, a file that is to be read, and to pack what is no file.
  init(_ path: String?, inputs: [String]) throws {
    destination = try Destination(path, inputs: inputs)
    isPacked = path?.lowercased().hasSuffix(".gz") ?? false
    guard !destination.isFolder else { throw ValidationError("Evidence is one file: -o takes a file.") }
    guard !isPacked || destination.isNewFile else {
      throw ValidationError("Packed evidence needs a file: -o FILE.gz.")
    }
  }

  func write(_ content: @escaping (ReportFile.Sink) throws -> Void) throws {
    try destination.write([
      isPacked
        ? ReportFile(name: "", making: { try GzipFile.write(content, to: $0) }) : ReportFile(content)
    ])
  }
}
