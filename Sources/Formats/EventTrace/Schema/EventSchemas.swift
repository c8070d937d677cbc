public import Evidence
public import Intake

/// The layouts of events that instrumentation manifests beside the traces declare.
///
/// Manifests belong to a version of the program that writes the events: of another one, some events are decoded with bytes
/// left over.
public struct EventSchemas: Sendable {
  private(set) var table = EventSchemaTable()
  private var providers: Set<GUID> = []

  /// None.
  public init() {}

  /// Whether nothing was added.
  public var isEmpty: Bool { providers.isEmpty }

  /// Whether a manifest of this provider was added.
  public func describes(_ provider: GUID) -> Bool { providers.contains(provider) }

  /// Reads an artifact of which nothing was read yet, if it is a manifest: a .man, or what tools write of the providers
  /// of a machine, in UTF-8 or UTF-16. Of events that several declare, the first ones count.
  ///
  /// - Returns: What the report says of the manifest, the events that it declares as records; nil where it is none.
  @discardableResult
  public mutating func read(_ artifact: OpenedArtifact) -> Artifact? {
    let window = TextWindow(artifact)
    guard window.encoding != .binary, EventXML.recognises(head: window.bytes[...]) == .etwManifest else {
      return nil
    }
    return read(window, path: artifact.path)
  }

  /// Reads a manifest.
  mutating func read(_ manifest: consuming TextWindow, path: String) -> Artifact {
    let limit = InstrumentationManifest.maximumBytes
    while manifest.bytes.count <= limit, manifest.load() {}
    let content = manifest.bytes
    var summary = Artifact(path: path, kind: .etwManifest)
    guard let manifest = InstrumentationManifest(content) else {
      let detail =
        content.count > limit
        ? "no manifest is so large; it was not read" : "no provider of events could be read from it"
      summary.problems = [Problem(content.count > limit ? .limitReached : .corrupt, detail)]
      return summary
    }
    let hasRoom = table.add(manifest, bytes: content.count)
    if hasRoom { providers.formUnion(manifest.providers.keys) }
    summary.records = manifest.schemas.count
    summary.counts.other = manifest.schemas.count
    if manifest.isDamaged {
      summary.problems.append(
        Problem(.corrupt, "the manifest is cut or no XML; what stands before that was read"))
    }
    if !hasRoom || manifest.isCutShort {
      summary.problems.append(
        Problem(.limitReached, "it declares more than can be held; not all of it is used"))
    }
    return summary
  }
}
