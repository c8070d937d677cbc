public import Calls
import Evidence
import Intake
public import Inventory

/// What the calls of a ticket are, and what its files are.
public struct Examination: Sendable {
  /// With the findings of the inventory.
  public var analysis: Analysis
  public var inventory: Inventory
}

/// Brings together what the listings and the artifacts of a ticket say of its files.
struct FileComparison {
  let listings: [ListingEvidence]
  let platforms: [Int: String]
  let inputs: [Input]
  /// Of each artifact with an input: that input, and its ordinal there.
  let places: [(input: Int, ordinal: Int)]
  let options: IntakeOptions
  let copies: Set<Int>

  init(
    _ artifacts: [NumberedArtifact], copies: [DuplicateArtifact], inputs: [Input], options: IntakeOptions,
    fold: FoldOptions
  ) {
    listings = artifacts.compactMap { artifact in
      guard let listing = artifact.evidence.listing else { return nil }
      let times = TimeResolver(
        artifact.evidence.clocks, order: fold.dateOrder, zone: fold.zone(artifact.evidence.artifact.path))
      return ListingEvidence(artifact: artifact.index, listing: listing, times: times)
    }
    platforms = Dictionary(
      artifacts.compactMap { artifact in artifact.evidence.platform.map { (artifact.index, $0) } }
    ) { first, _ in first }
    places = artifacts.map { ($0.input, $0.ordinal) }
    self.copies = Set(copies.map(\.copy))
    self.inputs = inputs
    self.options = options
  }

  /// The inventory; digests are made where a listing has some.
  func inventory(of artifacts: [Artifact], app: String?) -> Inventory {
    // A closure of its own for each artifact would hold what it uses once for each.
    let digests: @Sendable (Int, Bool, ListedFile.DigestKind) -> [String] = { [self] in
      self.digests(of: $0, isPacked: $1, $2)
    }
    let attachments = artifacts.enumerated().map { index, artifact in
      let isPacked = !artifact.compressions.isEmpty
      return Attachment(artifact: artifact, platform: platforms[index]) { digests(index, isPacked, $0) }
    }
    return Inventory(of: attachments, listings: listings, copies: copies, app: app)
  }

  private func digests(of artifact: Int, isPacked: Bool, _ kind: ListedFile.DigestKind) -> [String] {
    guard places.indices.contains(artifact) else { return [] }
    let (input, ordinal) = places[artifact]
    let onDisk = ordinal == 0 ? Intake.fileDigest(of: inputs[input], kind) : nil
    let unpacked =
      !isPacked && onDisk != nil
      ? nil : Intake.contentDigest(of: inputs[input], ordinal: ordinal, kind, options: options)
    return [onDisk, unpacked].compactMap(\.self)
  }
}

extension Finding {
  init(_ finding: InventoryFinding) {
    self.init(
      kind: finding.kind, severity: finding.isWarning ? .warning : .info, text: finding.text,
      artifact: finding.artifact, source: finding.source)
  }
}
