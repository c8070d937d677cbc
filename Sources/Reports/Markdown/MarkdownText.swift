import Calls
import Evidence

/// Text in Markdown (GitHub's and CommonMark's) that stays text.
enum MarkdownText {
  /// Nothing in it begins emphasis, a link, HTML, a cell, or the mention of a person or an issue.
  static func plain(_ text: String) -> String {
    var result = ""
    for scalar in escaped(text, usesUnicode: true).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "|", "~", "!", "$":
        result.append("\\")
        result.unicodeScalars.append(scalar)
      case "&": result.append("&amp;")
      case "@": result.append("&#64;")
      case "#": result.append("&#35;")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Words of a log, between more backticks than stand in them.
  static func code(_ text: String) -> String {
    let words = escaped(text, usesUnicode: true)
    guard !words.allSatisfy({ $0 == " " }) else { return "" }
    var longest = 0
    var run = 0
    for character in words {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let padding = longest > 0 ? " " : ""
    // Tables are cut into cells before code is looked for.
    return fence + padding + words.replacing("|", with: "\\|") + padding + fence
  }

  /// A row of a table.
  static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  /// The head of a table.
  static func head(_ names: [String]) -> String {
    row(names) + row(names.map { _ in "---" })
  }
}

/// A sequence diagram in Mermaid, which ticket systems draw.
struct MermaidDiagram {
  /// Steps that are drawn; more of them nobody reads in a ticket.
  static let limit = 40
  private static let width = 70

  private let call: Call
  private let steps: [(event: TimelineEvent, step: LadderStep)]
  private let clock: Clock

  init(_ call: Call, clock: Clock) {
    self.call = call
    self.clock = clock
    steps = call.timeline.compactMap { event in LadderStep(event).map { (event, $0) } }
  }

  /// Empty where the call has no step.
  var text: String {
    guard !steps.isEmpty else { return "" }
    let shown = steps.prefix(MermaidDiagram.limit)
    let actors = shown.flatMap { [$0.step.from, $0.step.to] }.uniqued()
    var lines = ["sequenceDiagram"]
    for actor in actors.sorted(by: { order($0) < order($1) }) {
      lines.append("participant \(name(actor)) as \(words(title(actor)))")
    }
    for (event, step) in shown {
      let text = words("\(event.time.map(clock.time) ?? "") \(event.kind): \(event.text)")
      lines.append(
        step.from == step.to
          ? "Note over \(name(step.from)): \(text)" : "\(name(step.from))->>\(name(step.to)): \(text)")
    }
    var text = "```mermaid\n" + lines.joined(separator: "\n  ") + "\n```\n"
    let rest = steps.count - shown.count
    if rest > 0 { text += "\n… and \(counted(rest, "more step")).\n" }
    return text
  }

  private func order(_ actor: LadderStep.Actor) -> Int {
    switch actor {
    case .client(let index): index
    case .service: .max - 1
    case .application: .max
    }
  }

  private func name(_ actor: LadderStep.Actor) -> String {
    switch actor {
    case .client(let index): "C\(index + 1)"
    case .service: "S"
    case .application: "A"
    }
  }

  private func title(_ actor: LadderStep.Actor) -> String {
    switch actor {
    case .client(let index):
      call.clients.indices.contains(index) ? "#\(index + 1) \(call.clients[index].label)" : "#\(index + 1)"
    case .service: "Service"
    case .application: "Application"
    }
  }

  /// Whatever Mermaid could take for syntax becomes the number of the character.
  private func words(_ text: String) -> String {
    let short = clipped(
      escaped(text, usesUnicode: true), to: MermaidDiagram.width, ellipsis: "…")
    var result = ""
    for scalar in short.unicodeScalars {
      if scalar.properties.isAlphabetic
        || (scalar.isASCII && " 0123456789.,:()=/-_".unicodeScalars.contains(scalar))
      {
        result.unicodeScalars.append(scalar)
      } else {
        result += "#\(scalar.value);"
      }
    }
    return result.replacing("end", with: "e#110;d")
  }
}
