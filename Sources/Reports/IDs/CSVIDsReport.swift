import Calls
import Evidence

/// The IDs as a table, one a line.
public enum CSVIDsReport {
  private static let header = [
    "kind", "value", "call", "role", "evidence", "firstSeen", "firstSeenBasis", "lastSeen", "lastSeenBasis",
    "artifact", "line", "record", "offset",
  ]

  /// Piece by piece to a sink that may end the writing.
  public static func write<Failure: Error>(
    _ list: IDList, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try sink(CSVText.line(header))
    let paths = list.analysis.artifacts.map(\.path)
    for entry in list.entries { try sink(CSVText.line(cells(entry, paths))) }
  }

  /// The whole of what `write` writes.
  public static func render(_ list: IDList) -> String {
    var text = ""
    write(list) { text += $0 }
    return text
  }

  private static func cells(_ entry: IDEntry, _ paths: [String]) -> [String] {
    let source = entry.source
    let path = paths.indices.contains(source.artifact) ? paths[source.artifact] : ""
    return [
      entry.kind.name, entry.value, entry.callKey ?? "", entry.role?.rawValue ?? "",
      entry.evidence?.rawValue ?? "",
    ]
      + cells(entry.seen.first) + cells(entry.seen.last)
      + [
        path, source.line.map(String.init) ?? "", source.record.map(String.init) ?? "", String(source.offset),
      ]
  }

  /// The time and how it became UTC; the words of the log where the date is not known.
  private static func cells(_ moment: Moment?) -> [String] {
    guard let moment else { return ["", ""] }
    return moment.isPlaced ? [moment.instant.rfc3339, moment.basis.rawValue] : [moment.text, ""]
  }
}
