import Evidence
import Formats
import Intake
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// Three invented calls. Transcripts call them A, B and C.
let callA = "a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1"
let callB = "b2b2b2b2-0002-4000-8000-b2b2b2b2b2b2"
let callC = "c3c3c3c3-0003-4000-8000-c3c3c3c3c3c3"

/// Opens these bytes as an attachment.
func opened(_ content: [UInt8], name: String = "console.log", _ visit: (OpenedArtifact) -> Void) throws {
  var path = Array("/tmp/formats-tests-XXXXXX".utf8CString)
  let descriptor = unsafe mkstemp(&path)
  guard descriptor >= 0 else { throw TestFailure("mkstemp") }
  let file = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { _ = unsafe unlink(file) }
  let count = unsafe content.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
  guard count == content.count else { throw TestFailure("write") }
  close(descriptor)
  Intake.open(Input(path: name, file: file), visit: visit)
}

/// What reading these bytes as an attachment yields.
func evidence(of content: [UInt8], name: String = "console.log") throws -> ArtifactEvidence {
  var evidence: ArtifactEvidence?
  try opened(content, name: name) { evidence = ArtifactReader.read($0, index: 0) }
  guard let evidence else { throw TestFailure("nothing opened") }
  return evidence
}

/// What reading this text as an attachment yields.
func evidence(of text: String, name: String = "console.log") throws -> ArtifactEvidence {
  try evidence(of: Array(text.utf8), name: name)
}

/// The claims in a text, one line each, as `transcript` spells them.
func claims(in text: String) throws -> [String] {
  try evidence(of: text).transcript
}

/// A line of a log and what reading it must give.
struct Example: CustomTestStringConvertible, Sendable {
  let line: String
  let claims: [String]

  init(_ line: String, says claims: String...) {
    self.line = line
    self.claims = claims
  }

  var testDescription: String { line }
}

struct TestFailure: Error {
  let what: String

  init(_ what: String) {
    self.what = what
  }
}

extension ArtifactEvidence {
  /// The claims in words, each behind its call: `A: end 487/0`.
  var transcript: [String] { observations.map(\.words) }

  /// Every identifier, once, as `kind=value`.
  var identifiers: [String] {
    var seen: Set<String> = []
    return observations.flatMap(\.identifiers).map { "\($0.kind.rawValue)=\(shortened($0.value))" }
      .filter { seen.insert($0).inserted }
  }
}

extension Observation {
  fileprivate var words: String {
    (callID.map { shortened($0.description) + ": " } ?? "") + claim.words
  }
}

extension Claim {
  fileprivate var words: String {
    switch self {
    case .mention: "mention"
    case .state(let state): "state \(state.rawValue)"
    case .idChange(let from, let to): "id \(name(from)) -> \(name(to))"
    case .end(let codes): "end \(codes.words)"
    case .start(let direction): "start \(direction)"
    case .direction(let direction): "direction \(direction)"
    case .incoming: "incoming"
    case .startFailed(let codes): "start failed" + words(codes)
    case .agent(.failed(let codes)): "agent failed" + words(codes)
    case .agent(.disconnected(let reason)): "agent disconnected" + (reason.map { " \($0)" } ?? "")
    case .agent(let event): "agent \(event)"
    case .client(let event): "client \(event)"
    case .failure(let failure):
      "failure \(failure.name)" + (failure.target.map { " of \($0)" } ?? "") + words(failure.codes)
    case .diagnostic(let diagnostic): "\(diagnostic.name)=\(diagnostic.value)"
    case .participant(let change, let who): "participant \(change)" + (who.map { " \($0)" } ?? "")
    case .muted(let muted, let byOthers): "muted \(muted)" + (byOthers ? " by others" : "")
    case .recording(let state): "recording \(state.rawValue)"
    case .transfer(let state, let target):
      "transfer \(state.rawValue)" + (target == nil ? "" : " \(name(target))")
    case .signalling(let event): "signalling \(event.rawValue)"
    case .media(let samples): "media \(samples.count)"
    case .crash: "crash"
    case .note(let kind): "note \(kind)"
    case .stay(let stay):
      "stay" + (stay.seconds.map { " \($0) s" } ?? "") + words(stay.end)
    case .callSpan(let span):
      "call" + (span.type.map { " \($0)" } ?? "") + (span.seconds.map { " \($0) s" } ?? "")
    case .operation(let operation):
      "\(operation.service.rawValue) \(operation.name) \(operation.result.rawValue)" + words(operation.codes)
    case .carrier(let cause):
      "carrier" + (cause.sipCode.map { " SIP \($0)" } ?? "") + (cause.q850Code.map { " Q.850 \($0)" } ?? "")
    case .token(let facts): "token \(facts.scopes.joined(separator: ","))"
    case .secret(let kind): "secret \(kind)"
    case .resource(let facts): "resource \(facts.immutableID)"
    case .licence(let plan): "licence \(plan.name ?? plan.id) \(plan.status ?? "?")"
    case .healthAlert(let alert): "health alert \(alert.trackingID ?? "?")"
    }
  }

  private func words(_ codes: EndCodes?) -> String { codes.map { " \($0.words)" } ?? "" }

  private func name(_ id: GUID?) -> String { id.map { shortened($0.description) } ?? "?" }
}

extension EndCodes {
  fileprivate var words: String {
    let numbers = subCode.map { "\(code)/\($0)" } ?? "\(code)"
    return ([numbers] + categories + [phrase].compactMap(\.self).map { "'\($0)'" }).joined(separator: " ")
  }
}

/// Puts the invented calls' names in place of their IDs.
private func shortened(_ text: String) -> String {
  text.replacing(callA, with: "A").replacing(callB, with: "B").replacing(callC, with: "C")
}

/// A gzip member that holds `content` uncompressed (RFC 1952, RFC 1951 section 3.2.4).
func gzip(_ content: [UInt8]) -> [UInt8] {
  var packed: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
  var start = 0
  repeat {
    let end = min(start + 65_535, content.count)
    let length = UInt16(end - start)
    packed.append(end == content.count ? 1 : 0)
    packed += littleEndian(length) + littleEndian(~length) + content[start..<end]
    start = end
  } while start < content.count
  return packed + littleEndian(checksum(content)) + littleEndian(UInt32(truncatingIfNeeded: content.count))
}

private func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
  (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

private func checksum(_ content: [UInt8]) -> UInt32 {
  let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
  }
  return ~content.reduce(~UInt32(0)) { value, byte in
    value >> 8 ^ table[Int(UInt8(truncatingIfNeeded: value) ^ byte)]
  }
}
