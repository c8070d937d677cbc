internal import Evidence

/// Calls whose server call IDs name one conversation are taken for one where their lives overlap: the service changes the
/// rest of the ID, and the correlation ID, while a conversation lasts. It also keeps a conversation for one call after
/// the other, so that without times, or where the service gives each an account of its own, they stay apart.
extension Joiner {
  mutating func tieByConversations() {
    var contested: [[Int]] = []
    for members in conversations.values {
      var roots: [Int] = []
      for member in members {
        let root = sets.find(member)
        if !roots.contains(root) { roots.append(root) }
      }
      if roots.count > 1 { contested.append(roots.sorted()) }
    }
    guard !contested.isEmpty else { return }
    var lives = conversationLives(of: Set(contested.joined()))
    for roots in contested.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let inOrder = roots.sorted { left, right in
        let (one, other) = (lives[left]?.span?.lowerBound, lives[right]?.span?.lowerBound)
        guard let one, let other, one != other else { return left < right }
        return one < other
      }
      for (place, later) in inOrder.enumerated().dropFirst() {
        for earlier in inOrder[..<place] { unite(earlier, later, &lives) }
      }
    }
  }

  private mutating func unite(_ first: Int, _ second: Int, _ lives: inout [Int: ConversationLife]) {
    let (first, second) = (sets.find(first), sets.find(second))
    guard first != second, let one = lives[first], let other = lives[second], one.overlaps(other),
      !(one.hasCallTable && other.hasCallTable), !areSideBySide(one.fragments, other.fragments)
    else { return }
    sets.unite(first, second)
    lives[sets.find(first)] = one.merged(with: other)
  }

  private mutating func conversationLives(of roots: Set<Int>) -> [Int: ConversationLife] {
    var lives: [Int: ConversationLife] = [:]
    for index in outlines.indices {
      let root = sets.find(index)
      guard roots.contains(root) else { continue }
      var life = lives[root] ?? ConversationLife()
      life.fragments.append(index)
      for moment in fragment(index).events.lazy.filter(\.claim.isAboutCall).compactMap(\.moment) {
        life.include(moment)
      }
      lives[root] = life
    }
    for index in accounts.indices {
      let root = sets.find(index)
      guard roots.contains(root) else { continue }
      var life = lives[root] ?? ConversationLife()
      let (log, place) = accounts.place(of: index)
      let account = logs[log].accounts[place]
      life.hasCallTable = life.hasCallTable || (account.authority == .callTable && !account.ids.isEmpty)
      for told in account.events where told.isOfCallsTime {
        if let moment = told.event.moment { life.include(moment) }
        if let end = told.end { life.include(end) }
      }
      lives[root] = life
    }
    return lives
  }
}

/// When what may be a call of its own was alive.
private struct ConversationLife {
  var fragments: [Int] = []
  var hasCallTable = false
  private(set) var span: ClosedRange<Instant>?

  mutating func include(_ moment: Moment) {
    guard moment.isUTC else { return }
    let instant = moment.instant
    span = span.map { min($0.lowerBound, instant)...max($0.upperBound, instant) } ?? instant...instant
  }

  func overlaps(_ other: ConversationLife) -> Bool {
    guard let span, let theirs = other.span else { return false }
    return span.overlaps(theirs)
  }

  func merged(with other: ConversationLife) -> ConversationLife {
    var result = self
    result.fragments += other.fragments
    result.hasCallTable = hasCallTable || other.hasCallTable
    if let span, let theirs = other.span {
      result.span = min(span.lowerBound, theirs.lowerBound)...max(span.upperBound, theirs.upperBound)
    }
    return result
  }
}
