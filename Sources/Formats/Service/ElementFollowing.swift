/// Following values to their ends.
extension ElementSplitter {
  /// Nil, and nothing open any more, where what was open is no element; nil, and something open, where the text ends.
  mutating func followOpen(_ bytes: [UInt8], isLast: Bool) -> Element? {
    guard var value = open else { return nil }
    if value.extent != nil {
      position = value.extent?.follow(bytes, from: position) ?? position
    } else {
      followString(bytes, &value)
    }
    open = value
    if value.extent?.isAtEnd ?? value.hasEnded { return close(value, bytes) }
    // What an element of its own or the object around it has come to.
    let start = element(around: value)
    if value.isNeeded, start == nil, position - value.start > ElementSplitter.elementCap {
      // No table has so many columns: nothing of it is kept.
      open?.purpose = .nothing
    }
    if let start, position - start > ElementSplitter.elementCap {
      return breakUp(from: start, bytes) ? nil : cut(from: start)
    }
    guard isLast else { return nil }
    // What is behind the last place is then followed once more, and is what the text ends in.
    if let start, breakUp(from: start, bytes) { return nil }
    isTruncated = true
    let element = start.map {
      Element(
        range: $0..<position, context: self.context(of: value), isBare: isBare(value), isTruncated: true)
    }
    open = nil
    levels = []
    return element
  }

  /// Goes to the end of a string.
  private mutating func followString(_ bytes: [UInt8], _ value: inout Open) {
    if position == value.start { position += 1 }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if value.isEscaped {
        value.isEscaped = false
      } else if byte == .backslash {
        value.isEscaped = true
      } else if byte == .quote {
        value.hasEnded = true
        return
      }
    }
  }

  private mutating func close(_ value: Open, _ bytes: [UInt8]) -> Element? {
    open = nil
    let range = value.start..<position
    switch value.purpose {
    case .nothing: return nil
    case .tooDeep:
      firstStray = firstStray ?? range.lowerBound
      strayBytes += range.count
      return nil
    case .element(let context):
      if let last = levels.indices.last, levels[last].isBare { levels[last].start = position }
      if value.isCut { return nil }
      let isLong = range.count > ElementSplitter.elementCap
      let kept = isLong ? range.lowerBound..<range.lowerBound + ElementSplitter.elementCap : range
      return Element(range: kept, context: context, isCut: isLong)
    case .columns:
      note(bytes, range) { ElementContext(columns: ElementContext.columns($0), shared: $1.shared) }
    case .shared: note(bytes, range) { ElementContext(columns: $1.columns, shared: $1.shared + $0.members) }
    }
    return nil
  }

  private mutating func note(
    _ bytes: [UInt8], _ range: Range<Int>, _ change: (JSONValue, ElementContext) -> ElementContext
  ) {
    guard let last = levels.indices.last, let reading = JSONReader.read(bytes[range]) else { return }
    levels[last].context = change(reading.value, levels[last].context)
  }

  /// Where the element begins that the value is, or is part of; nil where it is part of none that is still to be given.
  private func element(around value: Open) -> Int? {
    if case .element = value.purpose { return value.isCut ? nil : value.start }
    return levels.last.flatMap { $0.isWhole ? $0.start : nil }
  }

  private func context(of value: Open) -> ElementContext? {
    if case .element(let context) = value.purpose { context } else { nil }
  }

  private func isBare(_ value: Open) -> Bool {
    if case .element = value.purpose { return false }
    return levels.last?.isBare ?? false
  }

  /// Gives the beginning of what is too long, and goes on without keeping the rest.
  private mutating func cut(from start: Int) -> Element {
    var element = Element(range: start..<start + ElementSplitter.elementCap, isCut: true)
    if let value = open, case .element(let context) = value.purpose {
      element.context = context
      open?.isCut = true
    } else if let last = levels.indices.last {
      element.isBare = levels[last].isBare
      levels[last].isWhole = false
    }
    return element
  }

  /// The same for an object with very many members.
  mutating func cutLongLevel() -> Element? {
    guard let level = levels.last, level.isWhole, position - level.start > ElementSplitter.elementCap else {
      return nil
    }
    return cut(from: level.start)
  }

  /// Makes several elements of one in which others begin; the last of them is followed anew. False where none does.
  private mutating func breakUp(from start: Int, _ bytes: [UInt8]) -> Bool {
    let places = ElementBoundaries.places(bytes, in: start..<position)
    guard let last = places.last else { return false }
    let context: ElementContext? = open.flatMap { self.context(of: $0) }
    for part in ElementBoundaries.parts(bytes, from: start, at: places) {
      pieces.append(Element(range: part, context: context, isDamaged: part.lowerBound == start))
    }
    if let level = levels.last, level.isWhole { levels.removeLast() }
    open = Open(purpose: .element(context), start: last)
    position = last
    return true
  }
}
