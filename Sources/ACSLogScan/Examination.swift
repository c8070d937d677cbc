public import Calls
import Evidence
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
  let digests: any ArtifactDigests
  let copies: Set<Int>

  init(
    _ artifacts: [NumberedArtifact], copies: [DuplicateArtifact], _ digests: any ArtifactDigests,
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
    self.copies = Set(copies.map(\.copy))
    self.digests = digests
  }

  /// The inventory; digests are made where a listing has some.
  func inventory(of artifacts: [Artifact], app: String?) -> Inventory {
    // A closure of its own for each artifact would hold what it uses once for each.
    let listable: @Sendable (Int, Bool, ListedFile.DigestKind) -> [String] = { [digests] in
      digests.listable(of: $0, $2, isPacked: $1)
    }
    let attachments = artifacts.enumerated().map { index, artifact in
      let isPacked = !artifact.compressions.isEmpty
      return Attachment(artifact: artifact, platform: platforms[index]) { listable(index, isPacked, $0) }
    }
    return Inventory(of: attachments, listings: listings, copies: copies, app: app)
  }
}

extension Finding {
  init(_ finding: InventoryFinding) {
    self.init(
      kind: finding.kind, severity: finding.isWarning ? .warning : .info, text: finding.text,
      artifact: finding.artifact, source: finding.source)
  }
}
