internal import Evidence

/// Gathers the testimony of one log, and gives it account by account when the log is complete.
struct AccountCollector {
  private var words = PackedList<AccountWord>()
  /// The account of each of them.
  private var accountOfWord: [Int32] = []
  private var accountOfID: [GUID: Int] = [:]
  private var accountOfText: [String: Int] = [:]
  private var count = 0
  private var repeated = RecentNames()

  /// Takes a record's event. Gives the account that it belongs to; nil where nothing in it ties it to anything.
  mutating func take(_ event: Event, _ observation: Observation, _ testimony: Testimony) -> Int? {
    let callID = callID(observation, testimony)
    let ties = observation.identifiers.filter { identifier in
      identifier.kind.joinsCalls && (identifier.kind != .correlationID || testimony.showsCall)
    }
    let participants = observation.identifiers.filter { $0.kind == .participantID }.map {
      $0.value.lowercased()
    }
    guard let account = account(callID, ties, participants, testimony.clientInstance) else { return nil }
    var event = event
    event.callID = callID
    let named = repeated.contains(account: account, ties, participants)
    let connection = observation.identifiers.first { $0.kind == .callConnectionID }?.value
    accountOfWord.append(Int32(clamping: account))
    words.append(
      AccountWord(
        told: AccountEvent(event: event, testimony: testimony, connection: connection),
        ties: named ? [] : ties, participants: named ? [] : participants))
    return account
  }

  /// A correlation ID is the call's in the records that show a call.
  private func callID(_ observation: Observation, _ testimony: Testimony) -> GUID? {
    if let id = observation.callID { return id.isNil ? nil : id }
    guard testimony.showsCall else { return nil }
    let correlation = observation.identifiers.first { $0.kind == .correlationID }
    return correlation.flatMap { GUID($0.value) }.flatMap { $0.isNil ? nil : $0 }
  }

  /// By the call's ID, else by the most stable of the IDs that join, else by the participant, else by the client instance.
  private mutating func account(
    _ callID: GUID?, _ ties: [Identifier], _ participants: [String], _ instance: String?
  ) -> Int? {
    if let callID {
      if let known = accountOfID[callID] { return known }
      let new = open()
      accountOfID[callID] = new
      return new
    }
    for kind in [IdentifierKind.callConnectionID, .serverCallID, .chainID, .correlationID] {
      guard let tie = ties.first(where: { $0.kind == kind }) else { continue }
      return account(of: kind.rawValue + " " + tie.value.lowercased())
    }
    if let participant = participants.first { return account(of: "participant " + participant) }
    return instance.map { account(of: "instance " + $0.lowercased()) }
  }

  private mutating func account(of text: String) -> Int {
    if let known = accountOfText[text] { return known }
    let new = open()
    accountOfText[text] = new
    return new
  }

  private mutating func open() -> Int {
    count += 1
    return count - 1
  }

  /// The accounts in the order of their first words; of words that decide nothing only the IDs, unless a timeline is wanted.
  func finish(keepsTimeline: Bool) -> Accounts {
    var accounts = Accounts()
    let order = accountOfWord.indices.sorted { (accountOfWord[$0], $0) < (accountOfWord[$1], $1) }
    var words = words.makeIterator()
    var draft: AccountDraft?
    for index in order {
      let number = accountOfWord[index]
      if let done = draft, done.number != number {
        draft = nil
        accounts.append(done.account)
      }
      var current = draft.take() ?? AccountDraft(number: number)
      let word = words.element(at: index)
      current.take(word, keepsEvent: keepsTimeline || word.told.event.claim.isKeptWithoutTimeline)
      draft = current
    }
    if let draft { accounts.append(draft.account) }
    return accounts
  }
}

/// All accounts of a log.
struct Accounts: Sendable {
  private(set) var list = PackedList<Account>(blockSize: 1)
  private(set) var hasTimesOfUnknownZone = false

  mutating func append(_ account: Account) {
    list.append(account)
    hasTimesOfUnknownZone = hasTimesOfUnknownZone || account.hasTimesOfUnknownZone
  }
}

extension Account {
  fileprivate var hasTimesOfUnknownZone: Bool {
    events.contains { $0.event.moment.map { !$0.isUTC } ?? false }
      || ids.contains { $0.firstSeen.map { !$0.isUTC } ?? false }
  }
}

/// What accounts' records named lately, which the records beside them name again.
private struct RecentNames {
  private struct Names: Equatable {
    var account: Int
    var ties: [Identifier]
    var participants: [String]
  }

  private var recent: [Names?] = Array(repeating: nil, count: 64)

  /// Whether a record of the account has named the same; if not, one has now.
  mutating func contains(account: Int, _ ties: [Identifier], _ participants: [String]) -> Bool {
    let names = Names(account: account, ties: ties, participants: participants)
    var hasher = Hasher()
    hasher.combine(account)
    hasher.combine(participants.first)
    let place = hasher.finalize() & (recent.count - 1)
    if recent[place] == names { return true }
    recent[place] = names
    return false
  }
}

/// One record of an account, and what it names that those shortly before do not.
struct AccountWord: Packable {
  var told: AccountEvent
  var ties: [Identifier]
  var participants: [String]

  init(told: AccountEvent, ties: [Identifier], participants: [String]) {
    self.told = told
    self.ties = ties
    self.participants = participants
  }

  func pack(into packer: inout Packer) {
    packer.pack(told)
    packer.pack(ties)
    packer.pack(participants)
  }

  init(unpacking unpacker: inout Unpacker) {
    self.init(told: unpacker.unpack(), ties: unpacker.unpack(), participants: unpacker.unpack())
  }
}

/// An account while its words are read.
private struct AccountDraft {
  let number: Int32
  private(set) var account = Account(
    ids: [], authority: .hearsay, ties: [], participants: [], showsCall: false, witnesses: [],
    events: [])
  private var ties: Set<Identifier> = []
  private var participants: Set<String> = []

  init(number: Int32) {
    self.number = number
  }

  mutating func take(_ word: AccountWord, keepsEvent: Bool) {
    for tie in word.ties where ties.insert(tie).inserted { account.ties.append(tie) }
    for participant in word.participants where participants.insert(participant).inserted {
      account.participants.append(participant)
    }
    account.showsCall = account.showsCall || word.told.testimony.showsCall
    let witness = word.told.testimony.witness
    if !account.witnesses.contains(witness) { account.witnesses.append(witness) }
    name(word.told)
    guard keepsEvent else { return }
    var told = word.told
    switch told.event.claim {
    case .state, .end, .startFailed: break
    default: told.connection = nil
    }
    account.events.append(told)
  }

  /// The ID is first seen at the earliest time that a record gives beside it; times written later do not count.
  private mutating func name(_ told: AccountEvent) {
    guard let id = told.event.callID else { return }
    account.authority = max(account.authority, Account.Authority(told.event.claim, told.testimony))
    let moment = told.event.moment
    if let moment, moment.isUTC {
      account.lastNamed = max(account.lastNamed ?? moment.instant, moment.instant)
    }
    let link = FragmentID(
      id: id, evidence: .explicit, firstSeen: moment, source: told.event.source)
    guard let known = account.ids.first else {
      account.ids = [link]
      return
    }
    guard let moment, let seen = known.firstSeen else {
      if known.firstSeen == nil, moment != nil { account.ids = [link] }
      return
    }
    if (moment.rank, seen.instant) > (seen.rank, moment.instant) { account.ids = [link] }
  }
}
