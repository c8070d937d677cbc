internal import Evidence

/// What a person should know about the artifacts: doubles, missing beginnings, levels, too many clients, masked IDs.
struct LogFindings {
  let joined: JoinedLogs
  let artifacts: [Artifact]
  private(set) var findings: [Finding] = []
  /// Masked IDs, by artifact.
  private var masked: [Int: (count: Int, first: Source)] = [:]

  init(_ joined: JoinedLogs, _ artifacts: [Artifact]) {
    self.joined = joined
    self.artifacts = artifacts
  }

  mutating func addAll(_ outlines: CallOutlines, duplicates: [DuplicateArtifact]) {
    addDuplicates(duplicates)
    let troubled = artifactsWithNews(outlines)
    let copies = Set(duplicates.map(\.copy))
    for artifact in joined.artifacts where !copies.contains(artifact.index) {
      addClients(artifact)
      if troubled.contains(artifact.index) { addLevels(artifact) }
      for noise in artifact.noise where noise.kind == NoteKind.redactedIdentifier {
        noteMasked(noise.count, noise.first)
      }
    }
    addMasked()
    addMissingIDs()
  }

  /// Counts the event if it says that an ID is masked.
  mutating func noteMasked(_ event: Event) {
    if event.claim == .note(kind: NoteKind.redactedIdentifier) { noteMasked(1, event.source) }
  }

  private mutating func noteMasked(_ count: Int, _ source: Source) {
    let known = masked[source.artifact] ?? (0, source)
    masked[source.artifact] = (known.count &+ count, min(known.first, source))
  }

  private mutating func addMasked() {
    for (artifact, (count, first)) in masked.sorted(by: { $0.key < $1.key }) {
      addMasked(count, artifact, first)
    }
  }

  private mutating func addMasked(_ count: Int, _ artifact: Int, _ source: Source) {
    let isOfHTTP =
      artifacts.indices.contains(artifact)
      && [.sdkHTTPLog, .webConsoleLog].contains(artifacts[artifact].kind)
    let count = count == 1 ? "An ID is" : "\(count) IDs are"
    add(
      "redacted-identifier", .warning,
      isOfHTTP
        ? "\(count) masked in this log (REDACTED): the SDK shows only headers that it is allowed to. Run it again with MS-CV and the chain ID "
          + "visible: .NET: options.Diagnostics.LoggedHeaderNames.Add(\"*\"); Python: logging_enable=True (DEBUG; prints signatures and "
          + "bodies, too); Java: HttpLogOptions.addAllowedHeaderName(…) for MS-CV and X-Microsoft-Skype-Chain-ID; JavaScript: "
          + "loggingOptions.additionalAllowedHeaderNames."
        : "\(count) masked by what wrote this log (`<private>`, REDACTED), so calls "
          + "may lack their ID; ask for a log that shows private data, or for the IDs themselves.", artifact,
      source)
  }

  private mutating func addDuplicates(_ duplicates: [DuplicateArtifact]) {
    for duplicate in duplicates {
      add(
        "duplicate-artifact", .info,
        "\(path(duplicate.copy)) is the same, byte for byte, as \(path(duplicate.original)); it was counted once.",
        duplicate.copy)
    }
    for overlap in joined.overlaps {
      let lines = overlap.lines == 1 ? "1 line stands" : "\(overlap.lines) lines stand"
      add(
        "duplicate-artifact", .info,
        "\(lines) both in \(path(overlap.first)) and in \(path(overlap.second)); what they say is counted once.",
        overlap.second)
    }
  }

  /// Artifacts with calls or failures, for which the level of the log matters.
  private func artifactsWithNews(_ outlines: CallOutlines) -> Set<Int> {
    var result = outlines.artifacts
    for entry in joined.outside where entry.event.claim.trouble != nil {
      result.insert(entry.event.source.artifact)
    }
    return result
  }

  private mutating func addClients(_ artifact: FoldedArtifact) {
    let highest = artifact.clientNumbers.max() ?? 0
    if max(highest, artifact.creations) >= 10 {
      let count =
        highest >= 10 ? "CallClient\(highest) appears" : "\(artifact.creations) CallClients are created"
      add(
        "many-call-clients", .warning,
        "\(count) in this log: the application makes new CallClients instead of keeping one, often one for each "
          + "token. Check where it creates them, and that it disposes of them.", artifact.index)
    }
    if let lowest = artifact.clientNumbers.union(artifact.createdClients).min(), lowest > 1,
      !artifact.createdClients.contains(lowest)
    {
      add(
        "first-client-not-in-log", .info,
        "The lowest client in this log is CallClient\(lowest), and its creation is not in it: the log starts after the "
          + "page was loaded. Ask for the log from the loading of the page.", artifact.index)
    }
  }

  private mutating func addLevels(_ artifact: FoldedArtifact) {
    guard artifact.platform == "web" || artifact.artifact.kind == .webConsoleLog,
      artifact.levels.isDisjoint(with: ["info", "verbose"])
    else { return }
    let met =
      artifact.levels.isEmpty ? "no SDK level" : "only " + artifact.levels.sorted().joined(separator: " and ")
    add(
      "log-level-too-low", .warning,
      "This log shows \(met); ask for one recorded with setLogLevel('verbose') and the browser console set to all "
        + "levels, verbose included.", artifact.index)
  }

  /// Bare IDs that no call has: a ticket may name a call whose log is not here. Surveys and bills name the calls of
  /// everybody.
  private mutating func addMissingIDs() {
    var byArtifact: [Int: [JoinedSighting]] = [:]
    var seen: Set<String> = []
    for sighting in joined.sightingsOutsideCalls where sighting.identifier.kind == .possibleCallID {
      guard !isOfExport(sighting.source.artifact),
        seen.insert(sighting.identifier.value.lowercased()).inserted
      else { continue }
      byArtifact[sighting.source.artifact, default: []].append(sighting)
    }
    for (artifact, sightings) in byArtifact.sorted(by: { $0.key < $1.key }) {
      let names = sightings.prefix(3).map { $0.identifier.value.lowercased() }.joined(separator: ", ")
      let rest = sightings.count > 3 ? " and \(sightings.count - 3) more" : ""
      let verb = sightings.count == 1 ? "is named here and is" : "are named here and are"
      add(
        "id-not-in-logs", .warning,
        "\(names)\(rest) \(verb) in no log: if a call is meant, ask for the logs of the client and the time of that call.",
        artifact, sightings[0].source)
    }
  }

  private func isOfExport(_ artifact: Int) -> Bool {
    artifacts.indices.contains(artifact) && artifacts[artifact].kind == .azureMonitor
  }

  private func path(_ artifact: Int) -> String {
    artifacts.indices.contains(artifact) ? artifacts[artifact].path : "artifact \(artifact)"
  }

  private mutating func add(
    _ kind: String, _ severity: Finding.Severity, _ text: String, _ artifact: Int, _ source: Source? = nil
  ) {
    findings.append(Finding(kind: kind, severity: severity, text: text, artifact: artifact, source: source))
  }
}
