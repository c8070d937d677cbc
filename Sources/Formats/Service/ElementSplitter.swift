/// Cuts elements out of a document of services' records, whatever containers they stand in, as its text comes in.
///
/// Containers that hold elements are entered, everything else is followed to its end by brackets and strings alone. Never
/// fails: what no element can be made of is passed over and counted, and what is damaged costs no more than itself.
struct ElementSplitter: Sendable {
  /// Bytes of an element; of longer ones only so much is given.
  static let elementCap = 1 << 20

  /// An element, or what is left of one.
  struct Element: Sendable {
    /// In the text that was given.
    var range: Range<Int>
    var context: ElementContext?
    /// Whether it is members of an object without the brackets.
    var isBare = false
    /// Whether only its beginning is given, because it is too long.
    var isCut = false
    /// Whether the text ends inside of it.
    var isTruncated = false
    /// Whether another element begins inside of it.
    var isDamaged = false
  }

  // Set by the splitter alone; read by whoever drives it.

  /// The next byte to be looked at.
  var position = 0
  /// Bytes between elements that mean nothing there, and where the first of them stood since this was last reset.
  var strayBytes = 0
  var firstStray: Int?
  /// Whether the text ended inside of a container.
  var isTruncated = false

  var levels: [Level] = []
  /// What is being followed to its end.
  var open: Open?
  /// Elements that were found inside of a damaged one, still to be given.
  var pieces: [Element] = []

  /// The first byte that is still needed.
  var needed: Int {
    var first = position
    if let open, open.isNeeded { first = min(first, open.start) }
    for level in levels where level.isWhole { first = min(first, level.start) }
    for piece in pieces { first = min(first, piece.range.lowerBound) }
    return first
  }

  /// Counts places from further on, after so many bytes were forgotten.
  mutating func drop(_ count: Int) {
    position -= count
    open?.start -= count
    for index in levels.indices { levels[index].start -= count }
    firstStray = firstStray.map { $0 - count }
  }

  /// The next element in `bytes`; nil where there is none before more of the text comes, or at the end.
  mutating func next(_ bytes: [UInt8], isLast: Bool) -> Element? {
    while true {
      if !pieces.isEmpty { return pieces.removeFirst() }
      if open != nil {
        if let element = followOpen(bytes, isLast: isLast) { return element }
        if !pieces.isEmpty { continue }
        if open != nil { return nil }
        continue
      }
      skipBlank(bytes)
      if let element = cutLongLevel() { return element }
      guard position < bytes.count else { return isLast ? end(bytes) : nil }
      let before = (position, levels.count)
      let element =
        switch levels.last?.kind {
        case nil: outside(bytes)
        case .array: inArray(bytes, isLast: isLast)
        case .object: inObject(bytes, isLast: isLast)
        }
      if let element { return element }
      if open == nil, pieces.isEmpty, before == (position, levels.count) {
        // More of the text has to come before it is clear what this is.
        guard isLast else { return nil }
        stray(1)
      }
    }
  }

  private mutating func skipBlank(_ bytes: [UInt8]) {
    while position < bytes.count, bytes[position].isJSONSpace || bytes[position] == .comma { position += 1 }
  }

  mutating func stray(_ count: Int) {
    firstStray = firstStray ?? position
    strayBytes += count
    position += count
  }
}

extension ElementSplitter {
  /// A container that was entered.
  struct Level: Sendable {
    enum Kind: Sendable {
      case array(ArrayRole)
      case object
    }

    var kind: Kind
    /// Where it begins; of a bare fragment, where the part that is no element yet begins.
    var start: Int
    /// Whether it is an element as a whole, unless a container of elements is met in it.
    var isWhole = false
    /// Whether it has no brackets.
    var isBare = false
    /// What was met in it that belongs to its elements.
    var context = ElementContext()
  }

  /// What the elements of an array are.
  enum ArrayRole: Sendable {
    case elements(ElementContext?)
    /// At the outermost level: elements, or the frames of Kusto's second version.
    case outermost
    case tables
    case rows(ElementContext)
  }

  /// A value that is followed to its end.
  struct Open: Sendable {
    enum Purpose: Sendable {
      case element(ElementContext?)
      case nothing
      /// What stands in more containers than are entered.
      case tooDeep
      case columns
      case shared
    }

    var purpose: Purpose
    var start: Int
    /// Nil for a string.
    var extent: JSONExtent? = JSONExtent()
    var isEscaped = false
    var hasEnded = false
    /// Whether its beginning was given because it is too long.
    var isCut = false

    /// Whether its text is still to be given or read.
    var isNeeded: Bool {
      switch purpose {
      case .element, .columns, .shared: !isCut
      case .nothing, .tooDeep: false
      }
    }
  }
}
