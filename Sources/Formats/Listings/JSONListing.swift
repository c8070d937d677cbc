import Evidence

/// Cuts the objects out of JSON that lists files: the elements of an array, of the `entries` of this tool's
/// inventory or the `value` of an object that PowerShell wraps around an array, or one object alone.
struct JSONObjects {
  /// Bytes of an object that are read; longer ones are left out.
  static let limit = 256 << 10

  /// Objects that were longer or damaged.
  private(set) var cut = 0
  /// Whether an array of `entries` was met.
  private(set) var hasEntries = false

  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var string: [UInt8] = []
  /// The depth inside the array whose elements are wanted.
  private var elementDepth: Int?
  private var isRootAnObject = false
  private var object: [UInt8] = []
  /// The depth that the object is at whose bytes are kept.
  private var objectDepth: Int?
  private var start: Int = 0

  /// Whether an object is being read, and whether anything is open.
  var isOpen: Bool { objectDepth != nil }
  var isUnfinished: Bool { depth > 0 }

  /// Takes a byte; gives an object with the position where it begins when it is complete.
  mutating func take(_ byte: UInt8, at position: Int) -> (object: [UInt8], start: Int)? {
    if objectDepth != nil, object.count <= JSONObjects.limit { object.append(byte) }
    if isInString {
      // A line never ends inside a string: a quote was lost.
      byte == .lineFeed ? startAnew() : takeInString(byte)
      return nil
    }
    switch byte {
    case .quote:
      isInString = true
      string.removeAll(keepingCapacity: true)
    case .openBrace, .openBracket: open(byte, at: position)
    case .closeBrace, .closeBracket: return close()
    default: break
    }
    return nil
  }

  private mutating func takeInString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == .backslash {
      isEscaped = true
    } else if byte == .quote {
      isInString = false
      return
    }
    if string.count < 16 { string.append(byte) }
  }

  private mutating func startAnew() {
    isInString = false
    isEscaped = false
    depth = elementDepth ?? 0
    objectDepth = nil
    cut += 1
  }

  private mutating func open(_ byte: UInt8, at position: Int) {
    if byte == .openBracket {
      if depth == 0 {
        elementDepth = 1
      } else if depth == 1, isRootAnObject, JSONObjects.wrappers.contains(string) {
        hasEntries = hasEntries || string.first == UInt8(ascii: "e")
        elementDepth = 2
        objectDepth = nil
        object = []
      }
    } else {
      if depth == 0 { isRootAnObject = true }
      if objectDepth == nil, depth == 0 || depth == elementDepth {
        objectDepth = depth
        object = [byte]
        start = position
      }
    }
    depth += 1
  }

  private mutating func close() -> (object: [UInt8], start: Int)? {
    depth = max(0, depth - 1)
    if let elementDepth, depth < elementDepth { self.elementDepth = nil }
    if depth == 0 { isRootAnObject = false }
    guard depth == objectDepth else { return nil }
    objectDepth = nil
    defer { object.removeAll(keepingCapacity: true) }
    guard object.count <= JSONObjects.limit else {
      cut += 1
      return nil
    }
    return (object, start)
  }

  private static let wrappers: Set<[UInt8]> = [Array("entries".utf8), Array("value".utf8)]
}

extension ListedObject {
  /// The values of a JSON object; those of objects inside are not the file's.
  init(json: [UInt8]) {
    self.init()
    guard let value = JSONReader.read(json)?.value else { return }
    for member in value.members {
      if let text = member.value.scalarText {
        set(member.key, text)
      } else if member.key == "LastWriteTime", let text = member.value["value"]?.scalarText {
        // PowerShell 5.1 adds members to dates that were formatted before.
        set(member.key, text)
      } else if member.value.isNull {
        set(member.key, "")
      } else if member.key == "Parent" {
        set(member.key, "object")
      }
    }
  }

  /// Whether JSON with such an object lists files rather than anything else with a name.
  var isListedInJSON: Bool {
    if let path = self["fullname"] { return path.utf8.contains(where: ListingPath.isSeparator) }
    return self["path"] != nil && self["hash"] != nil && self["algorithm"] != nil
      || self["name"] != nil && self["length"] != nil && (self["lastwritetime"] ?? self["mode"]) != nil
  }
}
