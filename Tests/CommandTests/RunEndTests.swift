import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// How a run ends that does not come to its end by itself, and what it leaves behind.
@Suite struct RunEndTests {
  private let folder: TemporaryFolder
  private static let log = """
    2026-03-04T10:00:00.000Z azure:ACS-calling:info CallClient1 [ACSCall{5f0c1a2b-1111-4222-8333-444455556666}{Connected}] x

    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(RunEndTests.log, to: "sent/a.log")
  }

  private func shell(_ line: String) throws -> (text: String, status: Int32) {
    try Program.shell(line, in: folder.url)
  }

  /// What is in `sent/a.log`, and then nothing for as long as anybody waits.
  private static let endless = "(cat sent/a.log; sleep 30 & echo $! > sleeper; wait)"

  @Test func interruptedItReportsWhatWasReadAndEndsWith130() throws {
    let result = try shell(
      """
      mkfifo pipe; \(RunEndTests.endless) > pipe &
      "$0" pipe -o report.txt & program=$!
      until [ -s sleeper ]; do sleep 0.1; done; sleep 0.5
      kill -INT $program; wait $program; echo "status $?"; kill $(cat sleeper)
      """)
    #expect(result.text.contains("status 130"))
    #expect(result.text.contains("interrupted"))
    #expect(try folder.text(of: "report.txt").contains("5f0c1a2b-1111-4222-8333-444455556666"))
  }

  @Test func aPipeThatNobodyWritesToIsWaitedForUntilCtrlC() throws {
    let result = try shell(
      """
      mkfifo pipe
      "$0" sent pipe -o report.txt & program=$!
      sleep 1.5; kill -INT $program; wait $program; echo "status $?"
      mkfifo other; "$0" sent other --time-limit 1 >/dev/null; echo "status $?"
      """)
    #expect(result.text.contains("status 130"))
    #expect(result.text.contains("status 2"))
    #expect(try folder.text(of: "report.txt").contains("5f0c1a2b-1111-4222-8333-444455556666"))
  }

  @Test func aPipeIsExtractedOnce() throws {
    let result = try shell(
      """
      for range in "" "--range 0:"; do
        mkfifo pipe; cat sent/a.log > pipe &
        "$0" extract pipe $range -o evidence.ndjson; echo "status $?"; "$0" assemble evidence.ndjson -q > assembled.txt
        rm pipe; mkfifo pipe; cat sent/a.log > pipe &
        "$0" pipe -q > scanned.txt; cmp scanned.txt assembled.txt && echo same; rm pipe
      done
      """)
    #expect(result.text == "status 0\nsame\nstatus 0\nsame\n")
  }

  @Test func interruptedAssemblyEndsWith130() throws {
    let result = try shell(
      """
      "$0" extract sent -o whole.ndjson; mkfifo pipe
      (cat whole.ndjson; sleep 30 & echo $! > sleeper; wait) > pipe &
      "$0" assemble --stage plan pipe -o plan.ndjson & program=$!
      until [ -s sleeper ]; do sleep 0.1; done; sleep 0.5
      kill -INT $program; wait $program; echo "status $?"; kill $(cat sleeper); ls
      """)
    #expect(result.text.contains("status 130"))
    #expect(!result.text.contains("plan.ndjson"))
  }

  @Test func aTimeLimitIsALimitThatDependsOnTheMachine() throws {
    let result = try shell(
      """
      mkfifo pipe; \(RunEndTests.endless) > pipe &
      "$0" pipe --time-limit 1; echo "status $?"; kill $(cat sleeper)
      """)
    #expect(result.text.contains("status 2"))
    #expect(
      result.text.contains("limit-reached: the time limit of 1 s is over, which depends on the machine"))
    #expect(result.text.contains("5f0c1a2b-1111-4222-8333-444455556666"))
  }

  @Test func progressForProgramsIsAnObjectALine() throws {
    let result = try shell(
      "(cat sent/a.log; sleep 3; cat sent/a.log) | \"$0\" - --progress json 2>&1 >/dev/null")
    let lines = result.text.split(separator: "\n")
    #expect(lines.count >= 2)
    for line in lines {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["bytes"] is Int && object["artifacts"] is Int && object["bytesPerSecond"] is Int)
    }
    #expect(lines.last?.contains("\"calls\":1") == true)
  }

  @Test func withoutATerminalThereIsNoProgressUnlessAskedFor() throws {
    for form in ["auto", "none"] {
      #expect(try Program.run(["sent", "--progress", form], in: folder.url).errors.isEmpty)
    }
  }

  @Test func quietAndVerboseAreWhatTheySay() throws {
    try folder.write("\u{1f}\u{8b}", to: "sent/b.log")
    let missing = ["sent", "gone.log"]
    #expect(try Program.run(missing, in: folder.url).errors.contains("not-found"))
    #expect(try Program.run(missing + ["-q"], in: folder.url).errors.isEmpty)
    #expect(try Program.run(["sent", "-v"], in: folder.url).output.contains("web-console-log"))
  }

  @Test func aFullDiskIsSaid() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let result = try Program.run(["sent", "-o", "/dev/full"], in: folder.url)
    #expect(result.status == 73)
    #expect(result.errors.contains("No space left"))
  }

  @Test func aReportThatDoesNotFitLeavesTheOldOneAndNothingElse() throws {
    try folder.write("the old report\n", to: "report.json")
    // A limit on the size of files stands for a full disk; its signal is not what is tested.
    let result = try shell(
      "trap '' XFSZ; ulimit -f 1; \"$0\" sent --format json -o report.json; echo \"status $?\"")
    #expect(result.text.contains("status 73"))
    #expect(try folder.text(of: "report.json") == "the old report\n")
    #expect(try folder.names() == ["report.json", "sent"])
  }

  @Test func killedItLeavesTheOldReportOrTheNewOne() throws {
    let lines = String(
      repeating: RunEndTests.log.replacing("Connected", with: "Connecting") + RunEndTests.log, count: 400)
    try folder.write(lines, to: "sent/b.log")
    let new = try Program.run(["timeline", "sent", "--format", "json"], in: folder.url).output
    var seen: Set<String> = []
    for step in 0..<24 {
      try folder.write("old", to: "report.json")
      _ = try shell(
        """
        "$0" timeline sent --format json -o report.json & program=$!
        sleep \(String(format: "%.3f", 0.02 + Double(step) * 0.04)); kill -9 $program 2>/dev/null; wait
        """)
      let report = try folder.text(of: "report.json")
      #expect(report == "old" || report == new)
      seen.insert(report)
    }
    #expect(seen.contains("old"))
  }

  @Test func whatIsToBeReadIsNeverWrittenOver() throws {
    for arguments in [
      ["sent/a.log", "-o", "sent/a.log"], ["sent", "-o", "sent/a.log"],
      ["sent/", "-o", "./sent/../sent/a.log"],
    ] {
      let result = try Program.run(arguments, in: folder.url)
      #expect(result.status == 64)
      #expect(result.errors.contains("is to be read"))
    }
    try folder.write("my notes\n", to: "sent/index.txt")
    #expect(try Program.run(["timeline", "sent", "-o", "sent/"], in: folder.url).status == 73)
    #expect(try folder.text(of: "sent/index.txt") == "my notes\n")
    #expect(try folder.text(of: "sent/a.log") == RunEndTests.log)
    // A report of its own may be renewed there.
    for _ in 0..<2 {
      #expect(try Program.run(["sent", "-o", "sent/report.txt"], in: folder.url).status == 0)
      #expect(
        try Program.run(["sent", "--format", "json", "-o", "sent/report.json"], in: folder.url).status == 0)
    }
  }

  @Test func aCrashPrintsNoMemory() throws {
    let result = try shell(
      """
      mkfifo pipe; \(RunEndTests.endless) > pipe &
      SWIFT_BACKTRACE=enable=yes,color=no "$0" pipe 2> errors & program=$!
      until [ -s sleeper ]; do sleep 0.1; done; sleep 0.5; kill -SEGV $program; wait $program 2>/dev/null; echo "status $?"; kill $(cat sleeper)
      """)
    #expect(result.text.contains("status 139"))
    let errors = try folder.text(of: "errors")
    for word in ["Backtrace", "Registers", "Thread 0", "5f0c1a2b"] { #expect(!errors.contains(word)) }
  }

  @Test func limitsHaveOptions() throws {
    try folder.write(String(repeating: RunEndTests.log, count: 100), to: "sent/b.log")
    let result = try Program.run(["sent/b.log", "--max-records", "5"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("limit-reached: more than 5 lines"))
    for arguments in [
      ["--max-depth", "0"], ["--max-members", "-1"], ["--max-bytes", "x"], ["--max-ratio", "0"],
      ["--max-records", "0"], ["--max-seekable", "1Q"], ["--time-limit", "0"],
      ["--max-bytes", "9999999999T"],
    ] {
      #expect(try Program.run(["sent"] + arguments, in: folder.url).status == 64)
    }
    let packed = try shell("tar cf b.tar sent; gzip -k b.tar; \"$0\" b.tar.gz --max-depth 1 --progress none")
    #expect(packed.text.contains("limit-reached: more than 1 archives"))
    #expect(
      try Program.run(["b.tar.gz", "--max-members", "1"], in: folder.url).errors.contains(
        "more than 1 archive members"))
    #expect(
      try Program.run(["b.tar.gz", "--max-bytes", "1K"], in: folder.url).errors.contains(
        "more than 1,024 bytes"))
    #expect(try Program.run(["b.tar.gz", "--max-bytes", "1M"], in: folder.url).status == 0)
  }

  #if os(Linux)
    @Test func opensNoSocketAndWritesOnlyItsReport() throws {
      guard FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") else { return }
      let traced = try shell(
        """
        tar czf sent/b.tar.gz sent/a.log; printf '<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://localhost:9/a.dtd"><a/>' > sent/a.xml
        strace -f -o trace -e trace=network,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,truncate,link,linkat,symlink,symlinkat,execve "$0" sent -o report.txt --format json; echo "status $?"
        """)
      // Where tracing is forbidden, nothing can be said.
      guard traced.text.contains("status 0") || traced.text.contains("status 2") else { return }
      let calls = try folder.text(of: "trace").split(separator: "\\n").map(String.init)
        .flatMap { $0.split(separator: "\n").map(String.init) }
      #expect(calls.contains { $0.contains("a.log") })
      for call in ["socket(", "connect(", "bind(", "sendto(", "creat(", "truncate(", "link("] {
        #expect(!calls.contains { $0.contains(" " + call) }, "\(call)")
      }
      let writing = calls.filter {
        ($0.contains("O_WRONLY") || $0.contains("O_RDWR") || $0.contains("O_CREAT") || $0.contains("rename"))
          && !$0.contains("/dev/null")
      }
      #expect(writing.count == 2)
      #expect(writing.allSatisfy { $0.contains("report.txt") }, "\(writing)")
      #expect(calls.count { $0.contains(" execve(") } == 1)
    }
  #endif
}
