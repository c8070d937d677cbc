internal import Evidence

/// Where secrets stand, by artifact and kind; never what they are.
struct SecretList {
  private struct Places {
    var count = 0
    var first: [Source] = []

    mutating func note(_ source: Source) {
      count += 1
      guard first.count < SecretList.mostPlaces else {
        // Events come call by call.
        if let last = first.indices.last, source < first[last] {
          first[last] = source
          first.sort()
        }
        return
      }
      first.append(source)
      first.sort()
    }
  }

  private var places: [Int: [String: Places]] = [:]

  /// Lines that are named of one kind.
  private static let mostPlaces = 5

  mutating func note(_ kind: String, _ source: Source) {
    places[source.artifact, default: [:]][kind, default: Places()].note(source)
  }

  /// One finding for each artifact.
  func findings(path: (Int) -> String) -> [Finding] {
    places.sorted { $0.key < $1.key }.map { artifact, kinds in
      let sorted = kinds.sorted { $0.key < $1.key }
      let list = sorted.map { SecretList.words($0.key, $0.value) }.joined(separator: "; ")
      return Finding(
        kind: "secret-present", severity: .warning,
        text:
          "\(path(artifact)) holds secrets: \(list). Whoever has the file can use them while they are good: mask them before "
          + "it is passed on, and renew keys and passwords.",
        artifact: artifact, source: sorted.compactMap(\.value.first.first).min())
    }
  }

  private static func words(_ kind: String, _ places: Places) -> String {
    let name = names[kind] ?? (kind, kind)
    let numbers = places.first.map { source -> String in
      if let line = source.line { return "\(line)" }
      return source.record.map { "\($0)" } ?? "\(source.offset)"
    }
    let unit =
      places.first.allSatisfy { $0.line != nil }
      ? "line" : places.first.allSatisfy { $0.record != nil } ? "record" : "offset"
    var distinct: [String] = []
    for number in numbers where !distinct.contains(number) { distinct.append(number) }
    let rest = places.count - places.first.count
    let list = distinct.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    return
      "\(places.count == 1 ? name.0 : "\(places.count) \(name.1)") (\(unit)\(distinct.count > 1 ? "s" : "") \(list))"
  }

  private static let names: [String: (String, String)] = [
    "access-token": ("an access token", "access tokens"), "access-key": ("an access key", "access keys"),
    "connection-string": ("a connection string with its key", "connection strings with their keys"),
    "sas": ("a signed URL", "signed URLs"), "signature": ("a request's signature", "requests' signatures"),
    "password": ("a password", "passwords"),
  ]
}
