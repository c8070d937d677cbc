import Evidence

/// Alerts of Azure Service Health, in the common schema of Azure Monitor's alerts, in that of the activity log, and as events
/// of that log.
enum HealthAlerts {
  /// Adds the alert, and gives the kind of artifact; nil where the element is none.
  static func read(_ element: JSONValue, into sink: inout ObservationSink) -> ArtifactKind? {
    let contexts = [
      element.at("data", "alertContext"), element["alertContext"],
      element.at("data", "context", "activityLog"),
      element.at("context", "activityLog"), element,
    ]
    for context in contexts.compactMap(\.self) {
      guard let properties = context["properties"], properties.isObject, isOfHealth(context, properties)
      else {
        continue
      }
      tell(properties, context, to: &sink)
      return .azureMonitor
    }
    return nil
  }

  private static func isOfHealth(_ context: JSONValue, _ properties: JSONValue) -> Bool {
    let source = (context["eventSource"] ?? context["category"]).flatMap { $0.string ?? $0["value"]?.string }
    return source?.lowercased() == "servicehealth"
      || properties["trackingId"] != nil
        && (properties["impactStartTime"] != nil || properties["impactedServices"] != nil)
  }

  private static func tell(_ properties: JSONValue, _ context: JSONValue, to sink: inout ObservationSink) {
    func text(_ key: String) -> String? {
      properties[key]?.string.map { LogWords.text(Array($0.utf8)) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    var alert = ServiceHealthAlert(trackingID: text("trackingId"), title: text("title"), stage: text("stage"))
    (alert.services, alert.regions) = impact(properties)
    let place = [alert.services, alert.regions].filter { !$0.isEmpty }.map { $0.joined(separator: ", ") }
      .joined(separator: " in ")
    let name = ["Azure Service Health", alert.trackingID, alert.stage.map { "(\($0))" }].compactMap(\.self)
      .joined(separator: " ")
    let words = [name, alert.title ?? "", place].filter { !$0.isEmpty }.joined(separator: ": ")
    let time = time(properties["impactStartTime"]) ?? time(context["eventTimestamp"])
    sink.add(
      .healthAlert(alert), by: Testimony(.service, record: "ServiceHealth", showsCall: false), time: time,
      text: LogWords.text(Array(words.utf8)))
  }

  /// `impactedServices`: JSON in a string, mostly; else one service and one region.
  private static func impact(_ properties: JSONValue) -> (services: [String], regions: [String]) {
    var impacted = properties["impactedServices"]
    if let text = impacted?.string { impacted = JSONReader.read(Array(text.utf8))?.value }
    var services: [String] = []
    var regions: [String] = []
    func add(_ name: String?, to names: inout [String]) {
      guard let name = name.map({ LogWords.text(Array($0.utf8)) }), !name.isEmpty, names.count < most,
        !names.contains(name)
      else { return }
      names.append(name)
    }
    for service in impacted?.elements ?? [] {
      add(service["ServiceName"]?.string, to: &services)
      for region in service["ImpactedRegions"]?.elements ?? [] {
        add(region["RegionName"]?.string ?? region.string, to: &regions)
      }
    }
    if services.isEmpty { add(properties["service"]?.string, to: &services) }
    if regions.isEmpty { add(properties["region"]?.string, to: &regions) }
    return (services, regions)
  }

  private static let most = 50

  /// These times are UTC, also where they do not say so; those of the activity log put the month first.
  private static func time(_ value: JSONValue?) -> WrittenTime? {
    guard let text = value?.string else { return nil }
    var cursor = ByteCursor(Array(text.utf8.prefix(60)))
    guard var time = TimeParser.parse(&cursor, clock: .field) else { return nil }
    if case .ambiguous(let month, let day, let year) = time.date {
      guard CalendarDate.exists(year: year, month: month, day: day) else { return nil }
      time.date = .calendar(CalendarDate(year: year, month: month, day: day))
    }
    time.zoneOffset = time.zoneOffset ?? 0
    return time
  }
}
