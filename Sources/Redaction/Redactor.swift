public import Formats
public import Intake

/// What of a ticket is masked, and with which key.
public struct RedactionOptions: Sendable {
  public var kinds: Set<SensitiveKind>
  public var key: RedactionKey
  /// Whether what is no text is kept as it is, unmasked.
  public var keepsBinary: Bool

  /// Memberwise; by default all that is sensitive, with a key that nobody knows, and no binary files.
  public init(
    kinds: Set<SensitiveKind> = SensitiveKind.maskedByDefault, key: RedactionKey = RedactionKey(),
    keepsBinary: Bool = false
  ) {
    self.kinds = kinds
    self.key = key
    self.keepsBinary = keepsBinary
  }
}

/// Masks what is sensitive in the artifacts of a ticket and in their names.
public final class Redactor: RedactionPolicy {
  private let options: RedactionOptions
  private let finder: SensitiveFinder
  private let threads: SpareThreads
  /// Names are masked again and again.
  private var names: [Name: String] = [:]
  private let inNames = KindCounts()
  private var inContent: [String: KindCounts] = [:]

  private struct Name: Hashable {
    var component: String
    var parent: String?
  }

  /// A redactor that finds what `finder` finds, on another thread where one is to spare.
  public init(_ options: RedactionOptions, _ finder: SensitiveFinder, threads: SpareThreads = .none) {
    self.options = options
    self.finder = finder
    self.threads = threads
  }

  /// How many values of each kind were masked in the content of the artifacts with a path, since it was asked last.
  func takeCounts(ofArtifactAt path: String) -> [SensitiveKind: Int] {
    inContent.removeValue(forKey: path)?.counts ?? [:]
  }

  /// How many values of each kind were masked in names, each name counted once.
  public var countsInNames: [SensitiveKind: Int] { inNames.counts }

  public func treatment(ofArtifactAt path: String, beginning: [UInt8]) -> Treatment {
    guard let encoding = textEncoding(ofArtifactAt: path, beginning: beginning) else {
      return options.keepsBinary
        ? .rewrite(UnchangedContent()) : .leaveOut(reason: "no text, so nothing in it can be masked")
    }
    let cells = sensitiveCells(ofTextThatBegins: utf8(beginning, encoding), kinds: options.kinds)
    let counts = inContent[path] ?? KindCounts()
    inContent[path] = counts
    return .rewrite(
      EncodedTextRewriter(encoding) { [finder, options, threads] in
        TextMasker(finder, key: options.key, cells: cells, threads: threads) { counts.add($0.kind) }
      })
  }

  public func name(for component: String, in parent: String?) -> String {
    let key = Name(component: component, parent: parent)
    if let known = names[key] { return known }
    // The ending of a name is no part of a host or a mail address.
    let stem = Redactor.stem(of: component[...])
    // `Users/ada/`: what a folder is called says what stands in it.
    let context = parent.map { "/\($0)/" } ?? ""
    let masker = TextMasker(finder, key: options.key, context: Array(context.utf8)) { [inNames] value in
      inNames.add(value.kind)
    }
    let masked = masker.masked(Array("\(stem)/".utf8)).dropLast()
    let name = String(decoding: masked, as: UTF8.self) + component[stem.endIndex...]
    names[key] = name
    return name
  }

  /// The name without its endings: `a.log.gz`, `a.log.1`.
  private static func stem(of name: Substring) -> Substring {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    let ending = name[name.index(after: dot)...].lowercased()
    if ending.utf8.count <= 2, ending.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      // A number is an ending behind another, as rotated logs have it, and else part of the name.
      let shorter = stem(of: name[..<dot])
      return shorter.endIndex == dot ? name : shorter
    }
    return endings.contains(ending) ? stem(of: name[..<dot]) : name
  }

  public func owner(for name: String) -> String {
    guard options.kinds.contains(.person), !name.isEmpty, !FileOwners.isEverybodys(name) else { return name }
    var standIns = StandIns(options.key)
    guard let standIn = standIns.standIn(for: Array(name.utf8)[...], shape: .word(.user)) else { return name }
    return String(decoding: standIn, as: UTF8.self)
  }

  private static let endings: Set<String> = [
    "log", "txt", "json", "ndjson", "jsonl", "csv", "tsv", "xml", "har", "html", "htm", "md", "out", "err",
    "gz", "gzip",
    "zip", "tar", "tgz", "xz", "zst", "bz2", "7z", "cab", "etl", "etlgz", "blog", "evtx", "trace", "dmp",
    "ips", "crash",
    "plist", "ps1", "bat", "yaml", "yml", "old", "bak",
  ]
}

/// How many values of each kind there were.
private final class KindCounts {
  private(set) var counts: [SensitiveKind: Int] = [:]

  func add(_ kind: SensitiveKind) {
    counts[kind, default: 0] += 1
  }
}

/// Collects, before anything is masked, the names that labels give away, so that they are found without labels, too.
public final class NameSurvey: RedactionPolicy {
  private let finder: SensitiveFinder
  private let options: RedactionOptions
  private let threads: SpareThreads
  private let names = NameCollection()
  private let sample = TextSample()

  /// A survey for what is to be masked.
  public init(_ options: RedactionOptions, threads: SpareThreads = .none) {
    self.options = options
    self.threads = threads
    finder = SensitiveFinder(forNamesOfKinds: options.kinds.intersection([.person, .place]))
  }

  /// The names, in the order in which they were found; more than these are not looked for.
  public var known: [KnownValue] { names.values }
  /// Whether there were more.
  public var isCut: Bool { names.isCut }
  /// Some of the text that was read, for a finder to be made for.
  public var sampledText: [UInt8] { sample.bytes }

  public func treatment(ofArtifactAt path: String, beginning: [UInt8]) -> Treatment {
    guard let encoding = textEncoding(ofArtifactAt: path, beginning: beginning) else {
      return .leaveOut(reason: "no text")
    }
    let cells = sensitiveCells(ofTextThatBegins: utf8(beginning, encoding), kinds: options.kinds)
    return .rewrite(
      EncodedTextRewriter(encoding) { [finder, names, sample, threads] in
        NameReader(ValueStream(finder, cells: cells, threads: threads), names, sample)
      })
  }

  public func name(for component: String, in parent: String?) -> String { component }

  public func owner(for name: String) -> String { name }
}

/// The names that a survey has found.
private final class NameCollection {
  private(set) var values: [KnownValue] = []
  private(set) var isCut = false
  private var seen: Set<KnownValue> = []

  /// Each costs a little time at every byte.
  private static let most = 500

  func add(_ value: KnownValue) {
    guard seen.count < NameCollection.most else {
      if !seen.contains(value) { isCut = true }
      return
    }
    if seen.insert(value).inserted { values.append(value) }
  }
}

/// Stretches from many places of what is read.
private final class TextSample {
  private(set) var bytes: [UInt8] = []

  private static let most = 256 << 10
  private static let stretchLength = 8 << 10

  func add(_ text: Span<UInt8>) {
    let stretch = text.extracting(first: min(TextSample.stretchLength, TextSample.most - bytes.count))
    unsafe stretch.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }
}

/// Reads names, and writes nothing.
private final class NameReader: ContentRewriter {
  private let text: ValueStream
  private let names: NameCollection
  private let sample: TextSample
  private var pieces = 0

  init(_ text: ValueStream, _ names: NameCollection, _ sample: TextSample) {
    self.text = text
    self.names = names
    self.sample = sample
  }

  func rewrite(_ bytes: Span<UInt8>, appendingTo output: inout [UInt8]) {
    // What stands further on in a long text is like what stands before.
    pieces += 1
    if pieces.nonzeroBitCount == 1 { sample.add(bytes) }
    text.append(bytes) { take($1, of: $2) }
  }

  func finish(appendingTo output: inout [UInt8]) {
    text.finish { take($1, of: $2) }
  }

  private func take(_ value: SensitiveValue?, of bytes: [UInt8]) -> Bool {
    guard let value else { return true }
    guard !StandIns.isStandIn(bytes[value.range], shape: value.shape) else { return false }
    if let known = KnownValue(value, in: bytes) { names.add(known) }
    return true
  }
}

/// What is no text and kept all the same.
private final class UnchangedContent: ContentRewriter {
  func rewrite(_ bytes: Span<UInt8>, appendingTo output: inout [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
  }

  func finish(appendingTo output: inout [UInt8]) {}
}

/// The beginning of a text as it is rewritten.
private func utf8(_ beginning: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
  guard let transcoder = UTF16Transcoder(encoding) else { return beginning }
  var text: [UInt8] = []
  _ = transcoder.transcode(beginning, isLast: false, appendingTo: &text)
  return text
}

/// How the text of an artifact begins; nil where it is none.
private func textEncoding(ofArtifactAt path: String, beginning: [UInt8]) -> TextEncoding? {
  // Opaque to everybody but their owners, even where they look like text.
  if path.lowercased().hasSuffix(".blog") || path.lowercased().hasSuffix(".etl") { return nil }
  let encoding = TextEncoding(of: beginning)
  return encoding == .binary ? nil : encoding
}
