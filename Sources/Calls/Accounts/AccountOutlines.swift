internal import Evidence

/// What the join needs to know of every account at once. Accounts are numbered through all logs, behind the fragments.
struct AccountOutlines {
  private let base: Int
  /// The number of each log's first account, and at the end the number of accounts.
  private var starts: [Int] = []
  private var shows: [Bool] = []
  private var groups: [UInt32] = []
  /// Accounts that name nothing but a participant.
  private var ofParticipants: [(account: Int, participant: String)] = []
  /// Those, and accounts that name nothing but client instances.
  private(set) var unnamed: [Int] = []

  init(_ logs: [FoldedLog], behind base: Int) {
    self.base = base
    starts = [0]
    for log in logs { starts.append(starts[starts.count - 1] + log.accounts.count) }
    shows.reserveCapacity(count)
    groups.reserveCapacity(count)
  }

  /// How many accounts all logs have.
  var count: Int { starts[starts.count - 1] }

  /// Their numbers.
  var indices: Range<Int> { base..<base + count }

  /// The number of the account that is taken next.
  var next: Int { base + shows.count }

  /// The number of the log's first account.
  subscript(log: Int) -> Int { base + starts[log] }

  /// The log that the account is of, and its place there.
  func place(of account: Int) -> (log: Int, index: Int) {
    let number = account - base
    var (low, high) = (0, starts.count - 2)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= number { low = middle } else { high = middle - 1 }
    }
    return (low, number - starts[low])
  }

  /// Takes the next account.
  mutating func append(_ account: Account) {
    let number = next
    shows.append(account.showsCall && account.namesCall)
    guard !account.namesCall else { return }
    unnamed.append(number)
    if let participant = account.participants.first { ofParticipants.append((number, participant)) }
  }

  /// Notes which accounts and fragments are tied by what they say, before anything is inferred.
  mutating func setGroups(_ sets: inout UnionFind) {
    groups = indices.map { UInt32(truncatingIfNeeded: sets.find($0)) }
  }

  func group(of account: Int) -> Int { Int(groups[account - base]) }

  /// The sets in which an account shows that there was a call.
  func rootsThatShowCalls(_ sets: inout UnionFind) -> Set<Int> {
    var roots: Set<Int> = []
    for index in indices where shows[index - base] { roots.insert(sets.find(index)) }
    return roots
  }
}

// MARK: - Participants

extension AccountOutlines {
  /// Accounts of participants, each with a fragment or account of the only call in which the participant was.
  func tiesByParticipant(_ logs: [FoldedLog], _ starts: LogStarts, _ sets: inout UnionFind) -> [(Int, Int)] {
    guard !ofParticipants.isEmpty else { return [] }
    var found = Dictionary(ofParticipants.map { ($0.participant, Stays.none) }) { first, _ in first }
    func note(_ participant: String, _ index: Int, _ sets: inout UnionFind) {
      guard let known = found[participant] else { return }
      switch known {
      case .none: found[participant] = .one(index)
      case .one(let other): if sets.find(other) != sets.find(index) { found[participant] = .several }
      case .several: break
      }
    }
    let lonely = Set(ofParticipants.map(\.account))
    for (log, value) in logs.enumerated() {
      for sighting in value.sightings where sighting.identifier.kind == .participantID {
        guard let fragment = sighting.fragment else { continue }
        note(sighting.identifier.value.lowercased(), starts[log] + fragment, &sets)
      }
      for (number, account) in value.accounts.enumerated() where !lonely.contains(self[log] + number) {
        for participant in account.participants { note(participant, self[log] + number, &sets) }
      }
    }
    return ofParticipants.compactMap { account, participant in
      if case .one(let index) = found[participant] { (account, index) } else { nil }
    }
  }

  /// In which calls a participant was.
  private enum Stays {
    case none
    case one(Int)
    case several
  }
}

// MARK: - What belongs to no call

extension AccountOutlines {
  /// What accounts without a call say, except those that name nothing by which calls are joined.
  func eventsOutside(_ logs: [FoldedLog], _ callOf: [Int?]) -> [AccountEvent] {
    let unnamed = Set(unnamed)
    var events: [AccountEvent] = []
    for (log, value) in logs.enumerated() {
      var accounts = value.accounts.makeIterator()
      for number in value.accounts.indices {
        let index = self[log] + number
        if callOf[index] == nil, !unnamed.contains(index) {
          events += accounts.element(at: number).events
        }
      }
    }
    return events
  }
}

/// Reads the accounts of all logs, and frees them behind itself where nobody else holds them.
struct AccountReaders {
  private let outlines: AccountOutlines
  private var readers: [PackedList<Account>.Iterator]
  /// The first log of which something is still held.
  private var firstHeld = 0

  init(_ logs: [FoldedLog], _ outlines: AccountOutlines) {
    self.outlines = outlines
    readers = logs.map { $0.accounts.makeIterator() }
  }

  mutating func account(_ number: Int) -> Account {
    let (log, index) = outlines.place(of: number)
    return readers[log].element(at: index)
  }

  /// Lets go of the accounts before this one, which must not be asked for again.
  mutating func release(before number: Int) {
    let (log, index) = outlines.place(of: number)
    while firstHeld < log {
      readers[firstHeld] = PackedList<Account>().makeIterator()
      firstHeld += 1
    }
    readers[log].release(before: index)
  }
}

extension JoinedCall {
  /// The call's IDs in all fragments and accounts.
  var ids: some Sequence<FragmentID> {
    [fragments.flatMap(\.fragment.ids), accounts.flatMap(\.account.ids)].joined()
  }
}
