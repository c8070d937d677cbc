import Calls
import Evidence

// What passes between the stages of an assembly that several machines share.

/// Which artifacts are a log, and which number each of them has in the report.
struct PlannedLog: Codable, Sendable {
  struct Member: Codable, Sendable {
    var place: ExtractedArtifact.Place
    var index: Int
  }

  /// Oldest piece first.
  var members: [Member]
  /// Whether it is a copy of another artifact, whose evidence counts.
  var isCopy: Bool
}

/// A log without its lists, and how long each of them is.
struct FoldedHead: Codable {
  /// The index of its first artifact, which tells it from all others.
  var number: Int
  var ties: LogTies
  /// Its lists are empty.
  var log: FoldedLog
  var fragments: Int
  var accounts: Int
  var outside: Int
  var sightings: Int
  var lines: Int

  init(_ folded: FoldedLog) {
    number = folded.artifacts.first?.index ?? 0
    ties = LogTies(folded)
    log = folded
    fragments = log.fragments.count
    accounts = log.accounts.count
    outside = log.outside.count
    sightings = log.sightings.count
    lines = log.stampedLines.count
    log.fragments = []
    log.accounts = []
    log.outside = []
    log.sightings = []
    log.stampedLines = []
  }
}

/// A part of a join without its lists, and how long each of them is.
struct JoinedHead: Codable {
  /// Its lists are empty.
  var part: JoinedPart
  var calls: Int
  var outside: Int
  var sightings: Int

  init(_ joined: JoinedPart) {
    part = joined
    calls = part.joined.calls.count
    outside = part.joined.outside.count
    sightings = part.joined.sightings.count
    part.joined.calls = []
    part.joined.outside = []
    part.joined.sightings = []
  }
}

/// Reads the lines that stages write.
struct StageLines {
  private(set) var plan: [PlannedLog] = []
  private(set) var folded: [FoldedLog] = []
  private(set) var joined: [JoinedPart] = []
  private var log: (value: FoldedLog, left: FoldedHead)?
  private var part: (value: JoinedPart, left: JoinedHead)?

  /// Whether something is still to come.
  var isOpen: Bool { log != nil || part != nil }

  /// Whether the line is one of a stage and was taken; nil for all other lines.
  mutating func take(_ line: EvidenceLine) -> Bool? {
    if let planned = line.plan {
      plan.append(planned)
      return !isOpen && !planned.members.isEmpty
    }
    if let head = line.folded {
      guard !isOpen, head.isPlausible else { return false }
      log = (head.log, head)
      return finishLog()
    }
    if let head = line.joined {
      guard !isOpen, head.isPlausible else { return false }
      part = (head.part, head)
      return finishPart()
    }
    if let entry = line.outside { return take(entry) }
    return takeOfLog(line) ?? takeOfPart(line)
  }

  private mutating func take(_ entry: OutsideEvent) -> Bool {
    if log != nil {
      guard expectsOfLog(\.outside) else { return false }
      log?.value.outside.append(entry)
      return finishLog()
    }
    guard expectsOfPart(\.outside) else { return false }
    part?.value.joined.outside.append(entry)
    return finishPart()
  }

  private mutating func takeOfLog(_ line: EvidenceLine) -> Bool? {
    if let fragment = line.fragment {
      guard expectsOfLog(\.fragments) else { return false }
      log?.value.fragments.append(fragment)
    } else if let account = line.account {
      guard expectsOfLog(\.accounts) else { return false }
      log?.value.accounts.append(account)
    } else if let sighting = line.sighting {
      guard expectsOfLog(\.sightings) else { return false }
      log?.value.sightings.append(sighting)
    } else if let stamped = line.stampedLine {
      guard expectsOfLog(\.lines) else { return false }
      log?.value.stampedLines.append(stamped)
    } else {
      return nil
    }
    return finishLog()
  }

  private mutating func takeOfPart(_ line: EvidenceLine) -> Bool? {
    if let call = line.call {
      guard expectsOfPart(\.calls) else { return false }
      part?.value.joined.calls.append(call)
    } else if let sighting = line.joinedSighting {
      guard expectsOfPart(\.sightings) else { return false }
      part?.value.joined.sightings.append(sighting)
    } else {
      return nil
    }
    return finishPart()
  }

  private mutating func expectsOfLog(_ left: WritableKeyPath<FoldedHead, Int>) -> Bool {
    guard log?.left[keyPath: left] ?? 0 > 0 else { return false }
    log?.left[keyPath: left] -= 1
    return true
  }

  private mutating func expectsOfPart(_ left: WritableKeyPath<JoinedHead, Int>) -> Bool {
    guard part?.left[keyPath: left] ?? 0 > 0 else { return false }
    part?.left[keyPath: left] -= 1
    return true
  }

  private mutating func finishLog() -> Bool {
    guard let finished = log, finished.left.isWhole else { return true }
    log = nil
    guard finished.value.isConsistent else { return false }
    folded.append(finished.value)
    return true
  }

  private mutating func finishPart() -> Bool {
    guard let finished = part, finished.left.isWhole else { return true }
    part = nil
    guard finished.value.isConsistent else { return false }
    joined.append(finished.value)
    return true
  }
}

extension FoldedHead {
  fileprivate var isWhole: Bool { [fragments, accounts, outside, sightings, lines].allSatisfy { $0 == 0 } }

  fileprivate var isPlausible: Bool {
    [fragments, accounts, outside, sightings, lines].allSatisfy { $0 >= 0 } && log.fragments.isEmpty
      && log.accounts.isEmpty && log.outside.isEmpty && log.sightings.isEmpty && log.stampedLines.isEmpty
  }
}

extension JoinedHead {
  fileprivate var isWhole: Bool { [calls, outside, sightings].allSatisfy { $0 == 0 } }

  fileprivate var isPlausible: Bool {
    [calls, outside, sightings].allSatisfy { $0 >= 0 } && part.joined.calls.isEmpty
      && part.joined.outside.isEmpty && part.joined.sightings.isEmpty
  }
}
