import Evidence

/// Microsoft Graph's answer to which licences a user has: `licenseDetails`, `assignedLicenses`, `assignedPlans`.
enum Licences {
  /// Adds each service plan, and gives the kind of artifact; nil where the element is no licence.
  static func read(_ element: JSONValue, into sink: inout ObservationSink) -> ArtifactKind? {
    let context = element["@odata.context"]?.string ?? ""
    let isAnswer =
      context.contains("icenseDetails") || context.contains("assignedLicenses")
      || context.contains("assignedPlans")
    let licences = element["value"]?.elements ?? [element]
    guard isAnswer || licences.contains(where: { isLicence($0) }) else { return nil }
    let identifiers = user(in: context)
    for licence in licences.prefix(most) {
      for plan in plans(of: licence).prefix(most) { tell(plan, identifiers, to: &sink) }
    }
    return .licenseDetails
  }

  private static let most = 500

  private static func isLicence(_ value: JSONValue) -> Bool {
    value["servicePlans"]?.elements.first?["servicePlanId"] != nil
      || value["assignedPlans"]?.elements.first?["servicePlanId"] != nil
  }

  private static func plans(of licence: JSONValue) -> [JSONValue] {
    if licence["servicePlanId"] != nil { return [licence] }
    return (licence["servicePlans"] ?? licence["assignedPlans"])?.elements ?? []
  }

  private static func tell(_ plan: JSONValue, _ identifiers: [Identifier], to sink: inout ObservationSink) {
    guard let id = plan["servicePlanId"]?.string.flatMap({ GUID($0) }) else { return }
    let name = plan["servicePlanName"]?.string.map { String($0.prefix(80)) }
    let status = (plan["provisioningStatus"] ?? plan["capabilityStatus"])?.string.map {
      String($0.prefix(80))
    }
    let words = [name ?? id.description, status].compactMap(\.self).joined(separator: ": ")
    sink.add(
      .licence(LicencePlan(id: id.description, name: name, status: status)),
      by: Testimony(.service, record: "licenseDetails", showsCall: false), identifiers: identifiers,
      text: LogWords.text(Array("service plan \(words)".utf8)))
  }

  /// `…/$metadata#users('<object ID>')/licenseDetails`
  private static func user(in context: String) -> [Identifier] {
    guard let start = context.firstRange(of: "users('")?.upperBound,
      let id = GUID(context[start...].prefix(GUID.length)), !id.isNil
    else { return [] }
    return [Identifier(.userID, id.description)]
  }
}
