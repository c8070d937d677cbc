import Calls
import Catalog
import Evidence

/// At most eight lines: what was read, what came of it, what is missing.
struct ScanHeader {
  private let analysis: Analysis
  private let tally: Tally
  private let context: ReportContext

  init(_ context: ReportContext) {
    self.context = context
    analysis = context.analysis
    tally = Tally(analysis)
  }

  func write(to page: inout TextPage) {
    let missing = MissingEvidence.all(in: analysis)
    write("Read", read, to: &page)
    write("Span", span, separator: "; ", to: &page)
    write("Calls", calls, to: &page)
    write("Flags", Tally.flags.map(flag), separator: "; ", to: &page)
    write("Outside", outside, to: &page)
    write("Missing", missing.map(\.gap), separator: "; ", to: &page)
    write("Ask for", missing.map(\.request).uniqued(), separator: "; ", to: &page)
    write("Problems", problems, to: &page)
  }

  private static let column = 10

  /// One line on the screen: what finds no room is counted. Nothing is written where nothing is to be said.
  private func write(
    _ label: String, _ items: [String], separator: String = ", ", to page: inout TextPage
  ) {
    guard !items.isEmpty else { return }
    let room = page.style.width - ScanHeader.column
    let ellipsis = page.style.usesUnicode ? "…" : "..."
    var shown = items.map { escaped($0, usesUnicode: page.style.usesUnicode) }
    var text = shown.joined(separator: separator)
    while displayWidth(text) > room, shown.count > 1 {
      shown.removeLast()
      text = shown.joined(separator: separator) + "\(separator)+\(items.count - shown.count) more"
    }
    if displayWidth(text) > room, items.count > 1 { text = shown.joined() + separator + ellipsis }
    page.field(label, [Span(clipped(text, to: room, ellipsis: ellipsis))], column: ScanHeader.column)
  }

  /// The amount, and the kinds of artifacts, the most frequent first.
  private var read: [String] {
    let files = counted(analysis.artifacts.count, "file")
    let amount = "\(files), \(byteCount(tally.bytes)), \(counted(tally.records, "line"))"
    let counts = Dictionary(analysis.artifacts.map { ($0.kind.rawValue, 1) }, uniquingKeysWith: +)
    var kinds = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
    guard let first = kinds.first else { return [amount] }
    kinds[0] = "\(amount): \(first)"
    return kinds
  }

  private var span: [String] {
    let times = analysis.artifacts.flatMap { [$0.firstTime, $0.lastTime] }.compactMap { $0 }
    let resolved = times.filter(\.isUTC)
    let shown = resolved.isEmpty ? times.filter(\.isPlaced) : resolved
    var items: [String] = []
    if let first = shown.map(\.instant).min(), let last = shown.map(\.instant).max() {
      let sameDay = first.date == last.date
      let end = (sameDay ? "" : "\(last.date) ") + last.clockText(fractionDigits: 0)
      let zone = resolved.isEmpty ? "zone not known" : "UTC"
      items.append("\(first.date) \(first.clockText(fractionDigits: 0)) to \(end) \(zone)")
    }
    let withoutZone = analysis.artifacts.count { $0.firstTime?.basis == .unknown }
    if withoutZone > 0, !resolved.isEmpty { items.append("zone unknown: \(counted(withoutZone, "file"))") }
    let withoutDate = analysis.artifacts.count { $0.firstTime?.basis == .floating }
    if withoutDate > 0 { items.append("date unknown: \(counted(withoutDate, "file"))") }
    return items
  }

  private var calls: [String] {
    let count = analysis.calls.count
    let total = analysis.callsTotal
    let shown = total > count ? "\(grouped(count)) of \(grouped(total))" : grouped(count)
    var items = tally.classes.map { "\($0.count) \($0.outcome.rawValue)" }
    let open = tally.callsWithoutEndReason
    if open > 0 { items.append("\(open) without an end reason") }
    if let first = items.first { items[0] = "\(shown): \(first)" }
    return items.isEmpty ? [shown] : items
  }

  private func flag(_ flag: Flag) -> String {
    let byCode = tally.callsFlagged(flag)
    let byMeaning = tally.callsMeaning(flag)
    guard byCode + byMeaning > 0 else { return "\(flag.rawValue): none" }
    return "\(flag.rawValue): \(byCode) by code, \(byMeaning) by meaning"
  }

  private var outside: [String] {
    let failures = FindingList(context).failures
    var items = FindingList.countsByKind(failures).map { "\($0.count) \($0.kind)" }
    let flagged = analysis.flaggedOutsideCalls
    if flagged > 0 { items.append("\(counted(flagged, "flagged code"))") }
    return items
  }

  /// By kind, what lost input first; the file where there is only one.
  private var problems: [String] {
    var holders: [Problem.Kind: [Int]] = [:]
    var examples: [Problem] = []
    for (index, artifact) in analysis.artifacts.enumerated() {
      for problem in artifact.problems {
        if holders[problem.kind] == nil { examples.append(problem) }
        holders[problem.kind, default: []].append(index)
      }
    }
    let sorted = examples.filter(\.losesInput) + examples.filter { !$0.losesInput }
    return sorted.map { problem in
      let artifacts = holders[problem.kind] ?? []
      let name = problem.kind.rawValue
      guard artifacts.count == 1, let artifact = artifacts.first else {
        return "\(grouped(artifacts.count)) \(name)"
      }
      return "\(name) (\(context.names.name(artifact)))"
    }
  }
}
