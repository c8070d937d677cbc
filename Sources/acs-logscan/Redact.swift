import ArgumentParser
import Evidence
import Formats
import Intake
import Redaction
import Reports

/// The same attachments, safe to share.
struct Redact: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The same attachments with what is sensitive masked, safe to share.",
    discussion: """
      Writes the same files, packed as they were, with stand-ins for tokens, keys, addresses, telephone numbers, people, \
      devices, links, places and what was written or said. The same value gets the same stand-in everywhere, so that \
      the result is analysed like the original. The IDs that support asks for stay. Binary files are left out.

      Examples:
        acs-logscan redact ticket/ -o safe/
        acs-logscan redact ticket.zip -o safe/ --key ~/.acs-logscan.key --keep place
        acs-logscan redact --check safe/
      """)

  @Argument(help: "Folders, files or archives; - is standard input.", completion: .file())
  var paths: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder to write to; it must be empty or not be there.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @ArgumentParser.Flag(
    help: "Write nothing; exit with 1 where anything sensitive is found, or something could not be looked at."
  )
  var check = false

  @OptionGroup var masking: MaskingOptions

  @ArgumentParser.Flag(
    help: "Keep files that are no text, such as .etl and .blog, as they are; nothing in them is masked.")
  var includeBinary = false

  @Option(
    help: ArgumentHelp("File whose lines are passwords to try on encrypted archives.", valueName: "file"),
    completion: .file())
  var passwordFile: String?

  @OptionGroup(title: "Limits") var limits: LimitOptions

  @Option(help: "text or json.")
  var format: FormatOptions.Format = .text

  @Option(help: ArgumentHelp("Columns of text.", valueName: "columns"))
  var width: Int?

  @ArgumentParser.Flag(inversion: .prefixedNo, help: "List everything, also where it is long.")
  var all = false

  @ArgumentParser.Flag(inversion: .prefixedNo, help: "Colour on a terminal that has it.")
  var color = true

  @ArgumentParser.Flag(name: .shortAndLong, inversion: .prefixedNo, help: "No report.")
  var quiet = false

  @ArgumentParser.Flag(
    name: .shortAndLong, inversion: .prefixedNo, help: "Also what was masked in each artifact.")
  var verbose = false

  @OptionGroup var configFile: ConfigFileOption

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("Name what to read: a folder, a file, an archive, or - for standard input.")
    }
    guard check != (output != nil) else {
      throw ValidationError(
        check ? "--check writes nothing: leave out -o." : "Name the folder to write to: -o FOLDER.")
    }
    guard width.map({ $0 >= 40 }) ?? true else { throw ValidationError("--width takes a number from 40.") }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    var intake = limits.intake(passwords: try passwordFile.map(Passwords.read) ?? [], excluding: [])
    intake.threads = SpareThreads(jobs: Processors.count, inputs: 1)
    let options = try masking.options(keepsBinary: includeBinary)
    let ticket: RedactedTicket
    do {
      ticket = try Redaction(options, of: paths, intake: intake).redact(paths, into: output, intake: intake)
    } catch .refused(let words) {
      throw ValidationError(words)
    } catch .cannotWrite(let words) {
      Terminal.standardError.write("acs-logscan: \(words)\n")
      throw Outcome.cannotWrite
    }
    if !quiet { try report(ticket) }
    if Signals.interruption.wasRequested { throw Outcome.interrupted }
    if ticket.artifacts.contains(where: { $0.repacked.problems.contains(where: \.losesInput) }) {
      throw Outcome.inputLost
    }
    if check, !ticket.counts.isEmpty || ticket.leavesContentOut { throw Outcome.found }
  }

  private func report(_ ticket: RedactedTicket) throws {
    let terminal = Terminal.standardOutput
    let style = ReportStyle(
      width: width ?? terminal.width, usesColor: color && terminal.showsColor,
      usesUnicode: terminal.showsUnicode,
      showsAllCalls: all, isVerbose: verbose)
    var isWritten = true
    switch format {
    case .text: isWritten = terminal.write(RedactionReport.render(ticket, style: style))
    case .json:
      JSONRedactionReport.write(ticket, tool: .current) { if isWritten { isWritten = terminal.write($0) } }
    }
    guard isWritten else { throw Outcome.cannotWrite }
  }
}

/// What is masked, and with which stand-ins.
struct MaskingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File of at least 16 bytes that stand-ins are made with, so that they are the same in every run; without it, a new key that nobody knows.",
      valueName: "file"),
    completion: .file())
  var key: String?

  @Option(
    help: ArgumentHelp(
      "Also mask this kind: id, the IDs that support asks for. A list with commas.", valueName: "kinds"))
  var mask: [KindsOption] = []

  @Option(
    help: ArgumentHelp(
      "Do not mask these kinds: ip, phone, person, device, link, place, body. A list with commas.",
      valueName: "kinds"))
  var keep: [KindsOption] = []

  func validate() throws {
    let kept = keep.reduce(into: Set()) { $0.formUnion($1.kinds) }
    if let secret = kept.intersection(SensitiveKind.secrets).map(\.rawValue).min() {
      throw ValidationError("--keep \(secret): what opens something is always masked.")
    }
  }

  func options(keepsBinary: Bool = false) throws -> RedactionOptions {
    var kinds = SensitiveKind.maskedByDefault
    for option in mask { kinds.formUnion(option.kinds) }
    for option in keep { kinds.subtract(option.kinds) }
    return RedactionOptions(kinds: kinds, key: try readKey(), keepsBinary: keepsBinary)
  }

  private func readKey() throws -> RedactionKey {
    guard let key else { return RedactionKey() }
    guard let made = RedactionKey(try SmallFile.read(key)) else {
      throw ValidationError("--key \(key): a key has at least \(RedactionKey.shortest) bytes.")
    }
    return made
  }
}

/// A value of `--mask` and `--keep`.
struct KindsOption: ExpressibleByArgument {
  var kinds: Set<SensitiveKind>

  init?(argument: String) {
    kinds = []
    for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let kind = SensitiveKind(rawValue: String(name)) else { return nil }
      kinds.insert(kind)
    }
  }
}

/// Reports of what the redacted ticket says.
struct RedactionOption: ParsableArguments {
  @ArgumentParser.Flag(
    help:
      "Report on the attachments as `redact` would write them: with stand-ins, and without binary files; --key, --mask and --keep say how."
  )
  var redact = false

  @OptionGroup var masking: MaskingOptions

  func validate() throws {
    guard redact || masking.key == nil && masking.mask.isEmpty && masking.keep.isEmpty else {
      throw ValidationError("--key, --mask and --keep go with --redact.")
    }
  }

  /// How inputs are opened so that everything in reports is masked.
  func applied(to intake: IntakeOptions, of paths: [String]) throws -> IntakeOptions {
    guard redact else { return intake }
    let redaction = Redaction(try masking.options(), of: paths, intake: intake)
    var intake = intake
    intake.redaction = { redaction.policy() }
    return intake
  }
}
