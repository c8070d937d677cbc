import Calls
import Catalog
import Evidence

/// What an analysis says that support requests share.
struct SupportEvidence {
  let analysis: Analysis
  /// Failures outside calls, in order of time.
  let failuresOutside: [SupportFailure]
  private let redacted: [Finding]

  init(_ analysis: Analysis) {
    self.analysis = analysis
    let events = analysis.outsideCalls.compactMap(SupportFailure.init)
    let places = Set(events.map(\.source))
    failuresOutside =
      events + analysis.findings.compactMap(SupportFailure.init).filter { !places.contains($0.source) }
    redacted = analysis.findings.filter { $0.kind == "redacted-identifier" }
  }

  /// Whether there is nothing but what a licence file or a sign-in says, which is no problem of a call.
  var isOnlyAboutAccounts: Bool {
    let kinds: Set<IdentifierKind> = [.userID, .tenantID, .applicationID]
    return analysis.findings.contains(where: \.isAboutAccount) && analysis.callsTotal == 0
      && analysis.identifiers.allSatisfy { kinds.contains($0.identifier.kind) }
  }

  /// Kinds that a call's page leaves out: those of other services, and who was involved.
  static let further: [(label: String, kind: IdentifierKind)] = [
    ("SMS message ID", .smsMessageID), ("Email message ID", .emailOperationID),
    ("Chat message ID", .chatMessageID), ("Short code brief", .shortCodeBriefID),
    ("Toll-free brief", .tollFreeBriefID), ("Recording ID", .recordingID),
    ("Operation ID", .operationID), ("Client request ID", .clientRequestID),
    ("Tenant ID", .tenantID), ("Application ID", .applicationID), ("User object ID", .userID),
    ("Possible call ID", .possibleCallID),
  ]

  /// What went wrong in a call: its ends, where they are no normal ones, then operations and exceptions.
  func failures(of call: Call) -> [SupportFailure] {
    let reasons = [call.endReason].compactMap(\.self) + call.endReasons.filter { $0 != call.endReason }
    let ends = reasons.filter { call.standing == .failed && $0.outcome != .success }
    let last = call.endTime ?? call.states.last?.time
    return ends.map { SupportFailure($0, end: last) } + call.timeline.compactMap(SupportFailure.init)
  }

  /// Adds the resource, which is often described outside calls, and infers its immutable ID from its users.
  func addResource(to facts: inout SupportFacts, users: [String]) {
    if facts.values(of: .resourceID).isEmpty {
      facts.set(.resourceID, label: "Resource ID", analysis.identifiers.values(of: .resourceID))
    }
    facts.foldCase(of: .resourceID)
    guard facts.values(of: .immutableResourceID).isEmpty else { return }
    let inferred = users.compactMap { Identifier.issuingResource(ofMRI: $0)?.description }.uniqued()
    let stated = analysis.identifiers.values(of: .immutableResourceID)
    if stated.isEmpty || !inferred.isEmpty && Set(stated).isDisjoint(with: inferred) {
      facts.set(
        .immutableResourceID, label: "Immutable ID", inferred, note: "inferred from the users' MRIs")
    } else {
      facts.set(
        .immutableResourceID, label: "Immutable ID",
        inferred.isEmpty ? stated : stated.filter(inferred.contains))
    }
  }

  /// What the guide asks for and nothing shows.
  ///
  /// - Parameters:
  ///   - isCall: Whether there was a call that an ID can be asked of.
  ///   - answered: Kinds that something else stands in for.
  func missing(
    _ problem: SupportProblem, _ facts: SupportFacts, isCall: Bool, hasCallID: Bool,
    answered: Set<IdentifierKind>,
    hasFailure: Bool, users: [String], artifacts: [Int], platforms: Set<String>
  ) -> [SupportRequest.Missing] {
    var missing: [SupportRequest.Missing] = []
    func ask(_ question: SupportQuestion) {
      missing.append(SupportRequest.Missing(what: question.label, how: question.how))
    }
    if problem == .calling, isCall, !hasCallID { ask(.call) }
    for question in SupportQuestion.all(for: problem) where isCall || question.kinds != [.participantID] {
      let isAnswered = question.kinds.contains { answered.contains($0) || !facts.values(of: $0).isEmpty }
      guard !isAnswered else { continue }
      let isNative = !platforms.isEmpty && !platforms.contains("web")
      ask(question.kinds == [.userAgent] && isNative ? .device : question)
    }
    if !hasFailure { ask(.failure) }
    if users.contains(where: \.isOfTeams), facts.values(of: .tenantID).isEmpty { ask(.directory) }
    if problem == .calling { missing += missingLogs(artifacts, platforms) }
    return missing + maskedIDs(in: artifacts)
  }

  /// Native SDKs keep logs that only support can read.
  private func missingLogs(_ artifacts: [Int], _ platforms: Set<String>) -> [SupportRequest.Missing] {
    let native = platforms.subtracting(["web"]).sorted()
    guard !native.isEmpty, !analysis.artifacts.contains(where: { $0.kind == .blog }) else { return [] }
    return [
      SupportRequest.Missing(
        what: "Call logs of the native SDK",
        how: "all *.blog and *.etl files of the device (\(native.joined(separator: ", ")))")
    ]
  }

  private func maskedIDs(in artifacts: [Int]) -> [SupportRequest.Missing] {
    let here = redacted.filter { $0.artifact.map(artifacts.contains) ?? true }
    guard let first = here.first else { return [] }
    let names = SourceNames(analysis.artifacts)
    let place = first.source.map { " (first in \(names.text($0)))" } ?? ""
    return [
      SupportRequest.Missing(
        what: "IDs that the log masks\(place)",
        how:
          "again with them visible: .NET LoggedHeaderNames.Add(\"*\"), Python logging_enable=True, Java "
          + "addAllowedHeaderName, JavaScript allowedLogHeaders; Apple logs with private data shown")
    ]
  }
}

extension String {
  /// Whether it is the MRI of a Teams user.
  fileprivate var isOfTeams: Bool {
    ["8:orgid:", "8:gcch:", "8:dod:"].contains { lowercased().hasPrefix($0) }
  }
}
