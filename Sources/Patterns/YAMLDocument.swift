import Yams

/// The nodes of a YAML file, within limits: it may come from anywhere.
struct YAMLDocument {
  let root: Node

  /// The most bytes of a file.
  static let longest = 256 << 10

  /// Composes the one document of a text.
  init(_ text: String, file: String) throws(PatternProblem) {
    func problem(_ text: String, at place: PatternProblem.Place? = nil) -> PatternProblem {
      PatternProblem(file: file, place: place, text: text)
    }
    guard text.utf8.count <= YAMLDocument.longest else {
      throw problem("a file of patterns has at most \(YAMLDocument.longest >> 10) KiB; divide it")
    }
    // Before anything is built of them: aliases may stand for far more than the file holds.
    if let name = YAMLDocument.nameOfAlias(in: Array(text.utf8)) {
      throw problem("'&\(name)' and '*\(name)': anchors and aliases are not taken; write the value twice")
    }
    do {
      guard let root = try compose(yaml: text) else {
        throw problem("the file is empty; it begins with 'patterns:'")
      }
      self.root = root
    } catch let found as PatternProblem {
      throw found
    } catch let error as YamlError {
      let (text, place) = YAMLDocument.words(for: error)
      throw problem(text, at: place)
    } catch {
      throw problem("\(error)")
    }
  }

  private static func words(for error: YamlError) -> (text: String, place: PatternProblem.Place?) {
    switch error {
    case .scanner(let context, let reason, let mark, _), .parser(let context, let reason, let mark, _),
      .composer(let context, let reason, let mark, _):
      return ("not YAML: " + (context.map { "\($0.text), " } ?? "") + reason, PatternProblem.Place(mark))
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.sorted().prefix(3).map { "'\($0)'" }.joined(separator: ", ")
      return ("the key \(names) stands twice", PatternProblem.Place(context.mark))
    case .reader(let reason, let offset, _, let yaml):
      return ("not YAML: \(reason)", offset.map { place(at: $0, in: yaml) })
    case .memory: return ("not YAML: nested too deep", nil)
    default: return ("not YAML", nil)
    }
  }

  private static func place(at offset: Int, in text: String) -> PatternProblem.Place {
    let before = text.prefix(offset)
    let line = before.count(where: \.isNewline) + 1
    let start = before.lastIndex(where: \.isNewline).map { before.index(after: $0) } ?? before.startIndex
    return PatternProblem.Place(line: line, column: before.distance(from: start, to: before.endIndex) + 1)
  }

  /// The first name that stands both behind `&` and behind `*` where an anchor and an alias could begin.
  private static func nameOfAlias(in text: [UInt8]) -> String? {
    let anchors = names(behind: UInt8(ascii: "&"), in: text)
    guard !anchors.isEmpty else { return nil }
    return names(behind: UInt8(ascii: "*"), in: text).first { anchors.contains($0) }
  }

  private static func names(behind sign: UInt8, in text: [UInt8]) -> [String] {
    var names: [String] = []
    var before = UInt8(ascii: "\n")
    for (index, byte) in text.enumerated() {
      defer { before = byte }
      guard byte == sign, !isNameByte(before) else { continue }
      let name = text[(index + 1)...].prefix(64).prefix(while: isNameByte)
      if !name.isEmpty { names.append(String(decoding: name, as: UTF8.self)) }
    }
    return names
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension PatternProblem.Place {
  /// A place as the YAML library gives it.
  init(_ mark: Mark) {
    self.init(line: mark.line, column: mark.column)
  }
}
