internal import Evidence

/// Whether the resource that is described among the artifacts is the one whose users the logs show.
struct ResourceFindings {
  private var described: [(resource: ResourceFacts, source: Source)] = []

  /// Takes in what the event says of a resource, if that is what it says.
  mutating func take(_ event: Event) {
    if case .resource(let resource) = event.claim { described.append((resource, event.source)) }
  }

  /// - Parameter sightings: Only looked at where a resource is described.
  func findings(_ sightings: PackedList<JoinedSighting>) -> [Finding] {
    guard !described.isEmpty else { return [] }
    let issuers = issuers(sightings)
    guard let most = issuers.first else { return [] }
    var told: Set<String> = []
    return described.compactMap { resource, source in
      let id = resource.immutableID.lowercased()
      guard !issuers.contains(where: { $0.description == id }), told.insert(id).inserted else { return nil }
      let name = resource.name.map { " (\($0))" } ?? ""
      let others = issuers.count > 1 ? " and \(issuers.count - 1) more" : ""
      return Finding(
        kind: "resource-mismatch", severity: .warning,
        text:
          "The resource described here has the immutable ID \(id)\(name), but the users in these logs belong to \(most)\(others): "
          + "the description or the logs are of another resource. Ask which one the problem is about.",
        artifact: source.artifact, source: source)
    }
  }

  /// The resources that issued the users' MRIs, the most frequent first.
  private func issuers(_ sightings: PackedList<JoinedSighting>) -> [GUID] {
    var counts: [GUID: Int] = [:]
    for sighting in sightings {
      if let issuer = sighting.identifier.issuingResource { counts[issuer, default: 0] += 1 }
    }
    return counts.sorted { ($1.value, $0.key.description) < ($0.value, $1.key.description) }.map(\.key)
  }
}
