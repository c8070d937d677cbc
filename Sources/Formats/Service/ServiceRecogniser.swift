/// Whether a document is one of services' records, from its beginning.
///
/// What decides is what stands in an element itself, never what a log line quotes: each list has names that nobody else
/// gives to members, and may be added to.
enum ServiceRecogniser {
  /// Columns that only tables of Azure Communication Services have.
  static let telltaleColumns: [ServiceColumn] = [
    .participantEndReason, .participantEndSubCode, .callClientTimeStamp, .callUpdatesVersion,
    .jitterBufferSizeAvg, .healedDataRatioAvg, .roundTripTimeAvg, .packetLossRateAvg, .operationPayload,
    .aggregationIntervalSeconds, .surveyID, .recordingEndReason, .recognizePromptSubOperationName,
    .outgoingMessageLength, .roomLifespan, .speechRecognitionSessionID, .enhancedSmtpStatusCode,
    .deliveryStatus, .engagementType, .chatThreadID, .streamingSessionID,
  ]

  /// Members, in lower case, of which one is enough.
  static let telltaleMembers: Set<String> = [
    "requesturi", "responseheaders", "serviceplans", "immutableresourceid", "schemaid", "callconnectionid",
  ]

  /// Values, by their beginnings in lower case, of members named like this.
  static let telltaleValues: [(members: Set<String>, beginnings: [String])] = [
    (["type", "tablename", "table"], ["acs", "microsoft.communication"]),
    (["eventtype"], ["microsoft.communication.", "microsoft.eventgrid."]),
    (["category", "operationcategory"], categories + ["acs"]),
    (["operationname"], ["callsummary", "calldiagnostics", "callclientmediastats"]),
  ]

  /// Parts, in lower case, of values of members named like this.
  static let telltaleParts: [(members: Set<String>, part: String)] = [
    (
      ["resourceid", "_resourceid", "topic", "source", "id"], "/microsoft.communication/communicationservices"
    )
  ]

  /// Categories of diagnostic settings, in lower case.
  private static let categories = [
    "callsummary", "calldiagnostics", "callclient", "callautomation", "callrecording", "callsurvey",
    "callclosedcaptions", "callingmetrics", "smsoperational", "emailsendmail", "emailstatus", "emailuser",
    "chatoperational", "authoperational", "roomsoperational", "jobrouter", "networktraversal",
    "advancedmessaging", "usage",
  ]

  /// Members, in lower case, that a log line has and no record of a service.
  private static let linesOfLogs: Set<String> = [
    "msg", "@mt", "@m", "renderedmessage", "levelname", "severity",
  ]

  static func recognises(head: ArraySlice<UInt8>) -> Bool {
    guard let first = head.first(where: { !$0.isJSONSpace }) else { return false }
    guard first == .openBrace || first == .openBracket || first == .quote else {
      return TableHead(head) != nil
    }
    if first == .quote, TableHead(head) != nil { return true }
    let bytes = Array(head)
    return holdsElements(bytes) || DocumentWords.all.contains { contains($0, bytes) }
  }

  /// Whether the elements of a text are services'. Elements are cut as the document's reader does.
  private static func holdsElements(_ head: [UInt8]) -> Bool {
    var splitter = ElementSplitter()
    var mayBe = 0
    var others = 0
    // What a fragment begins with is a name.
    if head.first(where: { !$0.isJSONSpace }) == .quote, !beginsWithName(head) { return false }
    while let element = splitter.next(head, isLast: true) {
      guard splitter.strayBytes == 0 else { break }
      let text =
        element.isBare ? [.openBrace] + head[element.range] + [.closeBrace] : Array(head[element.range])
      let value = JSONReader.read(text)?.value ?? .null
      if isServices(value, in: element.context) {
        mayBe += 1
      } else if !element.isTruncated {
        others += 1
      }
      if mayBe + others == 64 { break }
    }
    if mayBe == 0, others == 0 { return splitter.isTruncated && beginsContainer(head) }
    return mayBe > 0 && mayBe >= others
  }

  /// Whether it begins like a container of which the beginning shows no element: rows that stand before their columns, or
  /// nothing but brackets.
  private static func beginsContainer(_ head: [UInt8]) -> Bool {
    let text = head.lazy.filter { !$0.isJSONSpace }.prefix(24)
    let beginning = String(decoding: Array(text), as: UTF8.self).lowercased()
    return ["{\"records\":[", "{\"tables\":[{\""].contains { beginning.hasPrefix($0) }
  }

  private static func beginsWithName(_ head: [UInt8]) -> Bool {
    guard let start = head.firstIndex(of: .quote),
      let end = head[(start + 1)...].prefix(100).firstIndex(of: .quote)
    else { return false }
    return head[(end + 1)...].first { !$0.isJSONSpace } == .colon
  }

  static func isServices(_ element: JSONValue, in context: ElementContext? = nil) -> Bool {
    if let columns = context?.columns {
      let known = Set(columns.known.compactMap { $0 })
      return known.contains(.timeGenerated) || telltaleColumns.contains { known.contains($0) }
    }
    if context?.table != nil { return true }
    guard case .object(let own) = element else { return false }
    if let (columns, _) = ElementContext.table(in: own) {
      return isServices(.null, in: ElementContext(columns: columns))
    }
    if ServiceTables.isFragment(own) || context != nil && ServiceTables.isOfWorkspace(ServiceRow(own)) {
      return true
    }
    let members = own + (context?.shared ?? [])
    if members.contains(where: { linesOfLogs.contains($0.key.lowercased()) }) { return false }
    if members.contains(where: isTelltale) { return true }
    let row = ServiceRow(members)
    if row.layout.known.contains(where: { $0.map(telltaleColumns.contains) ?? false }) { return true }
    // A browser's recording of exchanges.
    let names = Set(members.map { $0.key.lowercased() })
    if names.isSuperset(of: ["starteddatetime", "request"]) { return true }
    return names.isSuperset(of: ["creator", "entries"])
  }

  private static func isTelltale(_ member: JSONValue.Member) -> Bool {
    let name = member.key.lowercased()
    if telltaleMembers.contains(name) { return true }
    if name == "properties" || name == "data" || name == "value" {
      let inner = member.value.elements.first?.members ?? member.value.members
      if inner.contains(where: { telltaleMembers.contains($0.key.lowercased()) }) { return true }
    }
    guard let value = member.value.string?.lowercased() else { return false }
    return telltaleValues.contains { entry in
      entry.members.contains(name) && entry.beginnings.contains { value.hasPrefix($0) }
    } || telltaleParts.contains { $0.members.contains(name) && value.contains($0.part) }
  }
}
