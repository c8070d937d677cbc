import Calls
import Evidence
import Formats
public import Intake

/// Reads evidence files, packed in whatever way attachments may be.
public struct EvidenceReader: Sendable {
  private let intake: IntakeOptions

  /// A reader that opens files so.
  public init(intake: IntakeOptions = IntakeOptions()) {
    self.intake = intake
  }

  /// What all of them hold together. `-` is standard input.
  ///
  /// Never fails: what could not be read stands as a problem of the evidence file, which is among what was not read then.
  public func read(_ paths: [String]) -> Extract {
    contents(of: paths).extract
  }

  /// What all of them hold, with what stages of an assembly wrote.
  ///
  /// - Parameter headsOnly: Of artifacts that were extracted, only what they are, without what was observed in them, which may
  ///   be missing then.
  func contents(of paths: [String], headsOnly: Bool = false) -> EvidenceContents {
    let discovery = Intake.discover(paths, options: intake)
    var contents = EvidenceContents()
    contents.extract.notRead = discovery.artifactsNotRead.map { NotRead(evidence: $0.path, $0.problems) }
    for input in discovery.inputs {
      var archives: [OpenedArtifact] = []
      Intake.open(input, options: intake) { artifact in
        guard !artifact.isArchive else { return archives.append(artifact) }
        var file = EvidenceFile(artifact.path, headsOnly: headsOnly)
        file.read(artifact)
        contents.add(file)
      }
      for archive in archives where !archive.problems.isEmpty {
        contents.extract.notRead.append(NotRead(evidence: archive.path, archive.problems))
      }
    }
    return contents
  }
}

/// What evidence files hold.
struct EvidenceContents {
  var extract = Extract()
  var plan: [PlannedLog] = []
  var folded: [FoldedLog] = []
  var joined: [JoinedPart] = []

  fileprivate mutating func add(_ file: EvidenceFile) {
    extract.add(file.extract)
    plan += file.stages.plan
    folded += file.stages.folded
    joined += file.stages.joined
  }
}

extension NotRead {
  /// Evidence that was lost, behind everything else.
  fileprivate init(evidence path: String, _ problems: [Problem]) {
    var artifact = Artifact(path: path)
    artifact.problems = problems
    self.init(argument: .max, artifact: artifact)
  }

  /// Whether it is an evidence file.
  var isOfEvidence: Bool { argument == .max }
}

/// One evidence file: what one or several runs wrote, one behind the other.
private struct EvidenceFile {
  private(set) var extract = Extract()
  private(set) var stages = StageLines()
  private let path: String
  private let headsOnly: Bool
  /// The artifact that is being read, and how much of it is still to come.
  private var current: (artifact: ExtractedArtifact, left: ExtractedHead)?
  /// The range that is being read.
  private var range: ExtractedRange?
  /// Lines since the beginning of what one run wrote; nil outside.
  private var lines: Int?
  private var number = 0

  /// What one call says of itself is a line; one with a million events takes some 340 MB.
  private static let longestLine = 512 << 20
  private static let pieceSize = 256 << 10

  init(_ path: String, headsOnly: Bool) {
    self.path = path
    self.headsOnly = headsOnly
  }

  mutating func read(_ artifact: OpenedArtifact) {
    var problem = readLines(artifact)
    if problem == nil, lines != nil || number == 0 {
      problem = Problem(
        number == 0 ? .corrupt : .truncated,
        number == 0
          ? "it is empty, and no evidence"
          : "the evidence ends before its last line; what was whole was taken")
    }
    let problems = artifact.problems + [problem].compactMap(\.self)
    if !problems.isEmpty { extract.notRead.append(NotRead(evidence: path, problems)) }
  }

  /// Takes line after line up to the first one that cannot be taken.
  private mutating func readLines(_ artifact: OpenedArtifact) -> Problem? {
    var bytes: [UInt8] = []
    while true {
      let searched = bytes.count
      let isAtEnd = artifact.read(upTo: EvidenceFile.pieceSize, appendingTo: &bytes) == 0
      var start = 0
      var from = searched
      while let end = bytes[from...].firstIndex(of: UInt8(ascii: "\n")) {
        if let problem = take(bytes[start..<end]) { return problem }
        start = end + 1
        from = start
      }
      bytes.removeFirst(start)
      if isAtEnd { return bytes.isEmpty ? nil : take(bytes[...]) }
      if bytes.count > EvidenceFile.longestLine {
        number += 1
        return unreadable
      }
    }
  }

  private var unreadable: Problem {
    Problem(
      .corrupt, "line \(number) is no evidence that this version reads; it and what follows was left out")
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) -> Problem? {
    number += 1
    guard let line = try? LineDecoder.decode(EvidenceLine.self, from: bytes), take(line) else {
      return unreadable
    }
    return nil
  }

  private mutating func take(_ line: EvidenceLine) -> Bool {
    if let beginning = line.evidence {
      guard lines == nil, beginning.schemaVersion == EvidenceWriter.schemaVersion else { return false }
      lines = 1
      return true
    }
    guard let before = lines else { return false }
    lines = before + 1
    if headsOnly, line.isObservation { return true }
    if let reading = line.reading { return add(reading) }
    if let observation = line.observation {
      guard expects(\.observations) else { return false }
      current?.artifact.evidence.observations.append(observation)
      return finishIfWhole()
    }
    if let mention = line.mention {
      guard expects(\.mentions), (0..<observations).contains(mention.observation) else { return false }
      current?.artifact.evidence.lastMentions.append(mention)
      return finishIfWhole()
    }
    if let operation = line.operation {
      guard expects(\.operations) else { return false }
      current?.artifact.evidence.operations.append(operation)
      return finishIfWhole()
    }
    if let file = line.listed {
      guard expects(\.listed) else { return false }
      current?.artifact.evidence.listing?.entries.append(file)
      return finishIfWhole()
    }
    guard current == nil, range == nil else { return false }
    if let isTaken = stages.take(line) { return isTaken }
    guard !stages.isOpen else { return false }
    if let head = line.artifact { return begin(head) }
    if let head = line.range { return begin(head) }
    if let entry = line.notRead {
      extract.notRead.append(entry)
      return true
    }
    // Who wants heads alone may be given them alone.
    guard let end = line.end, headsOnly ? end.lines >= before : end.lines == before else { return false }
    lines = nil
    return true
  }

  private mutating func begin(_ head: ExtractedHead) -> Bool {
    guard head.isPlausible else { return false }
    var head = head
    if headsOnly { head.leaveOutObservations() }
    let artifact = ExtractedArtifact(place: head.place, digests: head.digests, evidence: head.evidence)
    current = (artifact, head)
    return finishIfWhole()
  }

  private mutating func begin(_ head: ExtractedRange.Head) -> Bool {
    guard head.place.isPlausible, head.text.isPlausible else { return false }
    range = ExtractedRange(head: head, range: TextRange(head.text))
    return finishRangeIfWhole()
  }

  private mutating func add(_ reading: TextRange.Element) -> Bool {
    guard let head = range?.head.text, reading.isPlausible(ofBytes: head.fileBytes) else { return false }
    range?.range.append(reading)
    return finishRangeIfWhole()
  }

  private mutating func finishRangeIfWhole() -> Bool {
    guard range?.range.isWhole ?? false else { return true }
    extract.ranges += [range].compactMap(\.self)
    range = nil
    return true
  }

  private var observations: Int { current?.artifact.evidence.observations.count ?? 0 }

  /// Counts an element, if one may come.
  private mutating func expects(_ left: WritableKeyPath<ExtractedHead, Int>) -> Bool {
    guard current?.left[keyPath: left] ?? 0 > 0 else { return false }
    current?.left[keyPath: left] -= 1
    return true
  }

  private mutating func finishIfWhole() -> Bool {
    if let current, current.left.isWhole {
      extract.artifacts.append(current.artifact)
      self.current = nil
    }
    return true
  }
}

extension EvidenceLine {
  fileprivate var isObservation: Bool { observation != nil || mention != nil || operation != nil }
}

extension ExtractedHead {
  /// Expects none of what was observed; what a listing lists belongs to what the artifact is.
  fileprivate mutating func leaveOutObservations() {
    observations = 0
    mentions = 0
    operations = 0
  }

  /// Whether nothing of its lists is left.
  fileprivate var isWhole: Bool { observations == 0 && mentions == 0 && operations == 0 && listed == 0 }

  /// Whether its lists stand behind it, each as long as it can be.
  fileprivate var isPlausible: Bool {
    min(observations, mentions, operations, listed) >= 0 && evidence.observations.isEmpty
      && evidence.lastMentions.isEmpty && evidence.operations.isEmpty
      && evidence.listing?.entries.isEmpty ?? (listed == 0) && place.isPlausible
  }
}

extension ExtractedArtifact.Place {
  fileprivate var isPlausible: Bool { ordinal >= 0 && argument >= 0 }
}
