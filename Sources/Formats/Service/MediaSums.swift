import Evidence

/// Sums media statistics of exports up: as much memory for each participant's metric as one number, however many rows
/// there are.
struct MediaSums: Sendable {
  /// Whose statistics these are.
  private struct Stream: Hashable {
    var callID: GUID?
    var testimony: Testimony
  }

  private struct Key: Hashable {
    var stream: Int32
    var medium: Int32
    var direction: Int32
    var metric: Int32
    var codec: Int32
  }

  private struct Sum {
    var key: Key
    var total: Double
    var minimum: Double
    var maximum: Double
    var count: Int
  }

  /// The first observation of each, without its samples.
  private var observations: [Observation] = []
  private var streams: [Stream: Int32] = [:]
  private var words: [String: Int32] = [:]
  private var places: [Key: Int32] = [:]
  private var sums: [Sum] = []
  /// The sums of the kinds that each reader has numbered.
  private var placesOfKinds: [[Int32]] = []
  private var owners: [WideHash: Int32] = [:]

  /// Adds the samples of an observation.
  mutating func add(_ samples: [MediaSample], from observation: Observation) {
    let stream = stream(of: observation)
    for sample in samples { add(sample.numbers, at: Int(place(of: sample, stream: stream))) }
  }

  /// Lets the next number of a reader stand for a kind. What is known of the kind already is left as it is.
  mutating func name(_ kind: BatchReading.NewMediaKind, of reader: Int) {
    while placesOfKinds.count <= reader { placesOfKinds.append([]) }
    if let observation = kind.observation, owners[kind.owner] == nil {
      owners[kind.owner] = stream(of: observation)
    }
    placesOfKinds[reader].append(place(of: kind.sample, stream: owners[kind.owner] ?? -1))
  }

  /// Adds to the sum of a kind that was named before.
  mutating func add(_ numbers: MediaNumbers, to kind: Int, of reader: Int) {
    guard reader < placesOfKinds.count, kind < placesOfKinds[reader].count else { return }
    add(numbers, at: Int(placesOfKinds[reader][kind]))
  }

  private mutating func add(_ numbers: MediaNumbers, at place: Int) {
    sums[place].total += numbers.mean * Double(numbers.count)
    sums[place].minimum = min(sums[place].minimum, numbers.minimum)
    sums[place].maximum = max(sums[place].maximum, numbers.maximum)
    sums[place].count = sums[place].count.addingReportingOverflow(max(1, numbers.count)).partialValue
  }

  private mutating func place(of sample: MediaSample, stream: Int32) -> Int32 {
    let key = Key(
      stream: stream, medium: number(of: sample.medium),
      direction: sample.direction.map { number(of: $0) } ?? -1, metric: number(of: sample.metric),
      codec: sample.stream.map { number(of: $0) } ?? -1)
    if let place = places[key] { return place }
    let place = Int32(sums.count)
    places[key] = place
    sums.append(Sum(key: key, total: 0, minimum: .infinity, maximum: -.infinity, count: 0))
    return place
  }

  private mutating func stream(of observation: Observation) -> Int32 {
    guard let testimony = observation.testimony else { return -1 }
    let stream = Stream(callID: observation.callID, testimony: testimony)
    if let number = streams[stream] { return number }
    let number = Int32(observations.count)
    streams[stream] = number
    var first = observation
    first.claim = .mention
    observations.append(first)
    return number
  }

  private mutating func number(of word: String) -> Int32 {
    if let number = words[word] { return number }
    let number = Int32(words.count)
    words[word] = number
    return number
  }

  /// Gives an observation for each participant's stay in a call, in the order of their first rows.
  mutating func finish(_ body: (Observation) -> Void) {
    let names = words.sorted { $0.value < $1.value }.map(\.key)
    places = [:]
    placesOfKinds = []
    owners = [:]
    streams = [:]
    sums.sort { $0.key.stream < $1.key.stream }
    var from = 0
    while from < sums.count {
      let stream = sums[from].key.stream
      let to = sums[from...].firstIndex { $0.key.stream != stream } ?? sums.count
      guard observations.indices.contains(Int(stream)) else { break }
      var observation = observations[Int(stream)]
      let rows = sums[from..<to].reduce(0) { $0.addingReportingOverflow($1.count).partialValue }
      let samples = sums[from..<to].filter { $0.count > 0 }.map { MediaSums.sample($0, names) }
      observation.claim = .media(samples.sorted { order($0) < order($1) })
      observation.text = "media statistics of \(rows) \(rows == 1 ? "point" : "points")"
      if !samples.isEmpty { body(observation) }
      from = to
    }
    self = MediaSums()
  }

  private func order(_ sample: MediaSample) -> (String, String, String, String) {
    (sample.medium, sample.direction ?? "", sample.metric, sample.stream ?? "")
  }

  private static func sample(_ sum: Sum, _ names: [String]) -> MediaSample {
    MediaSample(
      medium: names[Int(sum.key.medium)],
      direction: sum.key.direction < 0 ? nil : names[Int(sum.key.direction)],
      metric: names[Int(sum.key.metric)], mean: sum.total / Double(max(1, sum.count)), minimum: sum.minimum,
      maximum: sum.maximum, count: sum.count,
      stream: sum.key.codec < 0 ? nil : names[Int(sum.key.codec)])
  }
}
