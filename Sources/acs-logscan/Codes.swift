public import ArgumentParser
public import Catalog
import Reports

/// The catalogue, offline.
struct Codes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What codes mean, offline: the whole catalogue, a code, or a code and its subcode.",
    discussion: """
      Examples:
        acs-logscan codes 490
        acs-logscan codes 495/4507
        acs-logscan codes --domain chat
      """)

  @Argument(help: "CODE or CODE/SUBCODE.")
  var code: CodeArgument?

  @Option(
    help: "Only one part of the service: \(CatalogDomain.allCases.map(\.rawValue).joined(separator: ", ")).")
  var domain: CatalogDomain?

  @Option(help: "text or json.")
  var format: FormatOptions.Format = .text

  @Option(help: ArgumentHelp("Columns of text.", valueName: "columns"))
  var width: Int?

  @ArgumentParser.Flag(inversion: .prefixedNo, help: "Colour on a terminal that has it.")
  var color = true

  @OptionGroup var configFile: ConfigFileOption

  func validate() throws {
    guard width.map({ $0 >= 40 }) ?? true else { throw ValidationError("--width takes a number from 40.") }
  }

  func run() throws {
    let lookup = CodeLookup(code: code?.code, subCode: code?.subCode, domain: domain)
    let terminal = Terminal.standardOutput
    let style = ReportStyle(
      width: width ?? terminal.width, usesColor: color && terminal.showsColor,
      usesUnicode: terminal.showsUnicode)
    let text =
      switch format {
      case .json: JSONCodesReport.render(lookup, tool: .current)
      case .text where code == nil: CodesReport.table(lookup.entries, style: style)
      case .text: CodesReport.page(lookup, style: style)
      }
    Terminal.ignoreClosedPipes()
    guard Terminal.standardOutput.write(text) else { throw Outcome.cannotWrite }
  }
}

/// `490` or `495/4507`.
struct CodeArgument: ExpressibleByArgument {
  var code: Int
  var subCode: Int?

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(parts.count), let first = parts[0], first >= 0, !parts.contains(nil) else {
      return nil
    }
    code = first
    subCode = parts.count > 1 ? parts[1] : nil
  }
}

extension CatalogDomain: ExpressibleByArgument {}
