import Evidence
import Intake
import PackedData
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
  private let writeBytes = unsafe Glibc.write
#else
  import Darwin
  private let writeBytes = unsafe Darwin.write
#endif

@Suite struct FileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func namedFIFOIsReadToItsEnd() throws {
    let pipe = try folder.makeFIFO("pipe")
    let log = someLog(lines: 20_000)
    let packed = Packed.gzip(Packed.tar([("a.log", log)]))
    let writer = PipeWriter(packed, to: pipe)
    let discovery = Intake.discover([pipe])
    #expect(discovery.inputs.map(\.path) == ["pipe"])
    let all = discovery.inputs.flatMap { readAll($0) }
    writer.join()
    #expect(all.map(\.path) == ["pipe", "pipe!/a.log"])
    #expect(all.last?.content == log)
    #expect(all.flatMap(\.problems).isEmpty)
  }

  @Test func standardInputIsReadOnce() throws {
    let log = someLog(lines: 20_000)
    let pipe = try folder.makeFIFO("pipe")
    let packed = Packed.gzip(log)
    let writer = PipeWriter(packed, to: pipe)
    let descriptor = unsafe open(pipe, O_RDONLY)
    let before = dup(STDIN_FILENO)
    dup2(descriptor, STDIN_FILENO)
    defer {
      dup2(before, STDIN_FILENO)
      close(before)
      close(descriptor)
    }
    // As whoever shares the pipe may leave it.
    _ = fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK)
    let all = readAll(.standardInput)
    writer.join()
    #expect(all == [ReadArtifact(path: "stdin", isArchive: false, content: log, problems: [])])
    #expect(!Intake.reopen(.standardInput, ordinal: 0) { _ in })
  }

  @Test func shrinkingFileIsReadAsFarAsItGoes() throws {
    let log = someLog(lines: 50_000)
    let file = try folder.write("a.log", log)
    var content: [UInt8] = []
    var problems: [Problem] = []
    Intake.open(Input(path: "a.log", file: file)) { artifact in
      _ = artifact.read(upTo: 100_000, appendingTo: &content)
      _ = unsafe truncate(file, 150_000)
      while artifact.read(upTo: 100_000, appendingTo: &content) > 0 {}
      problems = artifact.problems
    }
    #expect(content == Array(log.prefix(150_000)))
    #expect(problems.map(\.kind) == [.changedWhileRead])
  }

  @Test func endlessDeviceIsReadToTheLimit() throws {
    var options = IntakeOptions()
    options.limits.expandedBytes = 1_000_000
    let all = readAll(Input(path: "zero", file: "/dev/zero"), options: options)
    #expect(all.flatMap(\.kinds) == [.limitReached])
    #expect(all.first?.content.count == 1_000_000)
  }

  @Test func largeFilesEndAtTheLimit() throws {
    let log = someLog(lines: 20_000)
    let file = try folder.write("a.log", log)
    var options = IntakeOptions()
    options.limits.expandedBytes = log.count
    #expect(readAll(Input(path: "a.log", file: file), options: options).flatMap(\.kinds) == [])
    options.limits.expandedBytes = log.count - 1
    let cut = readAll(Input(path: "a.log", file: file), options: options)
    #expect(cut.flatMap(\.kinds) == [.limitReached])
    #expect(cut.first?.content == Array(log.dropLast()))
  }

  @Test func linesAreLimitedOverAllMembers() throws {
    var options = IntakeOptions()
    options.limits.lines = 150
    let file = try folder.write(
      "t.tar", Packed.tar([("a.log", someLog(lines: 100)), ("b.log", someLog(lines: 100)), ("c.log", [1])]))
    let all = readAll(Input(path: "t.tar", file: file), options: options)
    #expect(all.map { $0.content.count { $0 == UInt8(ascii: "\n") } } == [0, 100, 50, 0])
    #expect(all.map(\.kinds) == [[], [], [.limitReached], [.limitReached]])
    options.limits.lines = 200
    #expect(
      readAll(Input(path: "a.log", file: try folder.write("a.log", someLog(lines: 200))), options: options)
        .flatMap(\.kinds).isEmpty)
  }

  @Test func interruptedReadingKeepsWhatCame() throws {
    let log = someLog(lines: 50_000)
    let file = try folder.write("a.log", log)
    var options = IntakeOptions()
    options.interruption = Interruption()
    var content: [UInt8] = []
    var problems: [Problem] = []
    Intake.open(Input(path: "a.log", file: file), options: options) { artifact in
      _ = artifact.read(upTo: 100_000, appendingTo: &content)
      options.interruption.request()
      while artifact.read(upTo: 100_000, appendingTo: &content) > 0 {}
      problems = artifact.problems
    }
    #expect(content == Array(log.prefix(100_000)))
    #expect(problems.map(\.kind) == [.limitReached])
    #expect(options.interruption.wasRequested)
    #expect(Interruption(after: nil, or: options.interruption).wasRequested)
    #expect(Interruption(after: 3_600).reason == nil)
    #expect(Interruption(after: 0).reason?.kind == .limitReached)
  }

  @Test func bytesReadAreTold() throws {
    let log = someLog(lines: 20_000)
    let packed = Packed.gzip(log)
    let file = try folder.write("a.log.gz", packed)
    let count = Counter()
    var options = IntakeOptions()
    options.bytesRead = { count.add($0) }
    _ = readAll(Input(path: "a.log.gz", file: file), options: options)
    #expect(count.value == packed.count)
  }

  @Test func growingFileIsReadToItsEnd() throws {
    let log = someLog(lines: 1_000)
    let file = try folder.write("a.log", log)
    var content: [UInt8] = []
    Intake.open(Input(path: "a.log", file: file)) { artifact in
      if let stream = unsafe fopen(file, "a") {
        unsafe fputs("two\n", stream)
        unsafe fclose(stream)
      }
      while artifact.read(upTo: 100, appendingTo: &content) > 0 {}
      #expect(artifact.problems.isEmpty)
    }
    #expect(content == log + Array("two\n".utf8))
  }

  @Test func whatCannotBeOpenedOrReadIsSaid() throws {
    let gone = readAll(Input(path: "gone.log", file: folder.path + "/gone.log"))
    #expect(gone.map(\.path) == ["gone.log"])
    #expect(gone.flatMap(\.kinds) == [.notFound])
    // A folder can be opened, but not read.
    let unreadable = readAll(Input(path: "folder", file: folder.path))
    #expect(unreadable.flatMap(\.kinds) == [.unreadable])
    #expect(unreadable.first?.problems.first?.detail.contains("directory") == true)
  }

  @Test func fileExchangedForAPipeDoesNotBlock() throws {
    try folder.write("a.log", "x")
    let discovery = Intake.discover([folder.path])
    _ = unsafe unlink(folder.path + "/a.log")
    try folder.makeFIFO("a.log")
    #expect(discovery.inputs.flatMap { readAll($0) }.flatMap(\.kinds) == [.unreadable])
  }

  @Test func fileWithoutPermissionIsSaid() throws {
    // The superuser may read everything.
    guard geteuid() != 0 else { return }
    let file = try folder.write("a.log", "x")
    _ = unsafe chmod(file, 0)
    let all = Intake.discover([file]).inputs.flatMap { readAll($0) }
    #expect(all.flatMap(\.problems) == [Problem(.unreadable, "Permission denied")])
  }

  @Test func artifactIsFoundAgain() throws {
    let inner = Packed.tar([("a.log", Array("one".utf8)), ("b.log", Array("two".utf8))])
    let file = try folder.write("t.tgz", Packed.gzip(inner))
    let input = Input(path: "t.tgz", file: file)
    var found: [String] = []
    for ordinal in 0..<3 {
      #expect(Intake.reopen(input, ordinal: ordinal) { found.append("\($0.ordinal) \($0.path)") })
    }
    #expect(found == ["0 t.tgz", "1 t.tgz!/a.log", "2 t.tgz!/b.log"])
    #expect(!Intake.reopen(input, ordinal: 3) { _ in })
  }

  @Test func inputsAreOpenedOnSeveralThreadsAtOnce() async throws {
    let log = someLog(lines: 5_000)
    var inputs: [Input] = []
    for index in 0..<16 {
      let file = try folder.write("\(index).zip", Packed.zip([Packed.ZipMember("größe-\(index)", log)]))
      inputs.append(Input(path: "\(index)", file: file))
    }
    let paths = await withTaskGroup(of: [String].self) { group in
      for input in inputs {
        group.addTask { readAll(input).filter { $0.content == log }.map(\.path) }
      }
      return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
    }
    #expect(paths == Set((0..<16).map { "\($0)!/größe-\($0)" }))
  }
}

/// Writes to a FIFO in pieces of odd sizes, so that its reader gets short reads. Opening a FIFO waits for the
/// other side, which must not happen on a thread that other tests need.
@safe
private final class PipeWriter {
  private let path: String
  private let content: [UInt8]
  private var thread = pthread_t()

  init(_ content: [UInt8], to path: String) {
    self.path = path
    self.content = content
    let client = unsafe Unmanaged.passRetained(self).toOpaque()
    unsafe pthread_create(
      &thread, nil,
      { client in
        guard let client = unsafe client else { return nil }
        unsafe Unmanaged<PipeWriter>.fromOpaque(client).takeRetainedValue().write()
        return nil
      }, client)
  }

  func join() {
    pthread_join(thread, nil)
  }

  private func write() {
    let descriptor = unsafe open(path, O_WRONLY)
    var rest = content[...]
    var size = 1
    while !rest.isEmpty {
      let piece = Array(rest.prefix(size))
      let count = unsafe writeBytes(descriptor, piece, piece.count)
      if count <= 0 { break }
      rest.removeFirst(count)
      size = size * 3 % 10_007
    }
    close(descriptor)
  }
}

/// Counts on any thread.
private final class Counter: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  func add(_ number: Int) {
    count.withLock { $0 += number }
  }
}
