/// What stands in the beginning of JSON documents that are no rows of tables and no events, and in little else.
enum DocumentWords {
  static let all: [StaticString] = [
    "\"startedDateTime\"", "\"WebInspector\"", "\"RequestUri\"", "\"servicePlanId\"", "icenseDetails\"",
    "\"immutableResourceId\"", "\"azureMonitorCommonAlertSchema\"", "\"ServiceHealth\"",
    "\"debugInfoDumpId\"",
    "\"debugInfoDumpUnzipped\"", "\"lastLocalParticipantId\"",
  ]
}
