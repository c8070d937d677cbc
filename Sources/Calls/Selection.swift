public import Catalog
public import Evidence

/// Which calls of an analysis are wanted.
public struct Selection: Hashable, Sendable {
  /// What `--only` takes.
  public enum Filter: Hashable, Sendable {
    /// Calls that failed.
    case failed
    /// Calls with this flag, or of the class of the same name.
    case flag(Flag)
    /// Calls whose end is of this class.
    case outcome(OutcomeClass)
    /// Calls with this end code, and this subcode where one is given.
    case code(Int, subCode: Int?)

    /// Reads `failed`, a flag, a class, `410` or `410/3112`; nil for anything else.
    public init?(_ text: String) {
      let word = text.lowercased()
      let numbers = word.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      if word == "failed" {
        self = .failed
      } else if let flag = Flag(rawValue: word) {
        self = .flag(flag)
      } else if let outcome = OutcomeClass(rawValue: word) {
        self = .outcome(outcome)
      } else if numbers.count == 1, let code = numbers[0] {
        self = .code(code, subCode: nil)
      } else if numbers.count == 2, let code = numbers[0], let subCode = numbers[1] {
        self = .code(code, subCode: subCode)
      } else {
        return nil
      }
    }

    /// Whether a call passes.
    public func accepts(_ call: Call) -> Bool {
      switch self {
      case .failed: return call.standing == .failed
      case .flag(let flag):
        return call.flags.contains(flag) || call.endReason?.outcome.rawValue == flag.rawValue
      case .outcome(let outcome): return call.endReason?.outcome == outcome
      case .code(let code, let subCode):
        return call.endReasons.contains {
          $0.codes.code == code && (subCode == nil || $0.codes.subCode == subCode)
        }
      }
    }
  }

  /// Any ID or identifier of a call, its key, or a beginning of at least eight characters that only one call has.
  public var call: String?
  /// Every one must accept the call.
  public var only: [Filter]
  /// Calls that overlap the time from here on.
  public var since: Instant?
  /// Calls that overlap the time up to here.
  public var until: Instant?

  /// Memberwise; selects everything by default.
  public init(call: String? = nil, only: [Filter] = [], since: Instant? = nil, until: Instant? = nil) {
    self.call = call
    self.only = only
    self.since = since
    self.until = until
  }

  /// Whether nothing is left out.
  public var isEverything: Bool { call == nil && only.isEmpty && since == nil && until == nil }
}

extension Analysis {
  /// The same analysis with the selected calls only, and what is said about them. Where no call has the ID that
  /// was asked for, there is none, and the finding `call-not-found` says where the value stands.
  public func selecting(_ selection: Selection) -> Analysis {
    guard !selection.isEverything else { return self }
    var result = self
    var extra: [Finding] = []
    if let name = selection.call {
      let (found, isExact) = calls(named: name)
      result.calls = isExact || found.count == 1 ? found : []
      if result.calls.isEmpty { extra.append(notFound(name, candidates: found)) }
      result.outsideCalls = []
    }
    result.calls = result.calls.filter { call in
      selection.only.allSatisfy { $0.accepts(call) } && selection.overlaps(call)
    }
    result.outsideCalls = result.outsideCalls.filter { selection.overlaps($0.time) }
    result.identifiers = result.identifiers.filter { selection.overlaps($0.seen) }
    let keys = Set(result.calls.map(\.key))
    result.findings = extra + findings.filter { $0.callKey.map(keys.contains) ?? (selection.call == nil) }
    return result
  }

  /// The calls of which `name` is an ID (several may share a group or a thread); where there is none, those of which an
  /// ID begins with it.
  private func calls(named name: String) -> (found: CallList, isExact: Bool) {
    let name = Selection.canonical(name)
    let exact = calls.filter { $0.names.contains(name) }
    if !exact.isEmpty || name.utf8.count < 8 { return (exact, true) }
    let byID = calls.filter { call in call.ids.contains { $0.id.description.hasPrefix(name) } }
    if !byID.isEmpty { return (byID, false) }
    return (calls.filter { call in call.names.contains { $0.hasPrefix(name) } }, false)
  }

  private func notFound(_ name: String, candidates: CallList) -> Finding {
    guard candidates.isEmpty else {
      let keys = candidates.prefix(5).map(\.key).joined(separator: ", ")
      return Finding(
        kind: "call-not-found", severity: .error,
        text:
          "\(name) stands with \(candidates.count) calls: \(keys)\(candidates.count > 5 ? ", …" : ""). Name one of them."
      )
    }
    let wanted = Selection.canonical(name)
    let sighting =
      identifiers.first { Selection.canonical($0.identifier.value) == wanted }
      ?? identifiers.first {
        wanted.utf8.count >= 8 && Selection.canonical($0.identifier.value).hasPrefix(wanted)
      }
    var text = "No call has the ID \(name)."
    if let sighting {
      let place = sighting.source.line.map { ", line \($0)" } ?? ""
      text +=
        " It stands as \(sighting.identifier.kind.rawValue) in \(path(sighting.source.artifact))\(place), outside any call."
    } else {
      text += " It stands nowhere in the artifacts."
    }
    return Finding(
      kind: "call-not-found", severity: .error, text: text + " " + span, artifact: sighting?.source.artifact,
      source: sighting?.source)
  }

  private func path(_ artifact: Int) -> String {
    artifacts.indices.contains(artifact) ? artifacts[artifact].path : "artifact \(artifact)"
  }

  /// What time the artifacts cover, in a sentence.
  private var span: String {
    let first = artifacts.compactMap(\.firstTime).filter(\.isPlaced).min { $0.instant < $1.instant }
    let last = artifacts.compactMap(\.lastTime).filter(\.isPlaced).max { $0.instant < $1.instant }
    guard let first, let last else {
      return "The artifacts do not show what time they cover; ask for the logs of that call."
    }
    return
      "The artifacts cover \(first.instant.rfc3339) to \(last.instant.rfc3339); ask for the logs of the time of that call."
  }
}

extension Call {
  /// Everything the call can be asked for by, in lower case.
  fileprivate var names: [String] {
    let own = identifiers.map(\.identifier).filter { $0.kind.isAnID }
    return [key] + ids.map(\.id.description) + own.map { Selection.canonical($0.value) }
  }
}

extension Selection {
  /// The name as IDs are kept: in lower case, without what people copy with an ID (spaces, quotes, braces), and 32
  /// hexadecimal digits with their dashes.
  fileprivate static func canonical(_ name: String) -> String {
    let wrapping: Set<Character> = ["{", "}", "(", ")", "<", ">", "\"", "'", "`", "\u{201c}", "\u{201d}"]
    func isWrapping(_ character: Character) -> Bool { character.isWhitespace || wrapping.contains(character) }
    let bare = name.lowercased().drop(while: isWrapping)
    let text = String(bare.reversed().drop(while: isWrapping).reversed())
    guard text.count == 32, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return text }
    var dashed = ""
    for (index, digit) in text.enumerated() {
      if [8, 12, 16, 20].contains(index) { dashed.append("-") }
      dashed.append(digit)
    }
    return dashed
  }

  /// A call without a placed time is in no time range.
  fileprivate func overlaps(_ call: Call) -> Bool {
    overlaps(call.activity)
  }

  fileprivate func overlaps(_ moment: Moment?) -> Bool {
    return overlaps(moment.flatMap { $0.isPlaced ? $0.instant...$0.instant : nil })
  }

  fileprivate func overlaps(_ seen: Appearance) -> Bool {
    guard let first = seen.first, let last = seen.last, first.isPlaced, last.isPlaced else {
      return overlaps(nil as ClosedRange<Instant>?)
    }
    return overlaps(min(first.instant, last.instant)...max(first.instant, last.instant))
  }

  private func overlaps(_ span: ClosedRange<Instant>?) -> Bool {
    guard since != nil || until != nil else { return true }
    guard let span else { return false }
    if let since, span.upperBound < since { return false }
    if let until, span.lowerBound > until { return false }
    return true
  }
}

extension IdentifierKind {
  fileprivate var isAnID: Bool { self != .sdkVersion && self != .userAgent && self != .appPackage }
}
