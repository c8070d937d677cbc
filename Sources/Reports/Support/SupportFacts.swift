import Calls
import Evidence

/// What is known of one call, or of what happened outside calls, under the names that support uses.
struct SupportFacts {
  /// A name, its values in order of first sight, and how they are known where the artifacts do not say so.
  struct Field: Equatable {
    var label: String
    var kind: IdentifierKind?
    var values: [String]
    var note: String?
    /// Whether the values stand with other records than the failing one.
    var isOfOthers = false
  }

  private(set) var fields: [Field]
  let window: SupportWindow?

  /// What the call's own lines say.
  init(_ call: Call) {
    fields = [
      Field(label: "Call ID", values: [call.callID?.description].compactMap(\.self)),
      Field(label: "Other call IDs", values: call.aliases.map(\.description)),
    ]
    for (label, kind) in SupportFacts.kinds {
      fields.append(Field(label: label, kind: kind, values: SupportFacts.values(of: kind, in: call)))
    }
    window = SupportWindow(call)
  }

  /// What identifiers outside calls say.
  init(_ identifiers: [Identifier], times: [Moment]) {
    fields = SupportFacts.kinds.map { label, kind in
      let values = identifiers.filter { $0.kind == kind }.map { JSONReport.canonicalID($0.value) }
      return Field(label: label, kind: kind, values: values.uniqued())
    }
    window = SupportWindow(times)
  }

  /// Adds what stands with other records than the failing one, where that has no value of the kind.
  mutating func addOthers(_ sightings: [IdentifierSighting]) {
    for field in fields {
      guard let kind = field.kind, field.values.isEmpty else { continue }
      let values = sightings.values(of: kind)
      guard !values.isEmpty else { continue }
      fields.append(
        Field(
          label: "Others' " + field.label, kind: kind, values: values, note: "of other records",
          isOfOthers: true))
    }
  }

  func values(of kind: IdentifierKind) -> [String] {
    fields.first { $0.kind == kind }?.values ?? []
  }

  /// Sets the values of a kind; adds the field where there is none.
  mutating func set(_ kind: IdentifierKind, label: String, _ values: [String], note: String? = nil) {
    guard let place = fields.firstIndex(where: { $0.kind == kind }) else {
      return fields.append(Field(label: label, kind: kind, values: values, note: note))
    }
    fields[place].values = values
    fields[place].note = note
  }

  /// Takes values of a kind for one that differ in case alone, as the parts of Azure spell the ID of a resource.
  mutating func foldCase(of kind: IdentifierKind) {
    guard let place = fields.firstIndex(where: { $0.kind == kind }) else { return }
    var seen: Set<String> = []
    fields[place].values.removeAll { !seen.insert($0.lowercased()).inserted }
  }

  /// Those of every call's page, in its order.
  private static let kinds: [(label: String, kind: IdentifierKind)] = [
    ("Server call ID", .serverCallID), ("Call connection ID", .callConnectionID),
    ("Participant ID", .participantID), ("Endpoint ID", .endpointID), ("Correlation ID", .correlationID),
    ("Chain ID", .chainID), ("MS-CV", .msCV), ("Room ID", .roomID), ("Group ID", .groupID),
    ("Thread ID", .threadID), ("Resource ID", .resourceID), ("Immutable ID", .immutableResourceID),
    ("SDK version", .sdkVersion), ("User agent", .userAgent), ("App", .appPackage),
  ]

  /// The call's identifiers of a kind, and what its legs know besides.
  private static func values(of kind: IdentifierKind, in call: Call) -> [String] {
    let seen = call.identifiers.map(\.identifier).filter { $0.kind == kind }.map(\.value)
    let known: [String] =
      switch kind {
      case .participantID: call.legs.compactMap(\.participantID)
      case .endpointID: call.legs.compactMap(\.endpointID)
      case .sdkVersion: call.legs.compactMap(\.sdkVersion)
      case .userAgent where seen.isEmpty: call.legs.compactMap(\.environment)
      default: []
      }
    return (seen + known).map(JSONReport.canonicalID).uniqued()
  }
}

extension Call {
  /// Operating systems of legs whose browser is not known.
  var bareSystems: [String] { legs.filter { $0.browser == nil }.compactMap(\.os).uniqued() }
}

extension Leg {
  /// Browser and operating system; nil where no browser is known, for a system alone is no user agent.
  var environment: String? {
    guard browser != nil else { return nil }
    let parts = [browser, os].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

/// From the first to the last moment that any line shows.
struct SupportWindow: Equatable {
  var text: String
  var isUTC: Bool
  var first: Moment?
  var last: Moment?

  /// The times of a call.
  init?(_ call: Call) {
    let own = [call.startTime, call.connectedTime, call.endTime].compactMap(\.self)
    // A service writes long before and after a call that it knows the end of: surveys, bills, what was done before.
    let told = call.timeline.filter { call.endTime == nil || $0.witness != .service }
    self.init(own + call.states.compactMap(\.time) + told.compactMap(\.time))
  }

  /// By the times of known zone, where there are any.
  init?(_ times: [Moment]) {
    let utc = times.filter(\.isUTC)
    let shown = utc.isEmpty ? times.filter(\.isPlaced) : utc
    guard let first = shown.min(by: { $0.instant < $1.instant }),
      let last = shown.max(by: { $0.instant < $1.instant })
    else {
      guard let any = times.first else { return nil }
      (text, isUTC) = ("date not known; the log says \(any.text)", false)
      return
    }
    (self.first, self.last) = (first, last)
    isUTC = !utc.isEmpty
    if isUTC {
      text = "\(first.instant.rfc3339) to \(last.instant.rfc3339)"
    } else {
      let texts = [first, last].map { "\($0.instant.date) \($0.instant.clockText(fractionDigits: 3))" }
      text = "\(texts[0]) to \(texts[1])"
    }
  }
}
