import Calls
import Catalog
import Evidence

/// Something that failed, as support wants to hear of it: what, with which code, when.
struct SupportFailure: Equatable {
  /// `the call's end`, `SendMessage`, `CallClient.createCallAgent`.
  var operation: String
  var codes: EndCodes?
  var domain: CatalogDomain
  var problem: SupportProblem
  /// What the codes mean; empty where there are none.
  var title = ""
  var action = ""
  var time: Moment?
  /// How often the same failed, and when for the last time.
  var count = 1
  var last: Moment?
  var witness: Witness
  var source: Source

  /// The end of a call's leg.
  ///
  /// - Parameter end: When the call ended, for a reason that was written without a time.
  init(_ reason: EndReason, end: Moment?) {
    operation = "the call's end"
    codes = reason.codes
    domain = .calling
    problem = .calling
    title = reason.title
    action = reason.action
    time = reason.time ?? end
    witness = reason.witness
    source = reason.source
  }

  /// An operation, an exception or a start that failed; nil for any other event.
  init?(_ event: TimelineEvent) {
    if let operation = event.operation {
      guard operation.result == .failed || operation.result == .expectedFailure else { return nil }
      self.operation = operation.name
      codes = operation.codes
      domain = operation.service.domain
      problem = SupportFailure.problem(of: operation)
    } else {
      guard ["failure", "start-failed", "agent"].contains(event.kind), event.codes != nil else { return nil }
      operation = SupportFailure.beginning(of: event.text) ?? event.kind
      codes = event.codes
      let isAutomation = event.witness == .callback || SupportFailure.isOfCallAutomation(event)
      domain = isAutomation ? .callAutomation : .calling
      problem = isAutomation ? .callAutomation : .calling
    }
    time = event.time
    witness = event.witness
    source = event.source
    guard let codes else { return }
    if event.operation?.isFaultOfClient == true {
      title = "The client failed, not the service."
      action = "Check the device, the browser and the application, and attach the client's log of that time."
      return
    }
    let explanation = Catalog.standard.explain(
      code: codes.code, subCode: codes.subCode, categories: codes.categories, domain: domain,
      phrase: codes.phrase)
    title = explanation.title
    action = explanation.action
  }

  /// A failure outside calls that no event with codes tells; nil for any other finding.
  init?(_ finding: Finding) {
    guard finding.callKey == nil, finding.codes == nil, Finding.failureKinds.contains(finding.kind),
      let source = finding.source
    else { return nil }
    operation = finding.kind
    domain = .calling
    problem = .calling
    title = finding.text
    witness = .client
    self.source = source
  }

  /// Whether an exception of a server's SDK, or the body of an answer, has a subcode of Call Automation. The Calling SDK throws
  /// none of this name, and no code of a call has four digits.
  private static func isOfCallAutomation(_ event: TimelineEvent) -> Bool {
    guard let codes = event.codes else { return false }
    let isAnswer = codes.subCode == nil && codes.code >= 1000 && event.text.contains("\"error\"")
    let isException = codes.subCode != nil && event.text.contains("RequestFailedException")
    guard isAnswer || isException else { return false }
    let explanation = Catalog.standard.explain(
      code: codes.code, subCode: codes.subCode, domain: .callAutomation, phrase: codes.phrase)
    return explanation.match == .codeAndSubCode || explanation.match == .subCode
  }

  /// The words before an object that was thrown.
  private static func beginning(of text: String) -> String? {
    let words = text.prefix { $0 != "{" }.prefix(120)
    let end = words.lastIndex { !" :,;-([".contains($0) }
    return end.map { String(words[...$0]) }
  }

  /// Briefs have an API of their own, which no service is named after.
  private static func problem(of operation: Operation) -> SupportProblem {
    let name = operation.name.lowercased()
    if name.contains("programbrief") || name.contains("shortcode") { return .shortCode }
    if name.contains("campaignbrief") || name.contains("tollfree") { return .tollFree }
    return SupportProblem(operation.service)
  }

  /// The failures in order, equal ones once.
  static func folded(_ failures: [SupportFailure]) -> [SupportFailure] {
    struct Key: Hashable {
      var operation: String
      var code: Int?
      var subCode: Int?
    }
    var folded: [SupportFailure] = []
    var places: [Key: Int] = [:]
    for failure in failures {
      let key = Key(
        operation: failure.operation, code: failure.codes?.code, subCode: failure.codes?.subCode)
      if let place = places[key] {
        folded[place].count += 1
        folded[place].last = failure.time ?? folded[place].last
      } else {
        places[key] = folded.count
        folded.append(failure)
      }
    }
    return folded
  }
}
