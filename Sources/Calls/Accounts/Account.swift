public import Evidence

/// What witnesses other than a client's own log say of one thing in one log: of a call, a connection, a participant or a
/// client instance, whichever of them the records name first.
public struct Account: Hashable, Sendable, Codable {
  /// The call's ID, where the records name it.
  public var ids: [FragmentID]
  /// How much the ID counts when the call has several.
  public var authority: Authority
  /// When the ID was named last, of the times known to be UTC.
  public var lastNamed: Instant?
  /// IDs of other kinds by which the call may be found.
  public var ties: [Identifier]
  /// The participant IDs that the records name, in lower case.
  public var participants: [String]
  /// Whether this shows that there was a call, as opposed to being about one that something else must show.
  public var showsCall: Bool
  /// Who speaks, each once.
  public var witnesses: [Witness]
  /// In the order of the log.
  public var events: [AccountEvent]

  /// Who says that a call has an ID, from the one that counts least to the one that counts most.
  public enum Authority: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Records that take the ID from a client, or that are of no call's making.
    case hearsay
    /// A callback, or an event of the service.
    case event
    /// An export of the service.
    case export
    /// The service's own account of the call and its participants.
    case callTable

    public static func < (lhs: Authority, rhs: Authority) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int { Authority.allCases.firstIndex(of: self) ?? 0 }
  }
}

/// What one record says.
public struct AccountEvent: Hashable, Sendable, Codable {
  public var event: Event
  public var testimony: Testimony
  /// The call connection that the state or end is of.
  public var connection: String?
}

extension Account.Authority {
  /// What the record's word on the call's ID is worth.
  init(_ claim: Claim, _ testimony: Testimony) {
    let isExport = testimony.isExport
    switch claim {
    case .stay where isExport, .callSpan where isExport:
      self = .callTable
      return
    default: break
    }
    if !testimony.showsCall || testimony.witness == .client {
      self = .hearsay
    } else if !isExport {
      self = .event
    } else {
      // These tables hold what clients report, under the ID that a client has at that moment.
      self = testimony.record.hasPrefix("ACSCallClient") ? .hearsay : .export
    }
  }
}

extension Account {
  /// Whether it has anything that calls are joined by.
  var namesCall: Bool { !ids.isEmpty || !ties.isEmpty }
}

extension AccountEvent {
  /// When the participant had left, or the call was over, by a row that gives a beginning and a length.
  var end: Moment? {
    switch event.claim {
    case .stay(let stay): event.moment?.later(by: stay.seconds)
    case .callSpan(let span): event.moment?.later(by: span.seconds)
    default: nil
    }
  }

  /// Whether its time is one of the call's life. A row that only counts or rates was written hours later.
  var isOfCallsTime: Bool {
    switch event.claim {
    case .stay, .callSpan, .state, .end, .start, .incoming, .startFailed, .participant, .transfer: true
    case .operation(let operation): operation.service == .calling && testimony.showsCall
    case .diagnostic: testimony.showsCall
    default: false
    }
  }

  /// Whether it tells of the beginning or the course of a call.
  var isSignOfLife: Bool {
    guard testimony.showsCall else { return false }
    switch event.claim {
    case .stay, .callSpan, .state, .start, .incoming, .startFailed, .end, .participant: return true
    default: return false
    }
  }
}

extension Testimony {
  /// Whether it is a row of one of Azure Monitor's tables.
  var isExport: Bool { record.hasPrefix("ACS") }
}

extension Moment {
  /// So many seconds later; nil without a sensible length.
  func later(by seconds: Double?) -> Moment? {
    guard let seconds, seconds.isFinite, (0...AccountLimits.longestStay).contains(seconds) else { return nil }
    return Moment(
      instant: instant.adding(nanoseconds: Int64((seconds * 1e9).rounded())), basis: basis,
      text: text.isEmpty ? "" : "\(text) + \(written(seconds)) s")
  }
}

/// A whole number of seconds without a fraction.
private func written(_ seconds: Double) -> String {
  seconds == seconds.rounded() ? String(Int64(seconds)) : String(seconds)
}

/// Numbers that bound what records are believed to say.
enum AccountLimits {
  /// Seconds; a record that gives a stay a longer life is wrong.
  static let longestStay: Double = 400 * 86_400
  /// Within how many seconds two witnesses' times of one beginning or end count as the same where nothing but times
  /// says that they speak of one stay: services write whole seconds and begin to count at the first attempt.
  static let sameMoment: Double = 5
  /// By how many seconds two witnesses' times of one beginning or end must differ to be worth a word.
  static let differentMoment: Double = 10
}
