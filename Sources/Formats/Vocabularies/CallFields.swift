import Evidence
public import Scan

/// Reads any application's own words about calls: states, IDs, codes and events that stand next to a label,
/// in text, JSON, Swift, Kotlin, C# and Python prints. No exact line shape is needed.
///
/// Knows by the same rules the lines of the official samples (`Call state changed`, `Call id Changed`,
/// `Call added : Call Id =`), of the UI libraries for Android and iOS, and of the guide's snippets.
public struct CallFields: Vocabulary {
  /// Labels and words, in any case.
  public let literals: [Literal] =
    [
      "callid", "call id", "call_id", "call-id", "call.id", "acscall", "incoming all received", "activecall",
      "endreason", "end reason", "end_reason", "subcode", "sub_code", "sub code",
      "onnected", "onnecting", "ringing", "earlymedia", "early_media", "inlobby", "in_lobby", "localhold",
      "local_hold",
      "remotehold", "remote_hold", "callstate", "call state", "call_state", "call.state", "idchanged",
      "id changed", "oldid", "now known as",
      "participantadded", "participantremoved", "participantsupdated", "participants updated",
      "microphone muted",
      "ismuted", "mutedbyothers", "transferaccepted", "transferr", "transferfailed", "isrecordingactive",
      "recording state", "recordingstate", "startcall", "start call", "starting call", "start the call",
      "joincall",
      "join call", "joining call", "acceptcall", "accept call", "call.accept", "accepting call",
      "join the call", "transferstate", "transfer state", "callagent", "call agent",
      "createagent", "incomingcall", "incoming call", "outgoing call", "calls update", "mscv", "ms-cv",
      "participantid",
      "participant id", "servercallid", "aHR0cHM6Ly", "correlationid", "callconnectionid", "chain-id",
      "chainid",
      "groupid:", "groupid=", "groupid\"", "groupid'", "groupid ", "group call", "groupcall",
      "call connection", "endpointid", "operationid", "tenantid",
      "roomid",
      "immutableresourceid",
      "programbrief", "program brief", "campaignbrief", "campaign brief", "emails/operations/", "rooms/99",
      "room id", "chatmessageid", "userobjectid", "aadobjectid",
      "recordingid", "Outgoing_", "Incoming_", "@thread.", "microsoft.communication/",
    ].map { Literal($0, ignoresCase: true) } + [
      Literal("Call "), Literal("sdkVersion"), Literal("eyJQbGF0Zm9ybUVuZHBvaW50SWQiOi"),
    ]

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
    // Patches of the UI library have a vocabulary of their own; what that found nothing in is no call's.
    guard !record.contains("State change: [") else { return }
    var ids = CallIDs(in: record)
    let states = States(in: record, hasCallID: !ids.found.isEmpty)
    if states.found.contains(where: { $0.subject == .call }) { ids.adoptBareID() }
    var identifiers = IdentifierFinder.find(in: record)
    var reader = ClaimReader(record: record, ids: ids, states: states)
    for (claim, callID) in reader.read() {
      sink.add(claim, callID: callID, identifiers: identifiers)
      identifiers = []
    }
    if sink.observations.isEmpty, ids.primary != nil || !identifiers.isEmpty {
      sink.add(.mention, callID: ids.primary, identifiers: identifiers)
    }
    if sink.observations.isEmpty, RedactedIdentifiers.stand(in: record) {
      sink.addNoise("redacted-identifier")
    }
  }
}
