internal import Evidence

/// Which client speaks: the CallClient or process that a line names, else the one that an application is at work with.
extension Attribution {
  /// A CallClient number that is created again means that the page was loaded again: all its clients are gone.
  mutating func beginPageIfReloaded(_ instance: Int?) {
    guard let instance, clientByInstance[instance] != nil else { return }
    for client in pageStart..<clients.count { clients[client].endedByReload = true }
    page += 1
    pageStart = clients.count
    clientByInstance = [:]
    lastActive = nil
  }

  mutating func client(of event: Event, instance: Int?) -> Int {
    let client = knownClient(of: event, instance: instance) ?? addClient(instance)
    if lastActive == nil || event.claim.showsActivity { lastActive = client }
    let artifact = event.source.artifact
    if clients[client].artifacts.last != artifact, !clients[client].artifacts.contains(artifact) {
      clients[client].artifacts.append(artifact)
    }
    return client
  }

  private mutating func knownClient(of event: Event, instance: Int?) -> Int? {
    if let instance {
      if let client = clientByInstance[instance] {
        // A crash is reported by a process of its own.
        if case .crash = event.claim, live.allSatisfy({ drafts[$0].client != client }) {
          return live.last.map { drafts[$0].client } ?? client
        }
        return client
      }
      if case .crash = event.claim, let fragment = live.last { return drafts[fragment].client }
      guard clientByInstance.isEmpty, let nameless = lastActive, clients[nameless].instance == nil else {
        return nil
      }
      clients[nameless].instance = instance
      clientByInstance[instance] = nameless
      return nameless
    }
    var named = [event.callID]
    if case .idChange(let from, let to) = event.claim { named += [from, to] }
    for case let id? in named {
      if let fragment = fragmentByID[id] { return drafts[root(fragment)].client }
    }
    return lastActive
  }

  private mutating func addClient(_ instance: Int?) -> Int {
    if clients.count == 1 { trackers[0].fragmentByID = fragmentByID }
    clients.append(
      FoldedClient(instance: instance, page: page, artifacts: [], endedByReload: false))
    trackers.append(ClientTracker())
    if let instance { clientByInstance[instance] = clients.count - 1 }
    return clients.count - 1
  }
}
