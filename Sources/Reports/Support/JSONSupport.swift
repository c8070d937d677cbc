import Calls
import Catalog
import Evidence

extension JSONReport {
  /// A request to support, with everything that the text has.
  static func support(_ request: SupportRequest) -> JSONValue {
    var object = JSONObject()
    object.set("problem", request.problem.rawValue)
    object.setCall(key: request.callKey)
    object.set("verdict", request.verdict)
    object.set("failures", .list(request.failures, failure))
    object.set("windowStart", request.window?.first?.instant.rfc3339)
    object.set("windowEnd", request.window?.last?.instant.rfc3339)
    if let window = request.window, window.first != nil {
      object.set("windowIsUTC", .bool(window.isUTC))
    }
    object.set("fields", .list(request.facts.fields.filter { !$0.values.isEmpty }, field))
    object.set("users", .strings(request.users))
    object.set("clients", .strings(request.clients))
    object.set("artifacts", .list(request.artifacts, JSONValue.integer))
    object.set("missing", .list(request.missing, missing))
    return .object(object)
  }

  private static func failure(_ failure: SupportFailure) -> JSONValue {
    var object = JSONObject()
    object.set("operation", failure.operation)
    object.set("code", failure.codes?.code)
    object.set("subCode", failure.codes?.subCode)
    object.set("phrase", failure.codes?.phrase)
    object.set("domain", failure.codes == nil ? nil : failure.domain.rawValue)
    if !failure.title.isEmpty { object.set("title", failure.title) }
    if !failure.action.isEmpty { object.set("action", failure.action) }
    object.setTime(failure.time)
    object.set("count", failure.count)
    object.set("witness", failure.witness.rawValue)
    object.set("source", source(failure.source))
    return .object(object)
  }

  private static func field(_ field: SupportFacts.Field) -> JSONValue {
    var object = JSONObject()
    object.set("label", field.label)
    object.set("kind", field.kind?.rawValue ?? IDKind.callID.name)
    object.set("values", .strings(field.values))
    object.set("evidence", (field.note == nil || field.isOfOthers ? Evidenced.explicit : .inferred).rawValue)
    return .object(object)
  }

  private static func missing(_ missing: SupportRequest.Missing) -> JSONValue {
    var object = JSONObject()
    object.set("what", missing.what)
    object.set("how", missing.how)
    return .object(object)
  }
}
