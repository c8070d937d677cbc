import Evidence
import Intake
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct DiscoveryTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func discover(_ arguments: [String], excluding: Set<String> = []) -> Discovery {
    Intake.discover(arguments, options: IntakeOptions(excluding: excluding))
  }

  private func paths(_ discovery: Discovery) -> [String] { discovery.inputs.map(\.path) }

  private func left(_ discovery: Discovery) -> [String: Problem.Kind] {
    Dictionary(discovery.artifactsNotRead.map { ($0.path, $0.problems[0].kind) }) { $1 }
  }

  @Test func folderIsListedByBytesWhateverItsOrder() throws {
    try folder.makeFolder("b")
    try folder.makeFolder("b/inner")
    for name in ["b/inner/z.log", "b/a.log", "é.log", "b.log", ".hidden", "B.log", "a b.log"] {
      try folder.write(name, name)
    }
    let discovery = discover([folder.path + "/"])
    #expect(
      paths(discovery) == [".hidden", "B.log", "a b.log", "b.log", "b/a.log", "b/inner/z.log", "é.log"])
    #expect(discovery.artifactsNotRead.isEmpty)
    #expect(discovery.inputs.map { readAll($0).first?.text } == discovery.inputs.map(\.path))
  }

  @Test func fileIsCalledByItsName() throws {
    try folder.makeFolder("logs")
    let file = try folder.write("logs/a.log", "x")
    let discovery = discover([file])
    #expect(paths(discovery) == ["a.log"])
    #expect(discovery.inputs.first?.size == 1)
  }

  @Test func argumentsKeepTheirOrderAndFilesAreReadOnce() throws {
    try folder.makeFolder("logs")
    try folder.write("logs/a.log", "x")
    try folder.write("logs/b.log", "x")
    let link = try folder.link("other-name.log", to: "logs/a.log")
    let discovery = discover([
      folder.path + "/logs/b.log", folder.path + "/logs/../logs", "-", folder.path + "/logs", link, "-",
    ])
    #expect(paths(discovery) == ["b.log", "a.log", "stdin"])
    #expect(discovery.artifactsNotRead.isEmpty)
  }

  @Test func missingPathIsSaid() {
    let path = folder.path + "/missing.log"
    let discovery = discover([path, ""])
    #expect(discovery.inputs.isEmpty)
    #expect(left(discovery) == [path: .notFound, "": .notFound])
  }

  @Test func linksAreFollowedOnlyWhereNamed() throws {
    try folder.makeFolder("logs")
    try folder.write("a.log", "content")
    let link = try folder.link("logs/link.log", to: "../a.log")
    let linkedFolder = try folder.link("logs/up", to: "..")
    try folder.link("logs/nowhere", to: "missing")
    try folder.link("logs/loop", to: "loop")
    let inside = discover([folder.path + "/logs"])
    #expect(inside.inputs.isEmpty)
    #expect(
      left(inside) == ["link.log": .skipped, "up": .skipped, "nowhere": .skipped, "loop": .skipped])
    #expect(inside.artifactsNotRead.map(\.path) == ["link.log", "loop", "nowhere", "up"])

    let named = discover([link])
    #expect(paths(named) == ["link.log"])
    #expect(named.inputs.flatMap { readAll($0) }.map(\.text) == ["content"])
    #expect(paths(discover([linkedFolder])) == ["a.log"])
    #expect(
      left(discover([folder.path + "/logs/loop"])).values.sorted { $0.rawValue < $1.rawValue } == [
        .unreadable
      ])
  }

  @Test func specialFilesInsideAFolderAreSaid() throws {
    try folder.makeFIFO("pipe")
    let discovery = discover([folder.path])
    #expect(discovery.inputs.isEmpty)
    #expect(left(discovery) == ["pipe": .skipped])
  }

  @Test func socketsAreSaid() throws {
    #if canImport(Glibc)
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array((folder.path + "/socket").utf8)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
    let result = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
    #expect(left(discover([folder.path])) == ["socket": .skipped])
    #expect(readAll(Input(path: "socket", file: folder.path + "/socket")).flatMap(\.kinds) == [.unreadable])
  }

  @Test func manyFilesInAFolderAreListed() throws {
    for index in 0..<5_000 { try folder.write("\(index).log", "") }
    #expect(discover([folder.path]).inputs.count == 5_000)
  }

  @Test func excludedFilesAreSaid() throws {
    try folder.write("a.log", "x")
    try folder.write("report.json", "{}")
    let discovery = discover(
      [folder.path], excluding: [folder.path + "/./report.json", folder.path + "/not-yet.json"])
    #expect(paths(discovery) == ["a.log"])
    #expect(left(discovery) == ["report.json": .skipped])
  }

  @Test func namesThatAreNotUTF8AreReadAndShown() throws {
    let name = [0x61, 0xff, 0x2e, 0x6c, 0x6f, 0x67] as [UInt8]
    try folder.write(rawName: name, Array("content".utf8))
    let discovery = discover([folder.path])
    #expect(paths(discovery) == ["a\u{fffd}.log"])
    #expect(discovery.inputs.flatMap { readAll($0) }.map(\.text) == ["content"])
  }
}
