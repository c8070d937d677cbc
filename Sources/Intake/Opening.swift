import Evidence

/// Takes one input apart: decides by content what each layer is, and puts the reader for it on top.
struct Opening {
  private let options: IntakeOptions
  private let budget: Budget
  private let readAhead: ReadAheadThread
  /// False where nothing more is wanted.
  private let visit: (OpenedArtifact) -> Bool
  private let packing: (any PackingObserver)?
  private let policy: (any RedactionPolicy)?
  private var ordinal = 0
  private var isStopped = false

  /// What is known about an artifact before its content is looked at.
  private struct Place {
    var path: String
    /// Containers and compressions around it.
    var depth = 0
    /// Outermost first, since the last archive.
    var compressions: [String] = []
    var notes: [Problem] = []
  }

  init(
    options: IntakeOptions, packing: (any PackingObserver)? = nil,
    visit: @escaping (OpenedArtifact) -> Bool
  ) {
    self.options = options
    self.packing = packing
    policy = options.redaction?()
    self.visit = visit
    budget = Budget(options)
    readAhead = ReadAheadThread(options.threads)
  }

  mutating func open(_ input: Input) {
    var place = Place(path: input.path)
    do {
      open(try FileSource(input, budget: budget), at: place)
    } catch {
      place.notes.append(error.problem)
      handOver(place, source: nil)
    }
  }

  private mutating func open(_ source: any ByteSource, at place: Place) {
    let peeked = PeekedSource(source, count: ContentFormat.prefixLength)
    let format = ContentFormat(of: peeked.prefix)
    if format != .plain, place.depth >= options.limits.depth {
      var place = place
      let limit = grouped(options.limits.depth)
      place.notes.append(
        Problem(.limitReached, "more than \(limit) archives and compressions inside one another; not read"))
      return handOver(place, source: nil)
    }
    switch format {
    case .plain: handOver(place, source: peeked)
    case .gzip:
      var inner = place
      inner.depth += 1
      inner.compressions.append("gzip")
      packing?.beginStream(.gzip(GzipHeader(peeked.prefix)))
      open(GzipSource(peeked, budget: budget), at: inner)
      packing?.endStream()
    case .compressed(let compression): open(compression, peeked, at: place)
    case .archive(let format): open(format, peeked, at: place)
    }
  }

  /// A compressed stream is one artifact, with the problems of all its layers.
  private mutating func open(
    _ compression: ContentFormat.Compression, _ source: PeekedSource, at place: Place
  ) {
    let reader = ArchiveReader(source, format: .stream(compression), passwords: [])
    let content = reader.nextMember()?.content
    content?.charge(to: budget)
    var inner = place
    inner.depth += 1
    inner.compressions.append(compression.rawValue)
    packing?.beginStream(.compressed(compression))
    open(StreamSource(content: content, reader: reader, upstream: source), at: inner)
    packing?.endStream()
    content?.close()
  }

  private mutating func open(
    _ format: ContentFormat.ArchiveFormat, _ source: PeekedSource, at place: Place
  ) {
    var source: any ByteSource = source
    var place = place
    if format == .sevenZip, source.seekableLength == nil {
      guard let held = MemorySource(source, limit: options.limits.heldBytes) else {
        let limit = grouped(options.limits.heldBytes)
        place.notes.append(
          Problem(
            .limitReached,
            "a 7z is read from its end; this one is no file of its own and has more than \(limit) bytes"))
        return handOver(place, source: nil)
      }
      source = held
    }
    let reader = ArchiveReader(source, format: .container(format), passwords: options.passwords)
    let archive = OpenedArtifact(
      path: shown(place.path), ordinal: ordinal, compressions: place.compressions, source: source,
      reader: reader,
      notes: place.notes)
    ordinal += 1
    packing?.beginArchive(format, archive)
    if !visit(archive) { isStopped = true }
    while !isStopped, let member = reader.nextMember() {
      guard budget.admitMember() else { break }
      if format == .zip,
        let package = PackageFormat(memberName: String(decoding: member.entry.name, as: UTF8.self))
      {
        archive.note(package.problem)
      }
      open(member, isZip: format == .zip, below: place, of: reader)
    }
    if let exceeded = budget.exceeded { archive.note(exceeded) }
    archive.close()
    packing?.endArchive()
  }

  private mutating func open(
    _ member: ArchiveMember, isZip: Bool, below archive: Place, of reader: ArchiveReader
  ) {
    let name = MemberName(member.entry.name, isZip: isZip)
    packing?.beginMember(PackedMember(name: name.text, entry: member.entry) { reader.passwordInUse })
    defer {
      member.content.close()
      packing?.endMember()
    }
    var place = Place(path: "\(archive.path)!/\(name.text)", depth: archive.depth + 1)
    if let problem = name.problem { place.notes.append(problem) }
    member.content.charge(to: budget)
    switch member.entry.kind {
    case .folder: return
    case .file: open(member.content, at: place)
    case .link:
      place.notes.append(Problem(.skipped, "a link inside an archive is not followed"))
      handOver(place, source: nil)
    case .other:
      place.notes.append(Problem(.skipped, "no regular file"))
      handOver(place, source: nil)
    }
  }

  private mutating func handOver(_ place: Place, source: (any ByteSource)?) {
    guard !isStopped else { return }
    let isPacked = place.depth > 0
    var source = isPacked ? source.map { ReadAheadSource($0, on: readAhead) } : source
    var place = place
    if let policy, let content = source { source = redacted(content, by: policy, at: &place) }
    if options.limits.lines != nil { source = source.map { LineLimitSource($0, budget: budget) } }
    let artifact = OpenedArtifact(
      path: shown(place.path), ordinal: ordinal, compressions: place.compressions, source: source,
      notes: place.notes)
    ordinal += 1
    if !visit(artifact) { isStopped = true }
    artifact.close()
  }

  private func shown(_ path: String) -> String {
    policy?.path(for: path) ?? path
  }

  private func redacted(
    _ source: any ByteSource, by policy: any RedactionPolicy, at place: inout Place
  ) -> (any ByteSource)? {
    let peeked = PeekedSource(source, count: TextEncoding.sampleLength)
    switch policy.treatment(ofArtifactAt: place.path, beginning: peeked.prefix) {
    case .rewrite(let rewriter): return RewrittenSource(peeked, rewriter: rewriter)
    case .leaveOut(let reason):
      place.notes.append(Problem(.skipped, "left out: \(reason)"))
      return nil
    }
  }
}

/// The content of a compressed stream that libarchive unpacks as a container's only member.
private final class StreamSource: ByteSource {
  private let content: MemberSource?
  private let reader: ArchiveReader
  private let upstream: any ByteSource

  init(content: MemberSource?, reader: ArchiveReader, upstream: any ByteSource) {
    self.content = content
    self.reader = reader
    self.upstream = upstream
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    unsafe content?.read(into: buffer) ?? 0
  }

  /// A stream that cannot be read on says so itself and in the name of its container; once is enough.
  var problems: [Problem] {
    let own = content?.problems ?? []
    return upstream.problems + (own.isEmpty ? reader.problems : own)
  }
}
