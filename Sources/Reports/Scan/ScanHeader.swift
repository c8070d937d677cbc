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
    let room = page.style.width - ScanHeader.column
    var fields = fields(room: room)
    var spare = ScanHeader.limit - fields.count
    for index in fields.indices.sorted(by: { fields[$0].precedence < fields[$1].precedence }) {
      fields[index].shorten(
        to: room, lines: max(1, spare + 1), ellipsis: page.style.usesUnicode ? "…" : "...")
      spare -= fields[index].lines(room: room) - 1
    }
    for field in fields { page.field(field.label, field.spans(room: room), column: ScanHeader.column) }
  }

  /// The same without a limit of lines, for reports that have room.
  var facts: [(label: String, text: String)] {
    fields(room: .max).map { ($0.label, $0.items.joined(separator: $0.separator + " ")) }
  }

  private func fields(room: Int) -> [Field] {
    let missing = MissingEvidence.all(in: analysis)
    return [
      Field("Read", read), Field("Span", span, separator: ";"), Field("Calls", calls, precedence: 1),
      Field("Flags", Tally.flags.map(flag), short: Tally.flags.map(shortFlag), separator: ";", isCut: false),
      Field("Outside", outside, precedence: 2), Field("Missing", missing.map(\.gap), separator: ";"),
      Field("Ask for", missing.map(\.request).uniqued(), separator: ";", precedence: 3),
      Field("Problems", problems(room: room), isCut: false),
    ].filter { !$0.items.isEmpty }
  }

  private static let column = 10
  /// Lines of the header; only flags and problems, of which none may be hidden, can make it longer.
  private static let limit = 8

  /// A label and what is said under it.
  private struct Field {
    let label: String
    var items: [String]
    /// The same in fewer words, for where there is no room.
    let short: [String]?
    let separator: String
    /// Whether items for which there is no room are counted instead.
    let isCut: Bool
    /// The lower, the sooner it gets a second line; what is not cut comes before all others.
    let precedence: Int

    init(
      _ label: String, _ items: [String], short: [String]? = nil, separator: String = ",", isCut: Bool = true,
      precedence: Int = 4
    ) {
      self.short = short
      self.label = label
      self.items = items
      self.separator = separator
      self.isCut = isCut
      self.precedence = isCut ? precedence : 0
    }

    /// Lines break between items, and within those that no line could hold.
    func spans(room: Int) -> [Span] {
      items.enumerated().flatMap { index, item in
        let text = index + 1 < items.count ? item + separator : item
        return [
          Span(text, unbreakable: displayWidth(escaped(text, usesUnicode: true)) <= room), Span(" "),
        ]
      }
    }

    func lines(room: Int) -> Int {
      var filler = LineFiller(width: room, indent: 0, hanging: 0)
      for span in spans(room: room) {
        filler.add(
          escaped(span.text, usesUnicode: true), ink: span.ink, isUnbreakable: span.isUnbreakable)
      }
      return filler.finish().count
    }

    /// Leaves as many items as the lines hold, and the number of the others.
    mutating func shorten(to room: Int, lines: Int, ellipsis: String) {
      guard self.lines(room: room) > lines else { return }
      if let short { items = short }
      guard isCut else { return }
      let all = items
      for count in (1..<max(all.count, 2)).reversed() {
        items = Array(all.prefix(count)) + (count < all.count ? ["+\(all.count - count) more"] : [])
        if self.lines(room: room) <= lines { return }
      }
      let first = all.count > 1 ? all[0] + separator + " " + ellipsis : all[0]
      items = [clipped(escaped(first, usesUnicode: true), to: room, ellipsis: ellipsis)]
    }
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

  private func shortFlag(_ name: Flag) -> String {
    flag(name).replacing(" by ", with: " ")
  }

  private var outside: [String] {
    // Flagged codes are counted by themselves.
    let failures = FindingList(context).failures.filter { $0.kind != "flagged-code-outside-call" }
    var items = FindingList.countsByKind(failures).map { "\($0.count) \($0.kind)" }
    let flagged = analysis.flaggedOutsideCalls
    if flagged > 0 { items.append("\(counted(flagged, "flagged code"))") }
    return items
  }

  /// By kind, what lost input first, then what was attached twice; the file where there is only one and room for names.
  private func problems(room: Int) -> [String] {
    var holders: [String: [Int]] = [:]
    var kinds: [(name: String, losesInput: Bool)] = []
    func note(_ name: String, _ artifact: Int, losesInput: Bool) {
      if holders[name] == nil { kinds.append((name, losesInput)) }
      if holders[name]?.last != artifact { holders[name, default: []].append(artifact) }
    }
    for (index, artifact) in analysis.artifacts.enumerated() {
      for problem in artifact.problems {
        note(problem.kind.rawValue, index, losesInput: problem.losesInput)
      }
    }
    for finding in analysis.findings where finding.kind == "duplicate-artifact" {
      if let artifact = finding.artifact { note(finding.kind, artifact, losesInput: false) }
    }
    let sorted = kinds.filter(\.losesInput) + kinds.filter { !$0.losesInput }
    func items(named: Bool) -> [String] {
      sorted.map { name, _ in
        let artifacts = holders[name] ?? []
        guard artifacts.count == 1, let artifact = artifacts.first else {
          return "\(grouped(artifacts.count)) \(name)"
        }
        return named ? "\(name) (\(context.names.name(artifact)))" : name
      }
    }
    let full = items(named: true)
    return Field("", full).lines(room: room) <= 2 ? full : items(named: false)
  }
}
