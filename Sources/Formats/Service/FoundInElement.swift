import Evidence
import Scan

extension ElementReader {
  /// What was found in one element.
  struct Found {
    private let source: Source
    private let keepsText: Bool
    private let vocabularies: Vocabularies
    private(set) var kind: ArtifactKind?
    private var observations: [Observation] = []
    private var sightings: [RecordSightings] = []
    private var time: WrittenTime?

    init(source: Source, keepsText: Bool, vocabularies: Vocabularies) {
      self.source = source
      self.keepsText = keepsText
      self.vocabularies = vocabularies
    }

    var isRecognised: Bool { kind != nil || !sightings.isEmpty }

    /// Reads an element of any kind.
    ///
    /// - Parameters:
    ///   - isFragment: Whether it is what stands in the `properties` of a row.
    ///   - text: The text that it was made of.
    mutating func read(_ element: JSONValue, isFragment: Bool = false, of text: ArraySlice<UInt8>) {
      var sink = ObservationSink(
        source: source, keepsText: keepsText, vocabularies: vocabularies, element: text)
      kind = ServiceRecords.read(element, into: &sink)
      observations = sink.observations
      guard kind == nil, case .object(let members) = element else { return }
      let row = ServiceRow(members)
      if isFragment || ServiceTables.isFragment(members), ServiceTables.readFragment(row, into: &sink) {
        kind = .azureMonitor
        observations = sink.observations
        return
      }
      time = row.time
      readTexts(of: row)
    }

    /// Reads a row of a table.
    mutating func read(_ row: ServiceRow) {
      var sink = ObservationSink(
        source: source, keepsText: keepsText, vocabularies: vocabularies)
      if ServiceRecords.read(row, into: &sink) { kind = .azureMonitor }
      observations = sink.observations
      guard kind == nil else { return }
      time = row.time
      readTexts(of: row)
    }

    /// Adds the secrets in a row that was read.
    mutating func noteSecrets(in element: JSONValue, of text: ArraySlice<UInt8>) {
      var sink = ObservationSink(
        source: source, keepsText: keepsText, vocabularies: vocabularies, element: text)
      Credentials.note(in: element, into: &sink)
      observations += sink.observations
    }

    /// Shows the texts of a row that is of none of the tables of Azure Communication Services to the vocabularies.
    private mutating func readTexts(of row: ServiceRow) {
      for (_, value) in row.all {
        for text in ElementReader.texts(in: value) where mayMeanSomething(text) {
          var (record, _) = RecordBuilder.record(
            EventFields.normalised(Array(text.utf8)[...]), source: source)
          if let time {
            // What an SDK wrote into its line comes first, what its console added last.
            let place = record.clocks.firstIndex { $0.clock != .sdk } ?? record.clocks.count
            record.clocks.insert(time, at: place)
          }
          if let found = RecordSightings(vocabularies.read(record), of: record) { sightings.append(found) }
        }
      }
    }

    /// What a text without any literal says is not looked for in a log's lines either.
    private func mayMeanSomething(_ text: String) -> Bool {
      var matches: [LiteralMatch] = []
      vocabularies.scanners.quick.findMatches(in: text.utf8.span, into: &matches)
      return !matches.isEmpty
    }

    /// The observation, where the row is nothing but the numbers that were measured in it.
    func onlyMedia(_ measurement: MediaMeasurement) -> Observation? {
      var media: Observation?
      for observation in observations {
        switch observation.claim {
        case .mention: continue
        case .media(let samples):
          guard media == nil, observation.testimony != nil, samples.count == 1,
            samples[0].numbers == measurement.numbers
          else { return nil }
          media = observation
        default: return nil
        }
      }
      return media
    }

    func add(to reading: inout BatchReading) {
      reading.records += 1
      if let kind { reading.kinds[kind, default: 0] += 1 }
      if isRecognised { reading.recognised += 1 }
      guard !observations.isEmpty || !sightings.isEmpty || time != nil else { return }
      reading.elements.append(
        BatchReading.ElementReading(
          source: source, observations: observations, sightings: sightings,
          time: observations.isEmpty ? time : nil))
    }
  }

  /// Strings of a value that may be lines of a log: words of some length, not only an ID or a time.
  static func texts(in value: JSONValue, depth: Int = 0) -> [String] {
    switch value {
    case .string(let text): text.utf8.count >= 12 && text.contains(" ") ? [text] : []
    case .array(let elements) where depth < 8: elements.flatMap { texts(in: $0, depth: depth + 1) }
    case .object(let members) where depth < 8: members.flatMap { texts(in: $0.value, depth: depth + 1) }
    default: []
    }
  }
}
