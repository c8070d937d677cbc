import Evidence
import Scan

/// A shape of records that is told by data: what must stand in a record, where its values are, and what they claim. Those of
/// this library and those that users add are the same.
public struct Pattern: Hashable, Sendable {
  /// Tells it from others, in reports as well.
  public var name: String
  /// What it is about, in a few words.
  public var about: String
  /// Texts that all stand in each of its records, as written; the first is searched for.
  public var contains: [String]
  /// What one line of the record looks like.
  public var line: Template?
  /// Where values stand in the record's JSON object.
  public var json: [PatternMember]
  /// Behind which texts values stand.
  public var labels: [PatternLabel]
  /// What each of its records says beside its values.
  public var gives: [PatternField: String]
  public var words: PatternWords
  /// Where it is from: a file and a line; nil for one of this library.
  public var origin: Origin?

  /// A place in a file.
  public struct Origin: Hashable, Sendable {
    public var file: String
    public var line: Int

    /// Memberwise.
    public init(file: String, line: Int) {
      self.file = file
      self.line = line
    }
  }

  /// Memberwise.
  public init(
    _ name: String, about: String = "", contains: [String], line: Template? = nil,
    json: [PatternMember] = [], labels: [PatternLabel] = [], gives: [PatternField: String] = [:],
    words: PatternWords = PatternWords(), origin: Origin? = nil
  ) {
    self.name = name
    self.about = about
    self.contains = contains
    self.line = line
    self.json = json
    self.labels = labels
    self.gives = gives
    self.words = words
    self.origin = origin
  }

  /// Every field that its records can have.
  public var fields: [PatternField] {
    (line?.fields ?? []) + json.map(\.field) + labels.map(\.field) + gives.keys.sorted { $0.name < $1.name }
  }

  /// What it is found by.
  var literal: Literal? { contains.first.map { Literal($0) } }
}

/// A field and the path of keys to its member of a JSON object.
public struct PatternMember: Hashable, Sendable {
  public var field: PatternField
  public var path: [String]

  /// Memberwise.
  public init(_ field: PatternField, path: [String]) {
    self.field = field
    self.path = path
  }
}

/// A field and the texts between which it stands.
public struct PatternLabel: Hashable, Sendable {
  public var field: PatternField
  let after: [UInt8]
  let until: [UInt8]?

  /// A field behind `after`.
  ///
  /// - Parameter until: What stands behind the value; without it the value ends at a blank, a comma, a semicolon, a quote
  ///   or a closing bracket.
  public init(_ field: PatternField, after: String, until: String? = nil) {
    self.field = field
    self.after = Template.collapsed(after.utf8)
    self.until = until.map { Template.collapsed($0.utf8) }
  }
}
