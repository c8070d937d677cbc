#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is gone when the test is.
final class ContentFile {
  let path: String

  init(_ content: [UInt8]) throws {
    var template = Array("/tmp/formats-tests-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw TestFailure("mkstemp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let count = unsafe content.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    guard count == content.count else { throw TestFailure("write") }
  }

  /// Cuts its end off; false where that fails.
  func shorten(to count: Int) -> Bool { unsafe truncate(path, count) == 0 }

  deinit {
    _ = unsafe unlink(path)
  }
}

/// Lines of all kinds that belong together or not, from a seed.
struct LineMixture {
  private var generator: SplitMix
  /// Of a thousand lines so many are about calls or begin a block.
  private let density: Int
  private var clock = 0

  init(seed: UInt64) {
    generator = SplitMix(state: seed)
    density = [5, 30, 150, 600][Int(seed % 4)]
  }

  private static let speaking = [
    "CallClient1: [ACSCall{%}{Connected}] state changed", "callId=% state Disconnected",
    "Call end reason: code: 490, subcode: 4502", "callId: %", "UFD Diagnostic changed:", "Details: {", "{",
    "  \"callId\": \"%\",", "  \"code\": 0", "}", "\tat foo (callId %)", "Participant name: callState",
    "%", "", "Ping interval fired", "azure:ACS-calling:info CallClient2: id changed from % to %",
    "[ 06-30 08:05:51.545  1182: 1182 I/DEBUG ]", "state: Connecting", "CallError: joinCall failed",
    "POST https://go.trouter.example.net/v4/a 503 (Service Unavailable)",
    "GET https://go.trouter.example.net/v4/a 200 in 513 ms",
    "Request [%] POST https://contoso.communication.azure.com/sms", "Response [%] 202 Accepted (00.3s)",
    "x-ms-client-request-id:%", "Request URL: 'https://contoso.communication.azure.com/rooms'",
    "Request method: 'GET'", "Request body:", "Response status: 200", "Response headers:",
    "    'x-ms-client-request-id': '%'", "Response content:", "{\"callConnectionId\": \"%\",",
    "--> GET https://a",
    "--> END GET", "Azure.RequestFailedException: Service request failed.", "Status: 501 (Not Implemented)",
  ]
  private static let silent = [
    "nothing to see", "    at bar (file.js:1:2)", "order 4711 shipped", "", "  \"name\": 1,", "{", "}",
    "a: b",
  ]

  mutating func text(length: Int) -> [UInt8] {
    var text = ""
    while text.utf8.count < length {
      let isSpeaking = Int.random(in: 0..<1000, using: &generator) < density
      let shape =
        (isSpeaking ? LineMixture.speaking : LineMixture.silent).randomElement(using: &generator) ?? ""
      clock += Int.random(in: 0...900, using: &generator)
      if Int.random(in: 0..<5, using: &generator) > 0, !shape.isEmpty { text += stamp + " " }
      text += shape.replacing("%", with: [callA, callB, callC].randomElement(using: &generator) ?? "") + "\n"
    }
    return Array(text.utf8)
  }

  private var stamp: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let seconds = clock / 1000
    return "2024-07-08T\(padded(seconds / 3600 % 24, 2)):\(padded(seconds / 60 % 60, 2)):"
      + "\(padded(seconds % 60, 2)).\(padded(clock % 1000, 3))Z"
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
