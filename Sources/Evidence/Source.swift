/// Where a fact stands: every line of every report can be traced back to one of these.
public struct Source: Hashable, Sendable, Codable, Comparable {
  /// The index of the artifact in the report.
  public var artifact: Int
  /// The physical line, from 1; nil where lines mean nothing.
  public var line: Int?
  /// The element of a batch or the row of a table, from 1; nil for plain lines.
  public var record: Int?
  /// Bytes from the start of the artifact's decompressed content.
  public var offset: Int

  /// Memberwise.
  public init(artifact: Int, line: Int? = nil, record: Int? = nil, offset: Int) {
    self.artifact = artifact
    self.line = line
    self.record = record
    self.offset = offset
  }

  /// By artifact, then by offset.
  public static func < (lhs: Source, rhs: Source) -> Bool {
    (lhs.artifact, lhs.offset, lhs.record ?? 0) < (rhs.artifact, rhs.offset, rhs.record ?? 0)
  }
}
