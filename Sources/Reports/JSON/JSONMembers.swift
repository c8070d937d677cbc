import Evidence

extension JSONReport {
  static func source(_ source: Source) -> JSONValue {
    var object = JSONObject()
    object.set("artifact", source.artifact)
    object.set("line", source.line)
    object.set("record", source.record)
    object.set("offset", source.offset)
    return .object(object)
  }

  /// GUIDs in lower case; any other ID as it stands, for most are compared with regard to case.
  static func canonicalID(_ value: String) -> String {
    GUID(value)?.description ?? value
  }

  /// Seconds without the noise of binary fractions below the millisecond.
  static func milliseconds(_ seconds: Double) -> Double {
    (seconds * 1000).rounded() / 1000
  }
}

extension JSONObject {
  /// A fact's own time: `time`, `timeText` and `timeBasis`, or `timeText` alone where the date is not known.
  mutating func setTime(_ moment: Moment?) {
    guard let moment else { return }
    if moment.isPlaced { set("time", moment.instant.rfc3339) }
    if !moment.text.isEmpty { set("timeText", moment.text) }
    if moment.isPlaced { set("timeBasis", moment.basis.rawValue) }
  }

  /// One of several times: `startTime` and `startTimeBasis`, or `startTimeText` where the date is not known.
  mutating func setTime(_ name: String, _ moment: Moment?) {
    guard let moment else { return }
    if moment.isPlaced {
      set(name, moment.instant.rfc3339)
      set(name + "Basis", moment.basis.rawValue)
    } else {
      set(name + "Text", moment.text)
    }
  }

  /// The call that something is about: `callId` where it has one, else `callKey`, its key in this report.
  mutating func setCall(key: String?) {
    guard let key else { return }
    if let id = GUID(key) {
      set("callId", id.description)
    } else {
      set("callKey", key)
    }
  }
}
