import Calls
import Evidence
import Formats
import Intake

/// One line of an evidence file: an object with one member, which says what it is.
///
/// An artifact's lists stand behind it, an element a line: they may be millions.
struct EvidenceLine: Codable {
  var evidence: Beginning?
  var artifact: ExtractedHead?
  var range: ExtractedRange.Head?
  var reading: TextRange.Element?
  var observation: Observation?
  var mention: LastMention?
  var operation: OperationTally?
  var listed: ListedFile?
  var notRead: NotRead?
  var end: End?

  // What passes between the stages of an assembly.
  var plan: PlannedLog?
  var folded: FoldedHead?
  var fragment: Fragment?
  var account: Account?
  var outside: OutsideEvent?
  var sighting: Sighting?
  var stampedLine: StampedLine?
  var joined: JoinedHead?
  var call: JoinedCall?
  var joinedSighting: JoinedSighting?

  /// The first line of what one run wrote.
  struct Beginning: Codable {
    /// Grows with every change that an older reader would misread.
    var schemaVersion: Int
    var tool: Tool

    struct Tool: Codable {
      var name: String
      var version: String
    }
  }

  /// The last line of what one run wrote.
  struct End: Codable {
    /// How many lines stand before it, the first one among them.
    var lines: Int
  }
}

/// An artifact without its lists, and how long each of them is.
struct ExtractedHead: Codable {
  var place: ExtractedArtifact.Place
  var digests: [ExtractedArtifact.Digest]
  /// Its lists are empty.
  var evidence: ArtifactEvidence
  var observations: Int
  var mentions: Int
  var operations: Int
  var listed: Int
}

extension ExtractedHead {
  init(_ artifact: ExtractedArtifact) {
    place = artifact.place
    digests = artifact.digests
    evidence = artifact.evidence
    observations = evidence.observations.count
    mentions = evidence.lastMentions.count
    operations = evidence.operations.count
    listed = evidence.listing?.entries.count ?? 0
    evidence.observations = []
    evidence.lastMentions = []
    evidence.operations = []
    evidence.listing?.entries = []
  }
}
