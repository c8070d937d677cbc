import Evidence

/// The tables that Azure Communication Services writes to Azure Monitor; the raw values are their names in Log
/// Analytics.
///
/// The tables that hold later versions of others (`ACSCallSummaryUpdates`) are those others here.
enum ServiceTable: String, CaseIterable, Sendable {
  case advancedMessaging = "ACSAdvancedMessagingOperations"
  case auth = "ACSAuthIncomingOperations"
  case billing = "ACSBillingUsage"
  case callAutomation = "ACSCallAutomationIncomingOperations"
  case callAutomationMedia = "ACSCallAutomationMediaSummary"
  case callAutomationStreaming = "ACSCallAutomationStreamingUsage"
  case mediaStatistics = "ACSCallClientMediaStatsTimeSeries"
  case clientOperations = "ACSCallClientOperations"
  case serviceRequests = "ACSCallClientServiceRequestAndOutcome"
  case captions = "ACSCallClosedCaptionsSummary"
  case callDiagnostics = "ACSCallDiagnostics"
  case callingMetrics = "ACSCallingMetrics"
  case callRecording = "ACSCallRecordingIncomingOperations"
  case recordingSummary = "ACSCallRecordingSummary"
  case callSummary = "ACSCallSummary"
  case survey = "ACSCallSurvey"
  case chat = "ACSChatIncomingOperations"
  case emailSend = "ACSEmailSendMailOperational"
  case emailStatus = "ACSEmailStatusUpdateOperational"
  case emailEngagement = "ACSEmailUserEngagementOperational"
  case jobRouter = "ACSJobRouterIncomingOperations"
  case networkTraversal = "ACSNetworkTraversalIncomingOperations"
  case relay = "ACSNetworkTraversalDiagnostics"
  case rooms = "ACSRoomsIncomingOperations"
  case sms = "ACSSMSIncomingOperations"

  /// The table of a row: by its name where the row has it, else by its category, by a column that no other table has, or
  /// by its operation; nil where nothing tells.
  init?(of row: ServiceRow) {
    // A type that no table is known to have outweighs any likeness.
    if let type = row.text(.type), ServiceTable.isTable(named: type) {
      guard let table = ServiceTable.named(type) else { return nil }
      self = table
      return
    }
    let category = row.text(.category) ?? row.text(.operationCategory)
    var table = category.flatMap(ServiceTable.named)
    table = table ?? ServiceTable.signatures.first { row.value($0.column) != nil }?.table
    if table == nil, row.value(.timeGenerated) != nil || row.value(.resourceID) != nil {
      table =
        ServiceTable.likenesses.first { row.value($0.column) != nil }?.table
        ?? row.text(.operationName).flatMap { ServiceTable.byOperation[$0.lowercased()] }
    }
    guard let table else { return nil }
    self = table
  }

  /// Whether the type of a row is the name of one of the service's tables, known or not.
  static func isTable(named type: String) -> Bool {
    type.utf8.count <= longestName && type.prefix(3).lowercased() == "acs"
  }

  private static let longestName = 64

  /// The part of the service that answers the requests of this table.
  var service: APIService {
    switch self {
    case .advancedMessaging: .advancedMessaging
    case .auth: .identity
    case .callAutomation, .callAutomationMedia, .callAutomationStreaming: .callAutomation
    case .callRecording, .recordingSummary: .callRecording
    case .chat: .chat
    case .emailSend, .emailStatus, .emailEngagement: .email
    case .jobRouter: .jobRouter
    case .networkTraversal, .relay: .networkTraversal
    case .rooms: .rooms
    case .sms: .sms
    case .mediaStatistics, .clientOperations, .serviceRequests, .captions, .callDiagnostics, .callingMetrics,
      .callSummary, .survey:
      .calling
    case .billing: .other
    }
  }
}

// MARK: - Names

extension ServiceTable {
  /// Nearly all names are spelled as the documentation does.
  private static func named(_ name: String) -> ServiceTable? {
    bySpelling[name] ?? (name.utf8.count <= longestName ? byName[plainName(name)] : nil)
  }

  private static let bySpelling = Dictionary(
    allCases.map { ($0.rawValue, $0) } + categories + [("CallSummary", .callSummary)],
    uniquingKeysWith: { first, _ in first })

  /// In lower case, without what marks previews and later versions.
  private static func plainName(_ name: String) -> String {
    var name = name.lowercased()
    for suffix in ["privprev", "updates"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
    return name
  }

  /// By names of tables and by categories of diagnostic settings; some records have the one in place of the other.
  private static let byName: [String: ServiceTable] = {
    var names: [String: ServiceTable] = [:]
    for table in allCases {
      names[table.rawValue.lowercased()] = table
      names[String(table.rawValue.lowercased().dropFirst("acs".count))] = table
    }
    for (category, table) in categories { names[category.lowercased()] = table }
    return names
  }()

  /// Those that are not the name of their table without `ACS`.
  private static let categories: [(String, ServiceTable)] = [
    ("AdvancedMessagingOperational", .advancedMessaging), ("AuthOperational", .auth),
    ("CallAutomationOperational", .callAutomation), ("CallRecordingOperational", .callRecording),
    ("CallClientMediaStatsCompressedTimeSeries", .mediaStatistics), ("ChatOperational", .chat),
    ("JobRouterOperational", .jobRouter), ("RoomsOperational", .rooms), ("SMSOperational", .sms),
    ("NetworkTraversalOperational", .networkTraversal),
  ]

  /// Columns that stand in one table only, and hardly in anything else.
  private static let signatures: [(column: ServiceColumn, table: ServiceTable)] = [
    (.participantEndReason, .callSummary), (.participantStartTime, .callSummary),
    (.jitterAvg, .callDiagnostics), (.packetLossRateAvg, .callDiagnostics),
    (.packetUtilization, .callDiagnostics), (.operationPayload, .clientOperations),
    (.aggregationIntervalSeconds, .mediaStatistics), (.surveyID, .survey),
    (.playInLoop, .callAutomationMedia), (.streamingModality, .callAutomationStreaming),
    (.recordingLength, .recordingSummary), (.recordingEndReason, .recordingSummary),
    (.outgoingMessageLength, .sms), (.smtpStatusCode, .emailStatus), (.uniqueRecipientsCount, .emailSend),
  ]

  /// Columns that stand in one table only, but in other JSON as well; they count in a record of Azure Monitor.
  private static let likenesses: [(column: ServiceColumn, table: ServiceTable)] = [
    (.resultSubcode, .callAutomationMedia), (.spokenLanguage, .captions), (.goal, .callingMetrics),
    (.engagementType, .emailEngagement), (.deliveryStatus, .emailStatus), (.chatThreadID, .chat),
    (.roomID, .rooms), (.roomLifespan, .rooms), (.relayLocation, .relay), (.routeType, .networkTraversal),
    (.channelID, .advancedMessaging), (.usageType, .billing), (.callConnectionID, .callAutomation),
  ]

  private static let byOperation: [String: ServiceTable] = [
    "callsummary": .callSummary, "callsummaryupdates": .callSummary, "calldiagnostics": .callDiagnostics,
    "calldiagnosticsupdates": .callDiagnostics, "callclientmediastatstimeseries": .mediaStatistics,
    "callsurvey": .survey, "callingmetrics": .callingMetrics, "recordingsummary": .recordingSummary,
    "closedcaptionssummary": .captions, "smsmessagessent": .sms, "smsmessagesreceived": .sms,
    "smsdeliveryreportsreceived": .sms, "userfacingdiagnostics": .clientOperations,
  ]
}
