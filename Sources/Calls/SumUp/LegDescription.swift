internal import Evidence

extension CallSummary {
  /// Adds what a client says of itself: its only participant and endpoint, its SDK and browser.
  mutating func describeLegs(_ joined: JoinedLogs, _ sightings: [JoinedSighting]) {
    let legsOfClient = Dictionary(grouping: legs.indices) { legs[$0].client }
    for (number, own) in legsOfClient {
      let client = joined.clients[clients[number]]
      let participant = onlyValue(.participantID, sightings, client)
      let endpoint = onlyValue(.endpointID, sightings, client)
      let agent = client.userAgent.map(UserAgent.init)
      for index in own {
        call.legs[index].user = client.users.count == 1 ? client.users.first : nil
        call.legs[index].sdkVersion = client.sdkVersion
        call.legs[index].browser = agent?.browser
        call.legs[index].os = agent?.system
        call.legs[index].participantID = participant
        call.legs[index].endpointID = endpoint
        call.legs[index].quality = legs[index].quality
      }
    }
  }

  /// The value of this kind in the client's artifacts, where there is just one.
  private func onlyValue(
    _ kind: IdentifierKind, _ sightings: [JoinedSighting], _ client: JoinedClient
  ) -> String? {
    let artifacts = Set(client.artifacts)
    let values = sightings.lazy
      .filter { $0.identifier.kind == kind && artifacts.contains($0.source.artifact) }
      .map(\.identifier.value)
    guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}
