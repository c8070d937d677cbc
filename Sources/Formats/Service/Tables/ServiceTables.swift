import Evidence

/// What the rows of Azure Monitor's tables mean.
enum ServiceTables {
  /// Adds what the row says; false where it is of no table of Azure Communication Services.
  static func read(_ row: ServiceRow, into sink: inout ObservationSink) -> Bool {
    guard let table = ServiceTable(of: row) else { return readUnknown(row, into: &sink) }
    let row = TableRow(row, table: table)
    switch table {
    case .callSummary: readCallSummary(row, into: &sink)
    case .callDiagnostics: readCallDiagnostics(row, into: &sink)
    case .mediaStatistics: readMediaStatistics(row, into: &sink)
    case .clientOperations: readClientOperation(row, into: &sink)
    case .serviceRequests: readServiceRequest(row, into: &sink)
    case .callAutomation, .callRecording: readCallOperation(row, into: &sink)
    case .callAutomationMedia: readMediaSummary(row, into: &sink)
    case .callAutomationStreaming: readStreaming(row, into: &sink)
    case .recordingSummary: readRecordingSummary(row, into: &sink)
    case .captions: readCaptions(row, into: &sink)
    case .survey: readSurvey(row, into: &sink)
    case .billing: readBilling(row, into: &sink)
    case .callingMetrics: readMetric(row, into: &sink)
    case .emailSend: readEmailSend(row, into: &sink)
    case .emailStatus: readEmailStatus(row, into: &sink)
    case .emailEngagement: readEmailEngagement(row, into: &sink)
    case .sms: readSMS(row, into: &sink)
    case .chat: readChat(row, into: &sink)
    case .advancedMessaging, .auth, .jobRouter, .networkTraversal, .relay, .rooms:
      readRequest(row, into: &sink)
    }
    return true
  }

  /// A row of a table that nobody has described yet: kept with its columns.
  private static func readUnknown(_ row: ServiceRow, into sink: inout ObservationSink) -> Bool {
    let type = row.text(.type)
    let name = type ?? row.text(.category) ?? row.text(.operationName)
    guard let name, isOfService(row, type: type) else { return false }
    keep(row, named: name, into: &sink)
    return true
  }

  /// Adds a row of `properties` alone, of which nothing tells the table, and keeps it with its columns.
  static func readFragment(_ row: ServiceRow, into sink: inout ObservationSink) -> Bool {
    guard isOfWorkspace(row) else { return false }
    keep(
      row, named: row.text(.type) ?? row.text(.operationName) ?? "row of an unknown table", into: &sink)
    return true
  }

  /// Whether an object is nothing but the `properties` of a row.
  static func isFragment(_ members: [JSONValue.Member]) -> Bool {
    guard members.count == 1, members[0].key.lowercased() == "properties" else { return false }
    return isOfWorkspace(ServiceRow(members[0].value.members))
  }

  /// Whether the row has the columns of every table of a workspace.
  static func isOfWorkspace(_ row: ServiceRow) -> Bool {
    row.value(.tenantID) != nil && row.layout.columns.contains { $0.name == ServiceColumn.tenantID.rawValue }
  }

  private static func keep(_ row: ServiceRow, named name: String, into sink: inout ObservationSink) {
    let columns = ServiceColumn.allCases.lazy.filter { !envelope.contains($0) }.compactMap { column in
      row.value(column).map { (name: column.rawValue, value: $0) }
    }
    let unknown = TableRow(row, record: ServiceWords.bounded(String(name.prefix(64))))
    sink.add(
      .note(kind: "service-record"), by: unknown.testimony(showsCall: false), callID: row.guid(.callID),
      identifiers: unknown.identifiers().found, time: unknown.timeWritten,
      text: ServiceWords.line("\(unknown.title):", Array(columns) + row.others))
  }

  /// Whether a row without a known table is of Azure Communication Services all the same: by the name of its table, or by
  /// the resource that a record with a time is about.
  private static func isOfService(_ row: ServiceRow, type: String?) -> Bool {
    if let type, ServiceTable.isTable(named: type), row.value(.timeGenerated) != nil { return true }
    guard row.value(.timeGenerated) != nil || row.value(.time) != nil, let resource = row.text(.resourceID)
    else { return false }
    return resource.lowercased().contains("microsoft.communication/communicationservices")
  }

  /// What says where a record came from rather than what happened.
  private static let envelope: Set<ServiceColumn> = [
    .type, .category, .resourceID, .tenantID, .time, .timeGenerated, .level,
  ]
}

/// A row and the table that it is of.
struct TableRow {
  let row: ServiceRow
  /// The name of the table, as the field knows it.
  let record: String
  let service: APIService

  /// A row of a known table; only later versions of a table's rows have a number.
  init(_ row: ServiceRow, table: ServiceTable) {
    let isUpdate = row.value(.callUpdatesVersion) != nil
    self.init(
      row, record: isUpdate ? table.rawValue + "Updates" : table.rawValue, service: table.service)
  }

  /// A row of any table.
  init(_ row: ServiceRow, record: String, service: APIService = .other) {
    self.row = row
    self.record = record
    self.service = service
  }

  /// The name of the table without `ACS`.
  var title: String { record.hasPrefix("ACS") ? String(record.dropFirst(3)) : record }

  /// When the record was made, often hours after what it tells.
  var timeWritten: WrittenTime? { row.time(.timeGenerated) ?? row.time(.time) }

  /// The words for the row: a sentence, and what stands in columns that no table is known to have.
  func words(_ sentence: String) -> String {
    ServiceWords.line("\(title): \(sentence)", row.others)
  }

  /// Testimony of the row.
  func testimony(showsCall: Bool) -> Testimony {
    Testimony(
      .service, record: record, showsCall: showsCall, participant: participant,
      clientInstance: row.guid(.clientInstanceID)?.description, version: row.int(.callUpdatesVersion))
  }

  /// Whom the row is about: the first that is written of participant ID, MRI and endpoint ID. A participant of another
  /// organisation is hidden, and told from others as Microsoft's own queries do.
  var participant: String? {
    if let id = row.text(.participantID) {
      guard TableRow.isRedacted(id) else { return ServiceWords.bounded(id).lowercased() }
      return ServiceWords.bounded(
        RedactedParticipant.name(
          endpointType: row.text(.endpointType), other: visible(.identifier) ?? visible(.endpointID)))
    }
    if let user = visible(.identifier) {
      return ServiceIdentifiers.value(.userMRI, user) ?? ServiceWords.bounded(user).lowercased()
    }
    return visible(.endpointID).map { ServiceWords.bounded($0).lowercased() }
  }

  /// The text of a column as far as a fact may hold it.
  func word(_ column: ServiceColumn) -> String? { row.text(column).map(ServiceWords.bounded) }

  /// The text of a column; nil where it is hidden.
  func visible(_ column: ServiceColumn) -> String? {
    row.text(column).flatMap { TableRow.isRedacted($0) ? nil : $0 }
  }

  private static func isRedacted(_ text: String) -> Bool { text.lowercased() == "redacted" }

  /// What every table means by the columns that name things. What a correlation ID is differs, and is left out.
  func identifiers() -> ServiceIdentifiers {
    var identifiers = ServiceIdentifiers()
    for (column, kind) in TableRow.kinds { identifiers.add(kind, row.text(column)) }
    if let user = row.text(.identifier) {
      identifiers.add(.userMRI, user)
      // A user of Teams is written without the rest of an MRI; so are bots, whose IDs are no users'.
      if row.text(.endpointType)?.lowercased() == "voip" { identifiers.add(.userID, user) }
    }
    return identifiers
  }

  /// `TenantId` is not among them: it is the workspace that the logs are kept in.
  private static let kinds: [(ServiceColumn, IdentifierKind)] = [
    (.participantID, .participantID), (.endpointID, .endpointID), (.serverCallID, .serverCallID),
    (.callConnectionID, .callConnectionID), (.operationID, .operationID), (.recordingID, .recordingID),
    (.teamsThreadID, .threadID), (.chatThreadID, .threadID), (.roomID, .roomID),
    (.chatMessageID, .chatMessageID), (.participantTenantID, .tenantID), (.sdkVersion, .sdkVersion),
    (.userAgent, .userAgent), (.resourceID, .resourceID),
  ]

  /// The status and the words beside it; nil where no status is written.
  var status: EndCodes? {
    guard let code = row.int(.resultSignature) ?? row.int(.resultCode) else { return nil }
    return EndCodes(
      code: code, subCode: row.int(.resultSubcode), categories: resultCategory.map { [$0] } ?? [],
      phrase: (row.text(.resultDescription) ?? row.text(.resultMessage))
        .map { ServiceWords.line(String($0.prefix(300))) })
  }

  /// The type of a result where it says whose fault it was: `ExpectedError`, `UnexpectedServerError`, …
  private var resultCategory: String? {
    word(.resultType).flatMap { $0.lowercased().contains("expected") ? $0 : nil }
  }

  /// What came of the operation, by the type of its result, then by its status.
  ///
  /// - Parameter isRequest: Whether the status is that of a request over HTTP, where 4xx is the asker's fault.
  func result(isRequest: Bool) -> Operation.Result {
    OperationResult.read(
      row.text(.resultType), status: row.int(.resultSignature) ?? row.int(.resultCode), isRequest: isRequest)
  }
}

/// The results of operations, in all of their spellings.
enum OperationResult {
  /// What a word for a result, or else a status, stands for.
  static func read(_ word: String?, status: Int?, isRequest: Bool) -> Operation.Result {
    let word = (word ?? "").lowercased().filter(\.isLetter)
    if successes.contains(word) { return .succeeded }
    if word.hasPrefix("expected") || word == "canceled" || word == "cancelled" { return .expectedFailure }
    if word.hasPrefix("unexpected") { return .failed }
    if failures.contains(word), !isRequest { return .failed }
    switch status {
    case nil: return failures.contains(word) ? .failed : .unknown
    case .some(0), .some(100..<400): return failures.contains(word) ? .failed : .succeeded
    case .some(400..<500): return .expectedFailure
    case .some: return .failed
    }
  }

  private static let successes: Set<String> = ["succeeded", "success", "completed", "accepted", "ok"]
  private static let failures: Set<String> = [
    "failed", "failure", "error", "clienterror", "servererror", "timeout",
  ]
}
