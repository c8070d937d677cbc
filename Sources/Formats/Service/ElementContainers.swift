/// Entering the containers that elements stand in.
extension ElementSplitter {
  mutating func outside(_ bytes: [UInt8]) -> Element? {
    switch bytes[position] {
    case .openBrace: enterObject(isWhole: true)
    case .openBracket: enterArray(.outermost)
    case .quote:
      levels.append(Level(kind: .object, start: position, isWhole: true, isBare: true))
    default: stray(1)
    }
    return nil
  }

  /// Containers that are entered in each other; deeper ones are passed over.
  private static let deepest = 16

  private mutating func enterObject(isWhole: Bool) {
    guard levels.count < ElementSplitter.deepest else { return follow(.tooDeep) }
    levels.append(Level(kind: .object, start: position, isWhole: isWhole))
    position += 1
  }

  private mutating func enterArray(_ role: ArrayRole) {
    guard levels.count < ElementSplitter.deepest else { return follow(.tooDeep) }
    if let last = levels.indices.last { levels[last].isWhole = false }
    levels.append(Level(kind: .array(role), start: position))
    position += 1
  }

  mutating func inArray(_ bytes: [UInt8], isLast: Bool) -> Element? {
    guard case .array(let role) = levels.last?.kind else { return nil }
    switch (bytes[position], role) {
    case (.closeBracket, _):
      levels.removeLast()
      position += 1
    case (.openBrace, .tables): enterObject(isWhole: true)
    case (.openBrace, .outermost):
      guard let isFrame = isFrame(bytes, isLast: isLast) else { return nil }
      if isFrame { enterObject(isWhole: true) } else { follow(.element(nil)) }
    case (.openBrace, .elements(let context)): follow(.element(context))
    case (.openBracket, .elements): enterArray(role)
    case (.openBrace, .rows(let context)), (.openBracket, .rows(let context)):
      follow(.element(context))
    // Several batches of events in one array are one after the other.
    case (.openBracket, .outermost): enterArray(.outermost)
    case (.openBracket, .tables): follow(.nothing)
    case (.closeBrace, _) where levels.dropLast().last.map(isObject) ?? false: levels.removeLast()
    case (.quote, _): followString()
    default: stray(1)
    }
    return nil
  }

  private func isObject(_ level: Level) -> Bool {
    if case .object = level.kind { true } else { false }
  }

  /// Nil where that is not to be seen yet.
  private func isFrame(_ bytes: [UInt8], isLast: Bool) -> Bool? {
    let mark = Array("\"FrameType\"".utf8)
    guard let start = bytes[(position + 1)...].firstIndex(where: { !$0.isJSONSpace }) else {
      return isLast ? false : nil
    }
    guard bytes.count - start >= mark.count || isLast else { return nil }
    return bytes[start...].starts(with: mark)
  }

  private func beginsFrame(_ bytes: [UInt8], at start: Int) -> Bool {
    guard let name = bytes[start..<position].dropFirst().firstIndex(where: { !$0.isJSONSpace }) else {
      return false
    }
    return bytes[name..<position].starts(with: Array("\"FrameType\"".utf8))
  }

  private mutating func follow(_ purpose: Open.Purpose) {
    open = Open(purpose: purpose, start: position)
  }

  private mutating func followString() {
    open = Open(purpose: .nothing, start: position, extent: nil)
  }

  mutating func inObject(_ bytes: [UInt8], isLast: Bool) -> Element? {
    guard let level = levels.last else { return nil }
    switch bytes[position] {
    case .closeBrace:
      levels.removeLast()
      if level.isBare { return bare(level, to: position) }
      position += 1
      // What stands beside the tables of Kusto's second version tells nothing of a service.
      return level.isWhole && !beginsFrame(bytes, at: level.start)
        ? Element(range: level.start..<position) : nil
    case .closeBracket:
      levels.removeLast()
      if level.isBare { return bare(level, to: position) }
      return level.isWhole ? Element(range: level.start..<position, isDamaged: true) : nil
    case .openBrace, .openBracket:
      // No object has a member without a name: this one has not been closed.
      if levels.count == 1, level.isBare || position > 0 && bytes[position - 1] == .lineFeed {
        levels.removeLast()
        if level.isBare { return bare(level, to: position) }
        return level.isWhole ? Element(range: level.start..<position, isDamaged: true) : nil
      }
      follow(.nothing)
    case .quote: member(bytes, isLast: isLast)
    // Numbers and keywords behind a colon, and whatever damage leaves.
    default: position += 1
    }
    return nil
  }

  private func bare(_ level: Level, to end: Int) -> Element? {
    level.isWhole ? Element(range: level.start..<end, isBare: true) : nil
  }

  /// Follows the value of the member whose name begins here; does nothing where it is not to be seen yet.
  private mutating func member(_ bytes: [UInt8], isLast: Bool) {
    guard let end = bytes[(position + 1)...].firstIndex(of: .quote),
      let colon = bytes[(end + 1)...].firstIndex(where: { !$0.isJSONSpace }),
      bytes[colon] != .colon || colon + 1 < bytes.count,
      let value = bytes[colon] != .colon
        ? colon : bytes[(colon + 1)...].firstIndex(where: { !$0.isJSONSpace })
    else {
      // A name of this length is none.
      if isLast || bytes.count - position > 4096 { followString() }
      return
    }
    guard bytes[colon] == .colon else {
      // A string that is no name, or one with a quote in it.
      followString()
      return
    }
    let key = String(decoding: bytes[position + 1..<end], as: UTF8.self).lowercased()
    let start = position
    position = value
    switch bytes[value] {
    case .quote: followString()
    case .openBracket: array(under: key, from: start, bytes)
    case .openBrace: object(under: key, from: start, bytes)
    default: break
    }
  }

  /// Arrays of elements, by the names they stand under.
  private static let arraysOfElements: Set<String> = ["records", "entries"]

  private mutating func array(under key: String, from start: Int, _ bytes: [UInt8]) {
    guard let level = levels.last else { return }
    let context = level.context
    switch key {
    case _ where ElementSplitter.arraysOfElements.contains(key): enterArray(.elements(nil))
    case "tables" where levels.count == 1: enterArray(.tables)
    case "rows" where isBesideResult(before(start, bytes)): follow(.nothing)
    case "rows" where context.columns != nil: enterArray(.rows(context))
    case "columns": follow(.columns)
    case "properties":
      let shared = context.shared + before(start, bytes)
      enterArray(.elements(ElementContext(shared: shared)))
    case _ where ElementSplitter.isTable(key):
      enterArray(.elements(ElementContext(table: name(at: start, bytes))))
    default: follow(.nothing)
    }
  }

  private mutating func object(under key: String, from start: Int, _ bytes: [UInt8]) {
    guard let last = levels.indices.last else { return }
    switch key {
    case "log" where levels.count == 1:
      levels[last].isWhole = false
      enterObject(isWhole: true)
    case "shared": follow(.shared)
    case "properties" where levels[last].isBare:
      // Each further fragment has the members before the first one, too.
      let shared = levels[last].context.shared + before(start, bytes)
      levels[last].context = ElementContext(shared: shared)
      levels[last].isWhole = false
      follow(.element(levels[last].context))
    case _ where ElementSplitter.isTable(key):
      levels[last].isWhole = false
      follow(.element(ElementContext(table: name(at: start, bytes))))
    default: follow(.nothing)
    }
  }

  /// Whether a table of Kusto's second version is about the query rather than its result.
  private func isBesideResult(_ members: [JSONValue.Member]) -> Bool {
    members.contains { $0.key == "TableKind" && $0.value.string != "PrimaryResult" }
  }

  /// The members of the object between its start and a place.
  private func before(_ place: Int, _ bytes: [UInt8]) -> [JSONValue.Member] {
    guard let level = levels.last, level.isWhole, level.start >= 0, level.start < place else { return [] }
    let text = bytes[level.start..<place]
    let whole = (level.isBare ? [.openBrace] : []) + Array(text) + [.closeBrace]
    return (JSONReader.read(whole)?.value.members ?? []).filter { $0.key.lowercased() != "shared" }
  }

  private func name(at start: Int, _ bytes: [UInt8]) -> String {
    let end = bytes[(start + 1)...].firstIndex(of: .quote) ?? bytes.endIndex
    return String(decoding: bytes[start + 1..<end], as: UTF8.self)
  }

  /// Whether a member of an object holds elements, so that the object is none.
  ///
  /// - Parameters:
  ///   - key: In lower case.
  ///   - opener: The first byte of its value.
  static func holdsElements(_ key: String, _ opener: UInt8) -> Bool {
    switch opener {
    case .openBracket:
      arraysOfElements.contains(key) || ["tables", "rows", "properties"].contains(key) || isTable(key)
    case .openBrace: key == "log" || isTable(key)
    default: false
    }
  }

  private static func isTable(_ key: String) -> Bool {
    key.hasPrefix("acs") && key.utf8.count > 6
  }

  /// The text has ended.
  mutating func end(_ bytes: [UInt8]) -> Element? {
    guard let level = levels.last else { return nil }
    levels = []
    if level.isBare { return bare(level, to: bytes.count) }
    isTruncated = true
    return level.isWhole ? Element(range: level.start..<bytes.count, isTruncated: true) : nil
  }
}
