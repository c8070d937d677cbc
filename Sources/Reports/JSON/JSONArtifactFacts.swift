import Evidence

extension JSONReport {
  /// What was measured of opaque content, bits a byte.
  static func content(_ content: ContentFacts) -> JSONValue {
    var object = JSONObject()
    object.set("entropy", .number(content.entropy))
    object.set("lowestBlockEntropy", .number(content.lowestBlockEntropy))
    object.set("highestBlockEntropy", .number(content.highestBlockEntropy))
    return .object(object)
  }

  /// What an event trace says about itself.
  static func trace(_ trace: TraceFacts) -> JSONValue {
    var object = JSONObject()
    object.set("logger", trace.logger)
    object.set("logFile", trace.logFile)
    object.set("systemVersion", trace.systemVersion)
    object.set("processors", trace.processors)
    object.set("pointerSize", trace.pointerSize)
    object.set("clock", trace.clock)
    object.set("bootTime", trace.bootTime?.rfc3339)
    object.set("startTime", trace.startTime?.rfc3339)
    object.set("endTime", trace.endTime?.rfc3339)
    object.set("buffers", trace.buffers)
    object.set("eventsLost", trace.eventsLost)
    object.set("buffersLost", trace.buffersLost)
    object.set("providers", .list(trace.providers, provider))
    if !trace.processes.isEmpty { object.set("processes", .strings(trace.processes)) }
    return .object(object)
  }

  private static func provider(_ provider: TraceFacts.Provider) -> JSONValue {
    var object = JSONObject()
    object.set("id", provider.id.description)
    object.set("name", provider.name)
    object.set("events", provider.events)
    object.set("decodable", provider.decodable)
    return .object(object)
  }
}
