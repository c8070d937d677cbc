import Yams

/// Reads the nodes of one file and takes down what is wrong with them.
struct NodeReader {
  let file: String
  private(set) var problems: [PatternProblem] = []

  init(file: String) {
    self.file = file
  }

  /// Takes a problem down.
  ///
  /// - Parameter offset: Characters of a text on one line before the place.
  mutating func note(_ text: String, at node: Node, offset: Int = 0) {
    let mark = node.mark
    var column = (mark?.column ?? 1) + offset
    if offset > 0, let style = node.scalar?.style, style == .singleQuoted || style == .doubleQuoted {
      column += 1
    }
    problems.append(
      PatternProblem(
        file: file, place: PatternProblem.Place(line: mark?.line ?? 1, column: column), text: text))
  }

  /// The text of a node that should be one.
  mutating func text(_ node: Node, of what: String, longest: Int = 4096) -> String? {
    guard let scalar = node.scalar else {
      note("\(what) is a text, not \(NodeReader.kind(of: node))", at: node)
      return nil
    }
    guard scalar.string.utf8.count <= longest else {
      note("\(what) has at most \(longest) bytes", at: node)
      return nil
    }
    return scalar.string
  }

  /// The keys and values of a node that should have some.
  mutating func members(_ node: Node, of what: String, most: Int = 256) -> [(
    key: String, keyNode: Node, value: Node
  )] {
    guard let mapping = node.mapping else {
      note("\(what) has keys and values, 'key: value', not \(NodeReader.kind(of: node))", at: node)
      return []
    }
    guard mapping.count <= most else {
      note("\(what) has at most \(most) keys; this one has \(mapping.count)", at: node)
      return []
    }
    var members: [(key: String, keyNode: Node, value: Node)] = []
    for (key, value) in mapping {
      if let name = text(key, of: "a key") { members.append((name, key, value)) }
    }
    return members
  }

  /// The elements of a node that should be a list.
  mutating func elements(_ node: Node, of what: String, most: Int) -> [Node] {
    guard let sequence = node.sequence else {
      note("\(what) is a list, '- …', not \(NodeReader.kind(of: node))", at: node)
      return []
    }
    guard sequence.count <= most else {
      note("\(what) has at most \(most) elements; this one has \(sequence.count)", at: node)
      return []
    }
    return Array(sequence)
  }

  private static func kind(of node: Node) -> String {
    switch node {
    case .scalar: "a text"
    case .mapping: "keys and values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
