public import Formats

/// A record and what a pattern must read in it.
public struct PatternSample: Hashable, Sendable {
  /// A line, with what continues it.
  public var record: String
  /// What each place of the record gives, in order; empty for a record that must not fit.
  public var expected: [[Value]]
  /// Where the sample stands in its file.
  public var place: PatternProblem.Place

  /// A field and what it must hold.
  public struct Value: Hashable, Sendable {
    public var field: PatternField
    public var text: String
    public var place: PatternProblem.Place
  }
}

extension PatternSample {
  /// What is wrong with what the pattern reads in the sample; nil where it is what is expected.
  func problem(of pattern: Pattern, in file: String) -> PatternProblem? {
    func problem(_ text: String, at place: PatternProblem.Place? = nil) -> PatternProblem {
      PatternProblem(file: file, place: place ?? self.place, text: "pattern \(quoted(pattern.name)): \(text)")
    }
    let findings = pattern.findings(in: record)
    guard !expected.isEmpty else {
      return findings.first.map {
        problem("the sample must give nothing, and gives \(PatternSample.words($0.values))")
      }
    }
    guard !findings.isEmpty else {
      return problem("the sample gives nothing: \(pattern.reasonForNothing(in: record))")
    }
    guard findings.count == expected.count else {
      return problem(
        "the sample must give \(expected.count) \(expected.count == 1 ? "finding" : "findings"), and gives "
          + "\(findings.count): " + findings.map { PatternSample.words($0.values) }.joined(separator: "; "))
    }
    for (finding, values) in zip(findings, expected) {
      for value in values where finding.values[value.field] != value.text {
        let found = finding.values[value.field].map { "it is \(quoted($0))" } ?? "there is none"
        return problem(
          "\(value.field.name) must be \(quoted(value.text)), and \(found); the sample gives "
            + PatternSample.words(finding.values), at: value.place)
      }
    }
    return nil
  }

  /// `callId: …, state: Connected`.
  private static func words(_ values: PatternValues) -> String {
    values.listed.map { "\($0.field.name): \(quoted($0.value))" }.joined(separator: ", ")
  }
}
