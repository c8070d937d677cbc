import Foundation
import Testing

/// What is shown while a run goes on, and to whom.
@Suite struct ProgressTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let line =
      "2026-03-04T10:00:00.000Z azure:ACS-calling:info C [ACSCall{5f0c1a2b-1111-4222-8333-444455556666}{Connected}] x\n"
    try folder.write(line, to: "sent/a.log")
    try folder.write("2026-03-04 a line of an application\n", to: "sent/b.txt")
  }

  /// Runs the program with a terminal as its standard error, and gives it a line now and then until it has shown some words
  /// or so many rounds are over.
  private static let onTerminal = """
    import os, pty, select, subprocess, sys, time
    words, rounds = sys.argv[1].encode(), int(sys.argv[2])
    master, slave = pty.openpty()
    program = subprocess.Popen(sys.argv[3:], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    shown = b""
    def look(seconds):
      global shown
      while select.select([master], [], [], seconds)[0]:
        try:
          piece = os.read(master, 65536)
        except OSError:
          return
        if not piece:
          return
        shown += piece
    for _ in range(rounds):
      program.stdin.write(b"a line\\n")
      program.stdin.flush()
      look(0.25)
      if words in shown:
        break
    program.stdin.close()
    program.wait()
    look(0)
    sys.stdout.write(ascii(shown.decode("utf-8")))
    """

  private func onTerminal(_ arguments: String, rounds: Int) throws -> String? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else { return nil }
    try folder.write(ProgressTests.onTerminal, to: "terminal.py")
    return try Program.shell(
      "/usr/bin/python3 terminal.py 'call ID' \(rounds) \"$0\" \(arguments)", in: folder.url
    ).text
  }

  @Test func aTerminalHasALineThatGoesAway() throws {
    guard let shown = try onTerminal("sent -", rounds: 200) else { return }
    #expect(shown.contains("\\r\\x1b[K"))
    #expect(shown.contains("0 MB, 0 MB/s, "), "\(shown)")
    #expect(shown.contains(" artifacts, 1 call ID"), "\(shown)")
    #expect(shown.hasSuffix("\\r\\x1b[K'"))
  }

  @Test func quietAndNoneShowNothingOnATerminal() throws {
    for arguments in ["sent - -q", "sent - --progress none"] {
      guard let shown = try onTerminal(arguments, rounds: 8) else { return }
      #expect(shown == "''")
    }
  }

  @Test func withoutATerminalNothingIsDrawn() throws {
    let result = try Program.shell("(sleep 1.3; echo x) | \"$0\" sent - 2>&1 >/dev/null", in: folder.url)
    #expect(result.text.isEmpty)
  }

  @Test func verboseSaysWhyAnArtifactIsWhatItIs() throws {
    try folder.write(Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1]), to: "sent/c.png")
    let text = try Program.run(["sent", "-v", "--width", "200"], in: folder.url).output
    #expect(text.contains("told by: 1 of the lines that were looked at have the form of a browser's console"))
    #expect(text.contains("told by: text, and no line of a form that tells more"))
    #expect(text.contains("told by: the beginning: an image"))
    #expect(!(try Program.run(["sent"], in: folder.url).output.contains("told by")))
  }
}
