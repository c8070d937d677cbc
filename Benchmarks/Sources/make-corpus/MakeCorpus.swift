import ArgumentParser
import Corpus
import Foundation

/// Writes a folder of attachments, and what a reader must find in them.
@main
struct MakeCorpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-corpus",
    abstract: "Writes DIR/input with logs, DIR/truth.json and DIR/calls.jsonl with what is in them.",
    discussion: """
      The same options give the same bytes. Shapes: web-g0 … web-g3, each also with a wrapper (web-g3-devtools), \
      application-bracketed, application-serilog, application-key-value, logcat, json-lines, event-xml, \
      tracerpt, azure-monitor, csv, etl (without calls); several shapes take turns, and "web" is all generations and wrappers.
      """)

  @Argument(help: "Folder to write; must not exist yet.", completion: .directory)
  var directory: String

  @Option(help: "How the files look; may be repeated.")
  var shape: [String] = ["web-g3"]

  @Option(help: "Bytes of all files together, uncompressed: 30M, 64M, 1G, 100G (powers of 1024).")
  var size: ByteCount = ByteCount(bytes: 64 << 20)

  @Option(help: "Number of files.")
  var files = 1

  @Option(help: "Number of calls; otherwise what the noise leaves room for.")
  var calls: Int?

  @Option(help: "Lines for each line about a call.")
  var noise = 2000

  @Option(help: "Lines for each line that only looks as if it were about a call; 0 for none.")
  var nearMisses = 2000

  @Option(help: "Participants of each call, each with a file of its own.")
  var participants = 1

  @Flag(inversion: .prefixedNo, help: "Whether clients take over the call's ID.")
  var idChanges = true

  @Flag(help: "The files are pieces of one log, as rotation cuts it.")
  var rotated = false

  @Option(help: "Bytes of one line in the middle of the first file, on top of the size.")
  var giantLine: ByteCount?

  @Option(help: "none, gz (each file), zip or tar.gz (all of them).")
  var pack: Pack = .none

  @Option(help: "Level of gzip and zip.")
  var level = 6

  @Option(help: "Decides all else.")
  var seed: UInt64 = 1

  func validate() throws {
    guard files > 0, participants > 0, noise > 0, nearMisses >= 0, calls ?? 1 > 0, (1...9).contains(level)
    else {
      throw ValidationError("Numbers of files, participants, calls and lines start at 1, levels end at 9.")
    }
    if shape.contains("etl"), shape.count > 1 || giantLine != nil {
      throw ValidationError("A trace has no calls and no lines: it is a corpus of its own.")
    }
    if rotated, shape.count > 1 || !["none", "gz"].contains(pack.rawValue) {
      throw ValidationError("A rotated log has one shape, and is packed with gz or not at all.")
    }
  }

  func run() throws {
    var plan = CorpusPlan(shapes: try shape.flatMap(LogShape.named), size: size.bytes)
    plan.files = files
    plan.calls = calls
    plan.noise = noise
    plan.nearMisses = nearMisses
    plan.participants = participants
    plan.changesIDs = idChanges
    plan.isRotated = rotated
    plan.giantLine = giantLine?.bytes ?? 0
    plan.seed = seed

    let target = URL(filePath: directory)
    guard !FileManager.default.fileExists(atPath: target.path) else {
      throw CorpusError("\(directory): is there already; remove it first")
    }
    // Nobody shall take half a corpus for a whole one: it gets its name at the end.
    let draft = target.appendingPathExtension("part")
    try? FileManager.default.removeItem(at: draft)
    var corpus = Corpus(plan)
    try Packer(pack: pack, level: level).write(&corpus, into: draft.appending(path: "input"))
    try write(draft.appending(path: "truth.json")) { (file) throws(CorpusError) in
      try corpus.writeTruth(to: file)
    }
    try write(draft.appending(path: "calls.jsonl")) { (file) throws(CorpusError) in
      try corpus.writeCalls(to: file)
    }
    try FileManager.default.moveItem(at: draft, to: target)
  }
}

/// Opens a new file, hands its descriptor over, and closes it.
func write(_ file: URL, _ body: (Int32) throws(CorpusError) -> Void) throws {
  guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
    throw CorpusError("\(file.path): could not be created")
  }
  let handle = try FileHandle(forWritingTo: file)
  defer { try? handle.close() }
  try body(handle.fileDescriptor)
}

/// `64M`, `1G`, or a number of bytes.
struct ByteCount: ExpressibleByArgument {
  var bytes: Int

  init(bytes: Int) {
    self.bytes = bytes
  }

  init?(argument: String) {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30]
    let shift = argument.last.flatMap { units[$0] }
    guard let number = Int(shift == nil ? argument[...] : argument.dropLast()), number > 0,
      number < 1 << 30 || shift == nil
    else { return nil }
    bytes = number << (shift ?? 0)
  }

  var defaultValueDescription: String { "\(bytes >> 20)M" }
}

extension LogShape {
  /// The shapes that a name on the command line stands for.
  static func named(_ name: String) throws -> [LogShape] {
    if name == "web" {
      return WebGeneration.allCases.flatMap { generation in
        WebWrapper.allCases.map { .web(generation, $0) }
      }
    }
    let parts = name.split(separator: "-", maxSplits: 2).map(String.init)
    switch (parts.first, parts.count) {
    case ("web", 2...):
      let wrapper = parts.count > 2 ? parts[2] : "none"
      if let generation = WebGeneration(rawValue: parts[1]), let wrapper = WebWrapper(rawValue: wrapper) {
        return [.web(generation, wrapper)]
      }
    case ("application", 2...):
      if let style = ApplicationStyle(rawValue: parts.dropFirst().joined(separator: "-")) {
        return [.application(style)]
      }
    default:
      let others: [String: LogShape] = [
        "logcat": .logcat, "json-lines": .jsonLines, "event-xml": .eventXML, "tracerpt": .tracerpt,
        "azure-monitor": .azureMonitor, "csv": .csv, "etl": .etl,
      ]
      if let shape = others[name] { return [shape] }
    }
    throw ValidationError("\(name): no shape of that name; see --help")
  }
}
