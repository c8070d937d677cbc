import Evidence

@testable import Formats

/// What one element of a service's document says, and the kind of artifact that holds such elements.
func service(_ json: String) -> (kind: ArtifactKind?, observations: [Observation]) {
  var sink = ObservationSink(source: Source(artifact: 0, record: 1, offset: 0))
  guard let element = JSONReader.read(Array(json.utf8))?.value else { return (nil, []) }
  let kind = ServiceRecords.read(element, into: &sink)
  return (kind, sink.observations)
}

/// The only observation of an element.
func onlyObservation(_ json: String) -> Observation? {
  let observations = service(json).observations
  return observations.count == 1 ? observations.first : nil
}

/// What one line of a log says.
func serviceLine(_ line: String) -> [Observation] {
  let record = Record(message: Array(line.utf8), source: Source(artifact: 0, line: 1, offset: 0))
  return Vocabularies.builtIn.read(record).observations
}

extension Observation {
  func values(_ kind: IdentifierKind) -> [String] {
    identifiers.filter { $0.kind == kind }.map(\.value)
  }

  var operation: Evidence.Operation? {
    if case .operation(let operation) = claim { operation } else { nil }
  }

  var stay: Stay? {
    if case .stay(let stay) = claim { stay } else { nil }
  }

  var samples: [MediaSample] {
    if case .media(let samples) = claim { samples } else { [] }
  }
}

/// Invented identifiers.
enum Invented {
  static let call = "3f0e2b6c-1111-4a2b-9c3d-0123456789ab"
  static let participant = "7b1d5a90-2222-4c3e-8f10-abcdefabcdef"
  static let endpoint = "c0ffee00-3333-4d5e-9a0b-00112233aabb"
  static let resource = "5e55ab1e-4444-4f6a-8b9c-99aabbccddee"
  static let user = "8:acs:\(resource)_0000001f-5555-4a7b-8c9d-0a0b0c0d0e0f"
  static let operation = "0be7a7e0-6666-4b8c-9d0e-123412341234"
  static let connection = "401f3500-7777-4c9d-8e0f-567856785678"
  /// `https://api.flightproxy.skype.com/api/v2/cp/conv-usea2-01.conv.skype.com/conv/AAECAwQFBkcICQoLDA0ODw?i=3&e=638…`
  static let serverCall =
    "aHR0cHM6Ly9hcGkuZmxpZ2h0cHJveHkuc2t5cGUuY29tL2FwaS92Mi9jcC9jb252LXVzZWEyLTAxLmNvbnYuc2t5cGUuY29tL2NvbnYvQUFF"
    + "Q0F3UUZCa2NJQ1FvTERBME9Edz9pPTMmZT02MzgyMDU0NzgwODkzMTMyMjM"
  static let recording =
    "eyJQbGF0Zm9ybUVuZHBvaW50SWQiOiJpbnZlbnRlZCIsIlJlc291cmNlU3BlY2lmaWNJZCI6ImludmVudGVkIn0"
  static let arm =
    "/subscriptions/0a0a0a0a-8888-4d0e-9f10-aaaabbbbcccc/resourcegroups/contoso/providers/microsoft.communication/communicationservices/contoso"
}
