// Folded logs and parts of a join may come from files, whose numbers nobody has checked.

extension FoldedLog {
  /// Whether everything that is referred to by number is there.
  public var isConsistent: Bool {
    let (fragmentCount, accountCount) = (fragments.count, accounts.count)
    func isFragment(_ number: Int?) -> Bool { number.map { (0..<fragmentCount).contains($0) } ?? true }
    func isClient(_ number: Int?) -> Bool { number.map { clients.indices.contains($0) } ?? true }
    return !artifacts.isEmpty
      && fragments.allSatisfy { isClient($0.client) && isFragment($0.continues) }
      && outside.allSatisfy { isClient($0.client) } && stampedLines.allSatisfy { isClient($0.client) }
      && sightings.allSatisfy { sighting in
        isFragment(sighting.fragment) && sighting.account.map { (0..<accountCount).contains($0) } ?? true
      }
      && possibleChanges.allSatisfy { isFragment($0.from) && isFragment($0.to) }
      && gaps.allSatisfy { isFragment($0.fragment) }
  }
}

extension JoinedPart {
  /// Whether everything that is referred to by number is there, and the order tells the place of everything.
  public var isConsistent: Bool {
    let callCount = joined.calls.count
    func isCall(_ number: Int?) -> Bool { number.map { (0..<callCount).contains($0) } ?? true }
    func isClient(_ number: Int?) -> Bool { number.map { joined.clients.indices.contains($0) } ?? true }
    let told = order.operationsOutside.addingReportingOverflow(order.accountsOutside)
    return order.calls.count == callCount && order.clients.count == joined.clients.count
      && min(order.operationsOutside, order.accountsOutside) >= 0 && !told.overflow
      && told.partialValue <= joined.outside.count
      && joined.calls.allSatisfy { call in
        !(call.fragments.isEmpty && call.accounts.isEmpty)
          && call.fragments.allSatisfy { isClient($0.client) }
      }
      && joined.outside.allSatisfy { isClient($0.client) } && joined.sightings.allSatisfy { isCall($0.call) }
      && joined.possiblySame.allSatisfy { isCall($0.earlier) && isCall($0.later) }
      && joined.gaps.allSatisfy { isCall($0.fragment) } && joined.disagreements.allSatisfy { isCall($0.call) }
  }
}
