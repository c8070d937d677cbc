public import Evidence
public import Intake

/// Reads an opened artifact to its end and gives everything it yields.
public enum ArtifactReader {
  /// The evidence of an artifact; its observations name it by `index`.
  ///
  /// - Parameters:
  ///   - schemas: Layouts of events that are known from elsewhere, for binary traces.
  ///   - keepsText: Whether observations have the words of the log, which only a timeline shows.
  ///   - vocabularies: What reads the records.
  ///   - threads: What a large artifact may use beside the calling thread.
  public static func read(
    _ artifact: OpenedArtifact, index: Int, schemas: EventSchemas = EventSchemas(), keepsText: Bool = true,
    vocabularies: Vocabularies = .builtIn, threads: SpareThreads = .none
  ) -> ArtifactEvidence {
    var evidence =
      artifact.isArchive
      ? archive(artifact)
      : content(
        artifact, index: index, schemas, keepsText: keepsText, vocabularies, threads)
    evidence.artifact.bytes = artifact.bytesRead
    evidence.artifact.compressions = artifact.compressions
    if evidence.artifact.recognisedBy == nil { evidence.artifact.recognisedBy = reason(evidence) }
    evidence.artifact.problems = artifact.problems + evidence.artifact.problems
    return evidence
  }

  /// What an artifact was told by that is not told by its lines.
  private static func reason(_ evidence: ArtifactEvidence) -> String? {
    switch evidence.artifact.kind {
    case .archive: return "the first bytes are those of an archive"
    case .etl: return "the header of a trace's buffer, or the name of one without"
    case .eventXML, .clixml, .etwManifest: return "the first elements of XML"
    case .directoryManifest: return "most lines, or the fields, are those of a list of files"
    case .blog: return "no text, and the name of a media log"
    case .unknown:
      if let skipped = evidence.artifact.problems.first(where: { $0.kind == .skipped }) {
        return "the beginning: " + skipped.detail.prefix { $0 != "," && $0 != ";" }
      }
      return evidence.artifact.bytes == 0 ? "it is empty" : "no text, and no beginning that is known"
    default: return "the members or columns of its first elements"
    }
  }

  private static func archive(_ artifact: OpenedArtifact) -> ArtifactEvidence {
    ArtifactEvidence(artifact: Artifact(path: artifact.path, kind: .archive))
  }

  private static func content(
    _ artifact: OpenedArtifact, index: Int, _ schemas: EventSchemas, keepsText: Bool,
    _ vocabularies: Vocabularies, _ threads: SpareThreads
  ) -> ArtifactEvidence {
    let window = TextWindow(artifact)
    if OwnReport.isDatabase(window.bytes) { return ownReport(artifact) }
    if let known = KnownContent(of: window.bytes[...]) {
      var evidence =
        known.isText
        ? read(window, artifact, index: index, schemas, keepsText: keepsText, vocabularies, threads)
        : opaque(artifact, kind: .unknown)
      evidence.artifact.problems.append(known.problem)
      return evidence
    }
    return read(window, artifact, index: index, schemas, keepsText: keepsText, vocabularies, threads)
  }

  private static func read(
    _ window: consuming TextWindow, _ artifact: OpenedArtifact, index: Int, _ schemas: EventSchemas,
    keepsText: Bool, _ vocabularies: Vocabularies, _ threads: SpareThreads
  ) -> ArtifactEvidence {
    switch ContentForm(window, path: artifact.path) {
    case .eventTrace:
      var reader = TraceArtifact(
        artifact, beginning: window.bytes, index: index, keepsText: keepsText,
        vocabularies: vocabularies)
      return reader.read(schemas)
    case .opaque(let kind):
      return opaque(artifact, kind: kind, beginning: kind == .blog ? window.bytes : [])
    case .listing(let syntax):
      return listing(
        ListingArtifact(window, syntax: syntax, path: artifact.path, index: index), artifact, index: index,
        EvidenceBuilder(path: artifact.path, index: index, keepsText: keepsText), vocabularies)
    case .ownReport: return ownReport(artifact)
    case .eventXML(.etwManifest):
      var declared = EventSchemas()
      return ArtifactEvidence(artifact: declared.read(window, path: artifact.path))
    case .eventXML(let kind):
      var reader = EventXMLArtifact(
        window, path: artifact.path, kind: kind, index: index, keepsText: keepsText,
        vocabularies: vocabularies, threads: threads)
      return reader.read()
    case .serviceDocument:
      var document = ServiceDocument(
        window, path: artifact.path, index: index, keepsText: keepsText,
        vocabularies: vocabularies, threads: threads)
      return document.read()
    case .log:
      return log(
        window, artifact, index: index,
        EvidenceBuilder(path: artifact.path, index: index, keepsText: keepsText), vocabularies, threads)
    }
  }

  private static func log(
    _ window: consuming TextWindow, _ artifact: OpenedArtifact, index: Int,
    _ builder: consuming EvidenceBuilder, _ vocabularies: Vocabularies, _ threads: SpareThreads
  ) -> ArtifactEvidence {
    let builder = builder
    guard window.isPlainLines, let file = artifact.openFile,
      var reader = StretchReader(
        file, index: index, builder: builder, vocabularies: vocabularies, threads: threads)
    else { return text(window, index: index, builder, vocabularies) }
    if let (evidence, count) = reader.read() {
      artifact.noteReadFile(count)
      return evidence
    }
    // It is the reading in order that says what is wrong with the file.
    return artifact.rewind()
      ? text(TextWindow(artifact), index: index, builder, vocabularies)
      : text(window, index: index, builder, vocabularies)
  }

  private static func ownReport(_ artifact: OpenedArtifact) -> ArtifactEvidence {
    var evidence = opaque(artifact, kind: .unknown)
    evidence.artifact.problems = [
      Problem(.skipped, "a report of this tool; it is no evidence and was not read")
    ]
    return evidence
  }

  /// Lines of a log are often pasted below a listing: where there may be some, it is read as text, too, and what
  /// either way found counts.
  private static func listing(
    _ reader: consuming ListingArtifact, _ artifact: OpenedArtifact, index: Int,
    _ builder: consuming EvidenceBuilder, _ vocabularies: Vocabularies
  ) -> ArtifactEvidence {
    var reader = reader
    var listed = reader.read()
    guard reader.otherLines > 0 else { return listed }
    guard artifact.rewind() else {
      // Headings and footers are some lines.
      if reader.otherLines > reader.listedLines + 20 {
        listed.artifact.problems.append(
          Problem(
            .needsSecondPass,
            "most lines list no files and were not searched for calls; unpacked, the file is read both ways"))
      }
      return listed
    }
    var log = text(TextWindow(artifact), index: index, builder, vocabularies)
    guard !log.observations.isEmpty else { return listed }
    log.listing = listed.listing
    log.clocks.merge(listed.clocks)
    let problems = listed.artifact.problems.filter { !log.artifact.problems.contains($0) }
    log.artifact.problems += problems
    return log
  }

  private static func text(
    _ window: consuming TextWindow, index: Int, _ builder: consuming EvidenceBuilder,
    _ vocabularies: Vocabularies
  ) -> ArtifactEvidence {
    var builder = builder
    var reader = TextReader(window, index: index, vocabularies: vocabularies)
    var readings: [Reading] = []
    while reader.readChunk(into: &readings) { builder.take(&readings) }
    builder.take(&readings)
    return builder.finish(reader.finish())
  }

  /// Read to its end all the same: its length counts, and so does damage in what it was packed in. What is said to be
  /// encrypted is measured: random bytes have nearly 8 bits each, damage and other content have less.
  private static func opaque(
    _ artifact: OpenedArtifact, kind: ArtifactKind, beginning: [UInt8] = []
  ) -> ArtifactEvidence {
    var evidence = ArtifactEvidence(artifact: Artifact(path: artifact.path, kind: kind))
    var meter = kind == .blog ? EntropyMeter() : nil
    meter?.add(beginning[...])
    var block: [UInt8] = []
    while artifact.read(upTo: ContentFacts.blockSize, appendingTo: &block) > 0 {
      meter?.add(block[...])
      block.removeAll(keepingCapacity: true)
    }
    evidence.artifact.content = meter?.facts
    if kind == .etl, artifact.bytesRead > 0 {
      evidence.artifact.problems = [Problem(.corrupt, EventTraceLog.damage)]
    }
    return evidence
  }
}
