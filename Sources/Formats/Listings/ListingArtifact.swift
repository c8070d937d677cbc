import Evidence
import Intake

/// Reads an artifact that lists files to its end.
struct ListingArtifact: ~Copyable {
  private var window: TextWindow
  private let syntax: ListingSyntax
  private let index: Int
  private var evidence: ArtifactEvidence
  private var signature = StableHash()
  private var lines = LineListing()
  private var csv: CSVListing?
  private var collector = ListingCollector()
  private var page: LegacyText?
  private var records = 0
  private var cut = 0
  /// Where the first record stands that was not read whole.
  private var firstCut: Int?
  /// Whether the beginning of the line in the window is gone.
  private var isInLongLine = false

  /// Bytes of a line that are held.
  private static let longestLine = 1 << 20
  /// Bytes of a chunk that stand for it in the signature.
  private static let sampleLength = 4096

  /// Takes over the window, at whose start nothing was read yet.
  init(_ window: consuming TextWindow, syntax: ListingSyntax, path: String, index: Int) {
    self.window = window
    self.syntax = syntax
    self.index = index
    evidence = ArtifactEvidence(artifact: Artifact(path: path, kind: .directoryManifest))
  }

  /// Lines that list nothing; where there are any, what was read may hold a log as well.
  var otherLines: Int { syntax == .lines ? lines.tally.other : 0 }

  /// Lines that list files.
  var listedLines: Int { lines.tally.listed }

  /// Reads to the end.
  mutating func read() -> ArtifactEvidence {
    switch syntax {
    case .lines, .csv: readLines()
    case .json: window.isBatch ? readLines() : readObjects()
    case .clixml: readCLIXML()
    }
    return conclude()
  }

  // MARK: Lines, and rows of CSV, and elements of a batch

  private mutating func readLines() {
    repeat {
      signature.combine(Array(window.bytes.prefix(ListingArtifact.sampleLength)))
      takeWholeLines()
    } while window.load()
    takeWholeLines()
  }

  private mutating func takeWholeLines() {
    let end = window.wholeLinesEnd
    var start = 0
    while start < end {
      let lineEnd = min(window.lineEnd(from: start), window.bytes.count)
      if isInLongLine {
        isInLongLine = false
      } else {
        take(window.line(start..<lineEnd), source: window.source(at: start, artifact: index))
      }
      start = lineEnd + 1
    }
    window.drop(min(start, window.bytes.count))
    if window.bytes.count > ListingArtifact.longestLine, !window.isComplete {
      if !isInLongLine { noteCut(window.source(at: 0, artifact: index), isRecord: true) }
      isInLongLine = true
      window.drop(window.bytes.count)
    }
  }

  private mutating func take(_ line: [UInt8], source: Source) {
    records += 1
    if syntax == .json { return takeObject(line, source) }
    // What decides a code page lies ahead as often as behind.
    let sample = page == nil ? window.bytes.prefix(TextEncoding.sampleLength) : []
    let text = ListingText.line(line, page: &page, sample: sample.isEmpty ? line[...] : sample)
    guard syntax == .csv else { return lines.take(text, source: source) }
    if csv == nil {
      csv = CSVListing(header: text)
    } else {
      csv?.take(text, source: source, into: &collector)
    }
  }

  private mutating func noteCut(_ source: Source, isRecord: Bool) {
    if isRecord {
      records += 1
      cut += 1
    }
    if firstCut == nil { firstCut = source.offset }
  }

  // MARK: JSON

  private mutating func readObjects() {
    var objects = JSONObjects()
    var starts: (position: Int, source: Source)?
    var count = 0
    repeat {
      let bytes = window.bytes
      signature.combine(Array(bytes.prefix(ListingArtifact.sampleLength)))
      for position in bytes.indices {
        let wasOpen = objects.isOpen
        let object = objects.take(bytes[position], at: position)
        if !wasOpen, objects.isOpen {
          starts = (position, window.source(at: position, artifact: index))
        }
        guard let object, let starts else { continue }
        count += 1
        var source = starts.source
        source.record = count
        records += 1
        takeObject(object.object, source, isInventory: objects.hasEntries)
      }
      window.drop(bytes.count)
    } while window.load()
    if objects.hasEntries { collector.note(.inventory) }
    if objects.cut > 0 {
      records += objects.cut
      cut += objects.cut
    }
    if objects.isUnfinished {
      evidence.artifact.problems.append(Problem(.truncated, "the list of files ends inside its JSON"))
    }
  }

  private mutating func takeObject(_ bytes: [UInt8], _ source: Source, isInventory: Bool = false) {
    let object = ListedObject(json: bytes)
    let form: DirectoryListing.Form = isInventory ? .inventory : .convertToJSON
    guard object.isListed || isInventory else { return }
    collector.note(form)
    if let file = object.file(form) { collector.add(file, source: source) }
  }

  // MARK: CLIXML

  /// The objects come as records whose message has a line a value.
  private mutating func readCLIXML() {
    var reader = EventXMLReader(artifact: index, encoding: window.encoding)
    repeat {
      let bytes = window.bytes
      signature.combine(Array(bytes.prefix(ListingArtifact.sampleLength)))
      reader.append(
        bytes[...], at: window.source(at: 0, artifact: 0).offset, encoding: window.firstEncoding)
      window.drop(bytes.count)
      while let record = reader.next() { take(record) }
    } while window.load()
    while let record = reader.next(isLast: true) { take(record) }
    reader.finish()
    records = reader.records
    cut = reader.cutRecords
    evidence.artifact.problems += reader.problems
  }

  private mutating func take(_ record: Record) {
    var object = ListedObject()
    for line in record.message.split(separator: .lineFeed) {
      guard let colon = line.firstIndex(of: .colon) else { continue }
      object.set(decodedText(line[..<colon]), decodedText(line[(colon + 1)...].drop(while: \.isBlank)))
    }
    guard object.isListed else { return }
    collector.note(.exportCLIXML)
    if let file = object.file(.exportCLIXML) { collector.add(file, source: record.source) }
  }

  // MARK: The end

  private mutating func conclude() -> ArtifactEvidence {
    csv?.finish()
    let (listing, clocks, problems): (DirectoryListing, ClockEvidence, [Problem])
    if syntax == .lines {
      (listing, clocks, problems) = lines.finish()
    } else {
      let (collected, limits) = collector.finish()
      (listing, clocks, problems) = (collected, collector.clocks, limits)
    }
    evidence.listing = listing
    evidence.clocks = clocks
    evidence.signature.ticks = signature.value
    evidence.artifact.records = records
    evidence.artifact.counts.cut = cut
    evidence.artifact.counts.recognised = min(listing.entries.count, records - cut)
    evidence.artifact.counts.other = records - cut - evidence.artifact.counts.recognised
    evidence.artifact.problems += window.problems + problems
    let lost = cut + (csv?.cut ?? 0)
    if lost > 0, syntax != .clixml {
      evidence.artifact.problems.append(
        Problem(
          .recordCut, "\(lost) entries of the listing are too long or cut, and were not read",
          offset: firstCut))
    }
    return evidence
  }
}
