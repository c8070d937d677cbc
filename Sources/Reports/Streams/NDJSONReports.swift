public import Calls
import Evidence

extension StreamReport {
  /// A call a line, as the JSON report has it without its timeline.
  public static func ndjsonCalls() -> StreamReport {
    StreamReport(call: { _, call in
      var line = JSONLine()
      line.append(JSONReport.call(call, includesTimeline: false))
      return line.take() + "\n"
    })
  }

  /// An event a line, as the JSON report has it, with the key of its call and the path of its artifact.
  public static func ndjsonEvents(of analysis: Analysis) -> StreamReport {
    func lines(_ events: [TimelineEvent], _ key: String?) -> String {
      var line = JSONLine()
      for event in events {
        var object = JSONObject()
        object.set("call", key)
        for member in JSONReport.event(event).members { object.set(member.key, member.value) }
        object.set("path", analysis.path(of: event.source))
        line.append(.object(object))
        line.endLine()
      }
      return line.take()
    }
    return StreamReport(call: { _, call in lines(call.timeline, call.key) }, outside: { lines($0, nil) })
  }

  /// Timesketch's JSON Lines: an event a line, with its mandatory `message`, `datetime` and `timestamp_desc`. An event whose
  /// date is not known has no place on a timeline and is left out.
  public static func timesketch(of analysis: Analysis) -> StreamReport {
    func lines(_ events: [TimelineEvent], _ key: String?) -> String {
      var line = JSONLine()
      for event in events {
        guard let time = event.time, time.isPlaced else { continue }
        line.begin()
        line.set("data_type", "acs:\(event.witness.rawValue):\(event.kind)")
        line.set("message", event.text)
        line.set("datetime", time.instant.rfc3339)
        line.set("timestamp", time.instant.microseconds)
        line.set("timestamp_desc", "ACS \(event.kind)")
        line.set("time_basis", time.basis.rawValue)
        line.set("call_id", key)
        line.set("seen_call_id", event.callID)
        line.set("client", event.client.map { $0 + 1 })
        line.set("code", event.codes.map { codeText($0) })
        line.set("source_file", analysis.path(of: event.source))
        line.set("source_line", event.source.line)
        line.set("source_record", event.source.record)
        line.set("source_offset", event.source.offset)
        line.end()
      }
      return line.take()
    }
    return StreamReport(call: { _, call in lines(call.timeline, call.key) }, outside: { lines($0, nil) })
  }
}

extension Instant {
  /// Whole ones since the epoch, the earlier one where it lies between two.
  var microseconds: Int {
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1000)
    return Int(remainder < 0 ? quotient - 1 : quotient)
  }
}

extension JSONValue {
  /// Those of an object.
  var members: [JSONObject.Member] {
    if case .object(let object) = self { object.members } else { [] }
  }
}

extension JSONLine {
  /// A value on one line.
  mutating func append(_ value: JSONValue) {
    switch value {
    case .string(let string): append(string)
    case .integer(let integer): append(integer)
    case .number(let number): append(number)
    case .bool(let bool): append(bool)
    case .array(let elements): append(list: elements) { line, element in line.append(element) }
    case .object(let object):
      append(object: { line in
        for member in object.members {
          line.name(member.key)
          line.append(member.value)
        }
      })
    }
  }
}
