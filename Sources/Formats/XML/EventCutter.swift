/// Cuts decoded text into the elements that are records, whatever stands around them and wherever the text is
/// damaged: `Event` of the Windows tools, and the objects and strings at the top of CLIXML.
///
/// Looks at tags only; whether an element is well formed is the parser's to say. An element whose end is lost
/// ends where the next one begins, so that damage costs the damaged element and nothing else. Works on a buffer
/// that the caller extends at its end and drops from its beginning; where the buffer ends makes no difference.
struct EventCutter: Sendable {
  enum Unit: Sendable {
    case event
    case object
    case string
  }

  enum Piece: Equatable {
    /// From start tag to end tag.
    case element(Unit, Range<Int>)
    /// No end tag before the next element or the end of input.
    case unfinished(Range<Int>)
    /// Longer than `limit`; its beginning.
    case oversize(Unit, Range<Int>)
    /// A part of an element whose beginning is lost.
    case stray(Int)
    case tooDeep(Int)
    /// A document type declaration; what follows it is not cut.
    case documentType(Int)
  }

  /// Bytes of an element that are kept.
  static let limit = 1 << 20
  /// Comments between elements are passed over as far as this; a longer one has lost its end.
  private static let longestComment = 64 << 10
  /// Searches that may run out before no element of the stretch is believed any more; bounds the work.
  private static let mostVainSearches = 8
  /// Enough to tell every tag that means something.
  private static let lookAhead = 12

  private enum State {
    case outside
    case inside(Opening)
    case skipping(Opening)
    case refused
  }

  /// The element that is open.
  private struct Opening {
    var unit: Unit
    var start: Int
    var tagEnd: Int
    /// The start tag, for what is skipped; empty before.
    var tag: [UInt8] = []
    var indentation: Int?
    /// Open elements of the unit's name.
    var nesting = 1
    /// Whether comments, CDATA and nested elements are taken for what they say they are.
    var isStrict = true
    var heldOpaque = false
  }

  private enum Step {
    case piece(Piece)
    case again
    case wait
  }

  private var state = State.outside
  private var position = 0
  /// Elements open outside of records, as far as tags tell.
  private var depth = 0
  private var saidTooDeep = false
  /// No comment ends before this.
  private var commentsSearched = 0
  /// How often, in the stretch that ends there, a search ran out that believed in comments and nesting.
  private var distrust = (count: 0, end: 0)
  private var isInObjects = false
  /// Roots (`Events`, `Objs`) that have begun and not ended.
  private(set) var openRoots = 0

  /// The next piece; nil where more input is needed, or with `isLast` where there is none left.
  mutating func next(in buffer: [UInt8], isLast: Bool) -> Piece? {
    while true {
      let step: Step
      switch state {
      case .outside: step = outside(buffer, isLast)
      case .inside(let opening): step = inside(opening, buffer, isLast)
      case .skipping(let opening): step = skip(opening, buffer, isLast)
      case .refused:
        position = buffer.count
        step = .wait
      }
      switch step {
      case .piece(let piece): return piece
      case .again: continue
      case .wait: return nil
      }
    }
  }

  /// Bytes at the beginning of the buffer that are no longer needed.
  var droppable: Int {
    let needed = if case .inside(let opening) = state { opening.start } else { position }
    // What stands before an element on its line is looked at.
    return max(0, needed - Markup.longestIndentation - 4)
  }

  /// Takes note that the first `count` bytes of the buffer are gone.
  mutating func drop(_ count: Int) {
    position -= count
    commentsSearched -= count
    distrust.end -= count
    if case .inside(var opening) = state {
      opening.start -= count
      opening.tagEnd -= count
      state = .inside(opening)
    }
  }
}

// MARK: - Between elements

extension EventCutter {
  private mutating func outside(_ buffer: [UInt8], _ isLast: Bool) -> Step {
    guard let index = Markup.firstIndex(of: UInt8(ascii: "<"), in: buffer, position..<buffer.count) else {
      position = buffer.count
      return .wait
    }
    position = index
    guard buffer.count - index >= EventCutter.lookAhead || isLast else { return .wait }
    if Markup.has("<!", at: index, in: buffer) { return declaration(buffer, isLast) }
    if Markup.has("<?", at: index, in: buffer) {
      depth = 0
      position = index + 2
      return .again
    }
    if Markup.hasName("</Event", at: index, in: buffer) || Markup.hasName("</Obj", at: index, in: buffer)
      || Markup.hasName("<System", at: index, in: buffer)
    {
      position = index + 2
      return .piece(.stray(index))
    }
    guard let tagEnd = Markup.tagEnd(from: index, in: buffer, isLast: isLast) else { return .wait }
    if let unit = unit(at: index, buffer) { return open(unit, index..<tagEnd, buffer) }
    return tag(index..<tagEnd, buffer)
  }

  private mutating func declaration(_ buffer: [UInt8], _ isLast: Bool) -> Step {
    let start = position
    if Markup.has("<!DOCTYPE", at: start, in: buffer) {
      state = .refused
      return .piece(.documentType(start))
    }
    position = start + 2
    guard Markup.has("<!--", at: start, in: buffer) else { return .again }
    let limit = start + EventCutter.longestComment
    let searchEnd = min(buffer.count, limit)
    let searchStart = min(max(start + 4, commentsSearched), searchEnd)
    if let end = Markup.end(of: "-->", in: buffer, searchStart..<searchEnd) {
      position = end
      return .again
    }
    commentsSearched = max(commentsSearched, searchEnd - 2)
    guard buffer.count < limit, !isLast else { return .again }
    position = start
    return .wait
  }

  private func unit(at index: Int, _ buffer: [UInt8]) -> Unit? {
    if Markup.hasName("<Event", at: index, in: buffer) { return .event }
    if Markup.hasName("<Obj", at: index, in: buffer) { return .object }
    return isInObjects && Markup.hasName("<S", at: index, in: buffer) ? .string : nil
  }

  private mutating func open(_ unit: Unit, _ tag: Range<Int>, _ buffer: [UInt8]) -> Step {
    position = tag.upperBound
    if Markup.isEmptyTag(tag, in: buffer) { return .piece(.element(unit, tag)) }
    let indentation = Markup.indentation(before: tag.lowerBound, in: buffer)
    var opening = Opening(
      unit: unit, start: tag.lowerBound, tagEnd: tag.upperBound, indentation: indentation)
    opening.isStrict =
      tag.lowerBound >= distrust.end || distrust.count < EventCutter.mostVainSearches
    state = .inside(opening)
    return .again
  }

  private mutating func tag(_ tag: Range<Int>, _ buffer: [UInt8]) -> Step {
    let start = tag.lowerBound
    position = start + 1
    if Markup.has("</", at: start, in: buffer) {
      depth = max(0, depth - 1)
      let endsObjects = Markup.hasName("</Objs", at: start, in: buffer)
      if endsObjects { isInObjects = false }
      if endsObjects || Markup.hasName("</Events", at: start, in: buffer) {
        openRoots = max(0, openRoots - 1)
      }
      return .again
    }
    guard start + 1 < buffer.count, isLetter(buffer[start + 1]), !Markup.isEmptyTag(tag, in: buffer) else {
      return .again
    }
    let beginsObjects = Markup.hasName("<Objs", at: start, in: buffer)
    if beginsObjects || Markup.hasName("<Events", at: start, in: buffer) {
      isInObjects = beginsObjects
      openRoots += 1
      depth = 0
    }
    depth += 1
    guard depth > SAXParser.maximumDepth, !saidTooDeep else { return .again }
    saidTooDeep = true
    return .piece(.tooDeep(start))
  }
}

// MARK: - Within an element

extension EventCutter {
  private mutating func inside(_ opening: Opening, _ buffer: [UInt8], _ isLast: Bool) -> Step {
    var opening = opening
    defer { if case .inside = state { state = .inside(opening) } }
    let bound = min(buffer.count, opening.start + EventCutter.limit)
    while let index = Markup.firstIndex(of: UInt8(ascii: "<"), in: buffer, min(position, bound)..<bound) {
      position = index
      guard buffer.count - index >= EventCutter.lookAhead || isLast else { return .wait }
      if opening.isStrict, let mark = opaqueEnd(at: index, buffer) {
        opening.heldOpaque = true
        guard let end = Markup.end(of: mark, in: buffer, min(index + 4, bound)..<bound) else {
          return runOut(&opening, buffer, isLast)
        }
        position = end
      } else if opening.unit.ends(at: index, buffer) {
        guard let tagEnd = Markup.tagEnd(from: index, in: buffer, isLast: isLast) else { return .wait }
        position = tagEnd
        if tagEnd == buffer.count, buffer[tagEnd - 1] != UInt8(ascii: ">") {
          return close(.unfinished(opening.start..<tagEnd))
        }
        opening.nesting -= 1
        if opening.nesting == 0 || !opening.isStrict && opening.unit == .event {
          return close(.element(opening.unit, opening.start..<tagEnd))
        }
      } else if opening.unit.begins(at: index, buffer) {
        guard let tagEnd = Markup.tagEnd(from: index, in: buffer, isLast: isLast) else { return .wait }
        let opener = buffer[opening.start..<opening.tagEnd]
        if beginsAnother(index..<tagEnd, than: opening, opener: opener, buffer) {
          return close(.unfinished(opening.start..<index))
        }
        position = tagEnd
        opening.heldOpaque = true
        if !Markup.isEmptyTag(index..<tagEnd, in: buffer) { opening.nesting += 1 }
      } else {
        position = index + 1
      }
    }
    position = max(position, bound)
    return runOut(&opening, buffer, isLast)
  }

  private func opaqueEnd(at index: Int, _ buffer: [UInt8]) -> StaticString? {
    guard Markup.has("<!", at: index, in: buffer) else { return nil }
    if Markup.has("<![CDATA[", at: index, in: buffer) { return "]]>" }
    return Markup.has("<!--", at: index, in: buffer) ? "-->" : nil
  }

  /// Whether the start tag is that of the next element, and the end of the open one is lost.
  private func beginsAnother(
    _ tag: Range<Int>, than opening: Opening, opener: ArraySlice<UInt8>, _ buffer: [UInt8]
  ) -> Bool {
    switch opening.unit {
    case .event:
      // One tool writes all its start tags alike; an element of that name in a payload has another namespace.
      return !opening.isStrict || buffer[tag].elementsEqual(opener)
        || Markup.end(of: "/win/2004/08/events/event", in: buffer, tag) != nil
    case .object:
      if let indentation = opening.indentation {
        return Markup.indentation(before: tag.lowerBound, in: buffer) == indentation
      }
      // Members have names, the objects of the top have none.
      return !opening.isStrict && Markup.end(of: " N=", in: buffer, tag) == nil
    case .string: return true
    }
  }

  /// No end before the limit or the end of input: what looked like a comment or a nested element may have been
  /// damage, so that the search is made again without believing in it.
  private mutating func runOut(_ opening: inout Opening, _ buffer: [UInt8], _ isLast: Bool) -> Step {
    let isOver = buffer.count - opening.start >= EventCutter.limit
    guard isOver || isLast else { return .wait }
    if opening.isStrict, opening.heldOpaque {
      if opening.start >= distrust.end { distrust = (0, opening.start + EventCutter.limit) }
      distrust.count += 1
      opening.isStrict = false
      opening.nesting = 1
      position = opening.tagEnd
      return .again
    }
    guard isOver else {
      position = buffer.count
      return close(.unfinished(opening.start..<buffer.count))
    }
    let cut = opening.start..<opening.start + EventCutter.limit
    opening.tag = Array(buffer[opening.start..<opening.tagEnd])
    position = max(cut.upperBound, opening.tagEnd)
    state = .skipping(opening)
    return .piece(.oversize(opening.unit, cut))
  }

  private mutating func close(_ piece: Piece) -> Step {
    state = .outside
    if case .unfinished(let range) = piece { position = range.upperBound }
    return .piece(piece)
  }

  /// Passes over the rest of an element that is too long.
  private mutating func skip(_ opening: Opening, _ buffer: [UInt8], _ isLast: Bool) -> Step {
    while let index = Markup.firstIndex(of: UInt8(ascii: "<"), in: buffer, position..<buffer.count) {
      position = index
      guard buffer.count - index >= EventCutter.lookAhead || isLast else { return .wait }
      let isEnd = opening.unit != .object && opening.unit.ends(at: index, buffer)
      if isEnd || opening.unit.begins(at: index, buffer) {
        guard let tagEnd = Markup.tagEnd(from: index, in: buffer, isLast: isLast) else { return .wait }
        var lenient = opening
        lenient.isStrict = false
        if isEnd || beginsAnother(index..<tagEnd, than: lenient, opener: opening.tag[...], buffer) {
          position = isEnd ? tagEnd : index
          state = .outside
          return .again
        }
      }
      position = index + 1
    }
    position = buffer.count
    return .wait
  }
}

extension EventCutter.Unit {
  fileprivate func begins(at index: Int, _ buffer: [UInt8]) -> Bool {
    switch self {
    case .event: Markup.hasName("<Event", at: index, in: buffer)
    case .object: Markup.hasName("<Obj", at: index, in: buffer)
    case .string: Markup.hasName("<S", at: index, in: buffer)
    }
  }

  fileprivate func ends(at index: Int, _ buffer: [UInt8]) -> Bool {
    switch self {
    case .event: Markup.hasName("</Event", at: index, in: buffer)
    case .object: Markup.hasName("</Obj", at: index, in: buffer)
    case .string: Markup.hasName("</S", at: index, in: buffer)
    }
  }
}
