import Evidence
import Intake
import Testing

@testable import Formats

/// Reading a file in stretches, out of turn and with several threads, gives what reading it in order gives.
@Suite struct StretchTests {
  /// In stretches of one chunk, so that a small text has many. Without helpers this thread itself reads stretches out of
  /// turn, as many as it may.
  private func inStretches(_ content: [UInt8], jobs: Int) throws -> (
    evidence: ArtifactEvidence, takenOver: Int
  ) {
    let folder = try ContentFile(content)
    var result: (ArtifactEvidence, Int)?
    Intake.open(Input(path: "console.log", file: folder.path)) { artifact in
      let threads = SpareThreads(jobs: max(2, jobs), inputs: jobs > 1 ? 1 : 2)
      guard let file = artifact.openFile,
        var reader = StretchReader(
          file, index: 0, builder: EvidenceBuilder(path: artifact.path, index: 0, keepsText: true),
          threads: threads, length: 256 << 10, prefersAhead: jobs == 1)
      else { return }
      guard let reading = reader.read() else { return }
      var evidence = reading.evidence
      evidence.artifact.bytes = reading.bytes
      result = (evidence, reader.takenOver)
    }
    return try #require(result)
  }

  /// - Parameter isTakenOver: Whether something read out of turn must count: else one way of reading would have been compared
  ///   with itself.
  private func expectSame(_ content: [UInt8], _ comment: Comment, isTakenOver: Bool = false) throws {
    let inOrder = try evidence(of: content)
    for jobs in [1, 2, 3] {
      let (inStretches, takenOver) = try inStretches(content, jobs: jobs)
      #expect(inStretches.observations == inOrder.observations, comment)
      #expect(inStretches == inOrder, comment)
      if jobs == 1, isTakenOver { #expect(takenOver > 0, comment) }
    }
  }

  @Test("any mixture of lines", arguments: 0..<12 as Range<UInt64>)
  func mixtures(seed: UInt64) throws {
    var text = LineMixture(seed: seed)
    try expectSame(text.text(length: 1_400_000), "seed \(seed)", isTakenOver: true)
  }

  @Test("records that reach across every edge, and back over it", arguments: [0, 1, 40, 90, 150, 1000])
  func recordsAcrossEdges(distance: Int) throws {
    // A block of pretty JSON under a header, so placed that an edge cuts it at another line each time.
    let block = """
      12:32:42.351 index.js:8 azure:ACS-calling:info 2024-07-08T09:32:42.350Z CallClient1: call details {
        "callId": "a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1",
        "state": "Connected",
        "endReason": {
          "code": 490,
          "subCode": 4502
        }
      }

      """
    var text = ""
    for edge in 0..<5 {
      let target = (64 << 10) + edge * (256 << 10) - distance
      while text.utf8.count + 40 < target { text += "2024-07-08T09:32:41.000Z nothing to see\n" }
      text += String(repeating: ".", count: max(0, target - text.utf8.count - 1)) + "\n" + block
    }
    try expectSame(Array(text.utf8), "\(distance)")
  }

  @Test("a line longer than several stretches", arguments: [300_000, 1_100_000, 2_000_000])
  func longLines(length: Int) throws {
    let noise = String(repeating: "2024-07-08T09:32:41.000Z nothing to see\n", count: 6000)
    let state = "2024-07-08T09:32:42.350Z callId a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1 state Connected "
    let long =
      state + String(repeating: "x", count: length / 2) + state + String(repeating: "y", count: length / 2)
    try expectSame(Array((noise + long + "\n" + noise + noise + state + "\n" + noise).utf8), "\(length)")
  }

  @Test(
    "a long line that ends at an edge, and lines behind it that go on with it",
    arguments: [0, 1, 5000, 40_000])
  func longLinesAtEdges(distance: Int) throws {
    let state = "2024-07-08T09:32:42.350Z callId a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1 state Connected "
    let noise = Array(String(repeating: "2024-07-08T09:32:41.000Z nothing to see\n", count: 3000).utf8)
    let edge = (64 << 10) + 7 * (256 << 10) - distance
    var text = noise + Array(state.utf8)
    text += [UInt8](repeating: UInt8(ascii: " "), count: edge - text.count - 1) + [UInt8(ascii: "\n")]
    text += Array("    callId a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1\n    state Disconnected\n".utf8)
    try expectSame(text + noise + Array(state.utf8) + noise + noise, "\(distance)", isTakenOver: true)
  }

  @Test(
    "a header of logcat's long format far above its message", arguments: [20_000, 31_000, 40_000, 60_000])
  func farHeaders(distance: Int) throws {
    let noise = Array(String(repeating: "nothing to see\n", count: 40_000).utf8)
    let edge = (64 << 10) + 2 * (256 << 10)
    var text = Array(noise.prefix(edge - distance - 60))
    text += Array("\n[ 06-30 08:05:51.545  1182: 1182 I/DEBUG ]\n".utf8)
    for _ in 0..<30 {
      text += [UInt8](repeating: UInt8(ascii: "x"), count: distance / 30) + [UInt8(ascii: "\n")]
    }
    text += Array("callId a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1 state Connected\n".utf8)
    try expectSame(text + noise, "\(distance)")
  }

  @Test("a header of logcat's long format above a line that reaches far over an edge")
  func headersAboveLongLines() throws {
    let edge = (64 << 10) + 2 * (256 << 10)
    let noise = Array(String(repeating: "nothing to see\n", count: 40_000).utf8)
    var text = Array(noise.prefix(edge - 70_100))
    text += Array("\n[ 06-30 08:05:51.545  1182: 1182 I/DEBUG ]\n".utf8)
    for _ in 0..<10 { text += [UInt8](repeating: UInt8(ascii: "x"), count: 1_000) + [UInt8(ascii: "\n")] }
    text += Array("callId a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1 state Connected ".utf8)
    text += [UInt8](repeating: UInt8(ascii: "y"), count: 60_000) + [UInt8(ascii: "\n")]
    try expectSame(text + noise, "header")
  }

  @Test(
    "common literals without end on one line, and a failure far behind one", arguments: [100, 3000, 20_000])
  func commonLiterals(distance: Int) throws {
    let noise = Array(String(repeating: "2024-07-08T09:32:41.000Z nothing to see\n", count: 8000).utf8)
    let address = "https://go.trouter.example.net/v4/a "
    let far = address + String(repeating: ".", count: distance) + " net::ERR_FAILED\n"
    let many = String(repeating: " .ecs.", count: 50_000) + "\n"
    let long =
      String(repeating: "y", count: 1_300_000) + address + String(repeating: "z", count: distance) + " 503\n"
    try expectSame(noise + Array((far + many).utf8) + noise + Array((long + far).utf8) + noise, "\(distance)")
  }

  @Test("where every line says something, stretches are read in order")
  func dense() throws {
    let line = "2024-07-08T09:32:42.350Z callId a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1 mute\n"
    try expectSame(Array(String(repeating: line, count: 12_000).utf8), "dense")
  }

  @Test("a file that has become shorter is read in order, which says so")
  func shrunk() throws {
    let content = Array(String(repeating: "2024-07-08T09:32:41.000Z nothing to see\n", count: 30_000).utf8)
    let file = try ContentFile(content)
    Intake.open(Input(path: "a.log", file: file.path)) { artifact in
      guard let open = artifact.openFile,
        var reader = StretchReader(
          open, index: 0, builder: EvidenceBuilder(path: "a.log", index: 0, keepsText: true),
          threads: SpareThreads(jobs: 2, inputs: 2), length: 256 << 10, prefersAhead: true)
      else {
        Issue.record("not read in stretches")
        return
      }
      #expect(file.shorten(to: 500_000))
      #expect(reader.read() == nil)
      #expect(artifact.rewind())
      let evidence = ArtifactReader.read(artifact, index: 0)
      #expect(evidence.artifact.bytes == 500_000)
      #expect(evidence.artifact.problems.map(\.kind) == [.changedWhileRead])
    }
  }

  @Test("text without a line break at its end, and text of one line")
  func ends() throws {
    let noise = String(repeating: "2024-07-08T09:32:41.000Z nothing to see\n", count: 20_000)
    try expectSame(
      Array((noise + "2024-07-08T09:32:43.000Z Call ended, code: 490").utf8), "no line break",
      isTakenOver: true)
    try expectSame([UInt8](repeating: UInt8(ascii: "x"), count: 900_000), "one line")
  }

  @Test("small files and single jobs are read in order")
  func smallFiles() throws {
    let file = try ContentFile([UInt8](repeating: UInt8(ascii: "\n"), count: 500_000))
    Intake.open(Input(path: "a.log", file: file.path)) { artifact in
      guard let open = artifact.openFile else {
        Issue.record("not a plain file")
        return
      }
      let two = SpareThreads(jobs: 2, inputs: 1)
      let builder = EvidenceBuilder(path: "a.log", index: 0, keepsText: true)
      #expect(StretchReader(open, index: 0, builder: builder, threads: two) == nil)
      #expect(StretchReader(open, index: 0, builder: builder, threads: .none, length: 256 << 10) == nil)
    }
  }
}
