internal import Evidence

extension Fragment {
  /// Whether it tells anything of the call, as opposed to naming it.
  var showsMoreThanIDs: Bool {
    events.contains { event in
      if case .note = event.claim { false } else { event.claim.isKeptWithoutTimeline }
    }
  }

  /// The events with states under the ID that the call had for the client at that point: the one that was named last,
  /// of mentions only by its first.
  var namedEvents: [Event] {
    var current = ids.first?.id
    var introductions = Dictionary(grouping: ids.sorted { $0.source > $1.source }, by: \.source.artifact)
    return events.map { event in
      var event = event
      let artifact = event.source.artifact
      while let next = introductions[artifact]?.last, next.source <= event.source {
        current = next.id
        introductions[artifact]?.removeLast()
      }
      if case .idChange(_, let to) = event.claim {
        current = to
      } else if let id = event.callID {
        if event.claim.isKeptWithoutTimeline { current = id }
      } else if case .state = event.claim {
        event.callID = current
      }
      return event
    }
  }
}
