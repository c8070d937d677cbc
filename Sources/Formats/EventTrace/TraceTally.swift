import Evidence

/// Counts what is in a trace: its providers, the layouts of its events, its processes, the times.
struct TraceTally {
  /// Events with one key.
  private struct Layout {
    var provider: Int
    var events = 0
    /// Whether one came before its layout was known.
    var wasEarly = false
    /// Whether one of those held what the vocabularies read.
    var wasFound = false
  }

  private var providers: [TraceFacts.Provider] = []
  private var places: [GUID: Int] = [:]
  private var layouts: [EventSchema.Key: Layout] = [:]
  private var processes: [String] = []
  private var seenProcesses: Set<String> = []
  private var last: (provider: GUID, place: Int)?
  /// Providers beyond those that are listed.
  private(set) var hasMoreProviders = false
  /// The earliest and the latest event.
  private(set) var span: ClosedRange<Instant>?

  /// Traces have some hundreds.
  private static let mostProviders = 4096
  private static let mostLayouts = 1 << 16
  private static let mostProcesses = 1024

  /// Counts an event, and gives the place of its provider; nil where it has none, or one too many.
  mutating func count(_ provider: GUID) -> Int? {
    if let last, last.provider == provider {
      providers[last.place].events += 1
      return last.place
    }
    var place = places[provider]
    if place == nil, providers.count < TraceTally.mostProviders {
      place = providers.count
      places[provider] = place
      providers.append(TraceFacts.Provider(id: provider, name: nil, events: 0, decodable: 0))
    }
    guard let place else {
      hasMoreProviders = true
      return nil
    }
    providers[place].events += 1
    last = (provider, place)
    return place
  }

  /// Whether the provider has said how it is called.
  func hasName(_ place: Int) -> Bool { providers[place].name != nil }

  mutating func name(_ place: Int, _ name: String) {
    if !name.isEmpty { providers[place].name = name }
  }

  /// Takes note of an event that describes itself.
  mutating func countSelfDescribing(_ place: Int) {
    providers[place].decodable += 1
  }

  /// Takes note of an event of a manifest.
  ///
  /// - Parameters:
  ///   - isKnown: Whether its layout is known by now.
  ///   - isFound: Whether it holds what the vocabularies read.
  mutating func count(_ key: EventSchema.Key, of place: Int, isKnown: Bool, isFound: Bool) {
    guard layouts.count < TraceTally.mostLayouts || layouts[key] != nil else { return }
    var layout = layouts[key] ?? Layout(provider: place)
    layout.events += 1
    if !isKnown {
      layout.wasEarly = true
      layout.wasFound = layout.wasFound || isFound
    }
    layouts[key] = layout
  }

  mutating func note(_ time: Instant) {
    span = span.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
  }

  mutating func note(process image: String) {
    guard !image.isEmpty, processes.count < TraceTally.mostProcesses, seenProcesses.insert(image).inserted
    else { return }
    processes.append(image)
  }

  /// Whether reading again would tell more: a layout was learnt behind events that may say something.
  func missed(_ schemas: TraceSchemas) -> Bool {
    layouts.contains { key, layout in
      guard layout.wasEarly, let schema = schemas.schema(key) else { return false }
      return layout.wasFound || TraceSearch.isPromising(schema)
    }
  }

  /// The providers, most events first, and the processes.
  func complete(_ facts: inout TraceFacts, _ schemas: TraceSchemas) {
    var listed = providers
    for (key, layout) in layouts where schemas.schema(key) != nil {
      listed[layout.provider].decodable += layout.events
    }
    for index in listed.indices where listed[index].name == nil {
      listed[index].name = schemas.providerName(listed[index].id)
    }
    facts.providers = listed.sorted { ($1.events, $0.id) < ($0.events, $1.id) }
    facts.processes = processes
  }
}
