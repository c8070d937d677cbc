/// Something wrong in a file of patterns, where it stands, and what would be right.
public struct PatternProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public var file: String
  /// From 1; nil where the file as a whole is meant.
  public var place: Place?
  public var text: String

  /// A line and a column, both from 1.
  public struct Place: Hashable, Sendable, Comparable {
    public var line: Int
    public var column: Int

    public static func < (lhs: Place, rhs: Place) -> Bool {
      (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
  }

  /// `FILE:LINE:COLUMN: what is wrong`, on one line and without control characters, which a file may hold.
  public var description: String {
    let line = place.map { "\(file):\($0.line):\($0.column): \(text)" } ?? "\(file): \(text)"
    return String(
      String.UnicodeScalarView(
        line.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "?"
          default: scalar
          }
        }))
  }
}

/// Everything that is wrong in one or several files, in the order of the files.
public struct PatternProblems: Error, Hashable, Sendable, CustomStringConvertible {
  public var problems: [PatternProblem]

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
