public import Formats
import Yams

/// A file of patterns that was read, and whose samples give what they must.
public struct PatternFile: Sendable {
  /// As it was named.
  public var path: String
  public var patterns: [Pattern]
  /// The number of samples of each pattern.
  public var samples: [Int]

  /// The most patterns of a file.
  public static let mostPatterns = 200

  /// Reads the text of a file and checks its samples.
  ///
  /// - Throws: Everything that is wrong in it.
  public init(_ text: String, path: String) throws(PatternProblems) {
    self.path = path
    let document: YAMLDocument
    do { document = try YAMLDocument(text, file: path) } catch {
      throw PatternProblems(problems: [error])
    }
    var reader = NodeReader(file: path)
    let read = reader.patterns(document.root)
    var problems = reader.problems
    if problems.isEmpty { problems = PatternFile.problems(of: read, in: path) }
    guard problems.isEmpty else { throw PatternProblems(problems: PatternFile.ordered(problems)) }
    patterns = read.map(\.pattern)
    samples = read.map(\.samples.count)
  }

  private static func problems(of read: [NodeReader.ReadPattern], in path: String) -> [PatternProblem] {
    var problems: [PatternProblem] = []
    for (index, entry) in read.enumerated() {
      for sample in entry.samples {
        if let problem = sample.problem(of: entry.pattern, in: path) {
          problems.append(problem)
        } else if !sample.expected.isEmpty,
          let thief = read[..<index].first(where: { !$0.pattern.findings(in: sample.record).isEmpty })
        {
          problems.append(
            PatternProblem(
              file: path, place: sample.place,
              text:
                "pattern \(quoted(entry.pattern.name)): the sample is read by \(quoted(thief.pattern.name)), "
                + "which stands before; the first that fits reads a record, so put the narrower one first"))
        }
      }
    }
    return problems
  }

  /// In the order of the file, and no more than a person reads.
  private static func ordered(_ problems: [PatternProblem]) -> [PatternProblem] {
    let first = PatternProblem.Place(line: 0, column: 0)
    return Array(problems.sorted { ($0.place ?? first) < ($1.place ?? first) }.prefix(mostProblems))
  }

  private static let mostProblems = 50
}

extension NodeReader {
  /// A pattern and the samples that stand with it.
  struct ReadPattern {
    var pattern: Pattern
    var samples: [PatternSample]
  }

  mutating func patterns(_ root: Node) -> [ReadPattern] {
    var patterns: [ReadPattern] = []
    for (key, keyNode, value) in members(root, of: "a file of patterns") {
      guard key == "patterns" else {
        note("\(quoted(key)) is no key of a file of patterns; there is 'patterns' alone", at: keyNode)
        continue
      }
      let elements = elements(value, of: "'patterns'", most: PatternFile.mostPatterns)
      for element in elements {
        guard let read = pattern(element) else { continue }
        if patterns.contains(where: { $0.pattern.name == read.pattern.name }) {
          note(
            "a pattern of the name \(quoted(read.pattern.name)) stands above; give this one another",
            at: element)
        }
        patterns.append(read)
      }
      if elements.isEmpty, problems.isEmpty { note("the list has no pattern", at: value) }
    }
    if patterns.isEmpty, problems.isEmpty { note("'patterns' is missing", at: root) }
    return patterns
  }
}
