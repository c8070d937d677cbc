import Evidence

/// What an event trace says about itself, in lines.
enum TraceText {
  /// Providers and processes that are named; the JSON report has all.
  private static let mostNamed = 8

  /// The session and how many providers wrote, in a few words.
  static func summary(of trace: TraceFacts) -> String {
    let lost = trace.eventsLost > 0 ? ", \(counted(trace.eventsLost, "event")) lost" : ""
    return "\(counted(trace.providers.count, "provider"))\(lost)"
  }

  static func lines(of trace: TraceFacts) -> [String] {
    var lines = [session(trace)]
    var times: [String] = []
    if let start = trace.startTime { times.append("from \(start.rfc3339)") }
    if trace.startTime != nil {
      times.append(trace.endTime.map { "to \($0.rfc3339)" } ?? "not stopped when it was copied")
    }
    if let boot = trace.bootTime { times.append("system started \(boot.rfc3339)") }
    if !times.isEmpty { lines.append("session " + times.joined(separator: ", ")) }
    if trace.eventsLost > 0 || trace.buffersLost > 0 {
      let lost = [counted(trace.eventsLost, "event"), counted(trace.buffersLost, "buffer")]
      lines.append("lost while recording: " + lost.joined(separator: ", "))
    }
    if !trace.providers.isEmpty {
      lines.append("providers: " + list(trace.providers.map(text)))
    }
    if !trace.processes.isEmpty { lines.append("processes: " + list(trace.processes)) }
    return lines
  }

  private static func session(_ trace: TraceFacts) -> String {
    var parts: [String] = []
    if let logger = trace.logger { parts.append("session \(logger)") }
    if let file = trace.logFile { parts.append("written to \(file)") }
    if let version = trace.systemVersion { parts.append("Windows \(version)") }
    if let processors = trace.processors { parts.append(counted(processors, "processor")) }
    if let size = trace.pointerSize { parts.append("\(8 * size) bit") }
    parts.append(counted(trace.buffers, "buffer"))
    return parts.joined(separator: ", ")
  }

  private static func text(_ provider: TraceFacts.Provider) -> String {
    let name = provider.name ?? provider.id.description
    let opaque = provider.decodable < provider.events ? ", \(grouped(provider.decodable)) decodable" : ""
    return "\(name) (\(counted(provider.events, "event"))\(opaque))"
  }

  private static func list(_ names: [String]) -> String {
    let more = names.count - mostNamed
    return names.prefix(mostNamed).joined(separator: ", ") + (more > 0 ? " and \(grouped(more)) more" : "")
  }
}
