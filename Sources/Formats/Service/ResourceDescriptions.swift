import Evidence

/// What describes a resource of Azure Communication Services: the portal's JSON view, `az communication show`, the outputs
/// of a template.
enum ResourceDescriptions {
  /// Adds each resource, and gives the kind of artifact; nil where the element describes none.
  static func read(_ element: JSONValue, into sink: inout ObservationSink) -> ArtifactKind? {
    var left = mostValues
    return find(in: element, &left, into: &sink) ? .resourceJSON : nil
  }

  private static let mostValues = 2000

  /// The innermost objects with an immutable ID, under whatever a tool wraps around them.
  private static func find(in value: JSONValue, _ left: inout Int, into sink: inout ObservationSink) -> Bool {
    guard left > 0 else { return false }
    left -= 1
    if tell(value, to: &sink) { return true }
    var isAny = false
    for member in value.members where find(in: member.value, &left, into: &sink) { isAny = true }
    for element in value.elements where find(in: element, &left, into: &sink) { isAny = true }
    return isAny
  }

  private static func tell(_ resource: JSONValue, to sink: inout ObservationSink) -> Bool {
    let properties = resource["properties"].flatMap { $0.isObject ? $0 : nil } ?? resource
    guard let id = properties["immutableResourceId"]?.string.flatMap({ GUID($0) }), !id.isNil else {
      return false
    }
    var identifiers = [Identifier(.immutableResourceID, id.description)]
    if let path = resource["id"]?.string { ShapedIdentifiers.find(in: Array(path.utf8), into: &identifiers) }
    let name = (resource["name"] ?? properties["hostName"])?.string.map { String($0.prefix(100)) }
    let location = properties["dataLocation"]?.string.map { String($0.prefix(60)) }
    let words = ["resource", name, "immutable ID \(id)", location.map { "data in \($0)" }].compactMap(\.self)
    sink.add(
      .resource(ResourceFacts(name: name, immutableID: id.description, dataLocation: location)),
      by: Testimony(.service, record: "resource", showsCall: false), identifiers: identifiers,
      text: LogWords.text(Array(words.joined(separator: ", ").utf8)))
    return true
  }
}
