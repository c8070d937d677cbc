import Evidence
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is no listing stays a log, and damage costs what is damaged.
@Suite struct ListingHostileTests {
  @Test(arguments: [
    "2026-03-04 05:06:07 opening C:\\Logs\\a.blog\n2026-03-04 05:06:08 closed\n2026-03-04 05:06:09 done\n",
    "12:32:42.351 index.js:8 azure:ACS-calling:info 2024-07-08T09:32:42.350Z CallClient1 created\nC:\\Logs\\a.blog\n",
    "Error: cannot open\nC:\\Logs\\a.blog\nretrying\n",
    "2024-01-16 06:26:55 1234 something happened\n2024-01-16 06:26:56 12 more\n",
    "{\"name\":\"a\",\"message\":\"callId\"}\n", "[{\"name\":\"a\",\"length\":3}]", "path,value\na,1\n",
    "a: b\nc: d\n",
    "Name : a\nValue : 3\n", "total 12\n", "+---+---+\n| a | b |\n+---+---+\n", "\t1\tabc\n\t2\tdef\n",
    "\n\n", "",
  ])
  func logsStayLogs(text: String) throws {
    let read = try evidence(of: text)
    #expect(read.listing == nil)
    #expect(read.artifact.kind != .directoryManifest)
  }

  @Test func countsAddUp() throws {
    for seed in ListingSeeds.all {
      let read = try evidence(of: seed)
      let counts = read.artifact.counts
      #expect(read.artifact.kind == .directoryManifest, "\(seed.prefix(60))")
      #expect(read.listing?.entries.isEmpty == false, "\(seed.prefix(60))")
      #expect(counts.recognised + counts.other + counts.cut == read.artifact.records)
      #expect(read.artifact.problems.isEmpty)
      #expect(read.observations.isEmpty)
    }
  }

  @Test func entriesAreBounded() throws {
    let line = "C:\\Logs\\a.blog\n"
    let read = try evidence(of: String(repeating: line, count: 200_003))
    #expect(read.listing?.entries.count == 200_000)
    #expect(read.artifact.problems.map(\.kind) == [.limitReached])
  }

  @Test func linesWithoutEndAreCut() throws {
    var content = Array("C:\\Logs\\a.blog\nC:\\Logs\\b.blog\n".utf8)
    content += [UInt8](repeating: 0x61, count: 3 << 20) + Array("\nC:\\Logs\\c.blog\n".utf8)
    let read = try evidence(of: content)
    #expect(read.listing?.lines == ["C:\\Logs\\a.blog", "C:\\Logs\\b.blog", "C:\\Logs\\c.blog"])
    #expect(read.artifact.records == 4)
    #expect(read.artifact.problems.map(\.kind) == [.recordCut])
  }

  @Test func aRowWithAnOpenQuoteCostsItselfOnly() throws {
    let rows = String(repeating: "\"C:\\b.blog\",\"1\"\n", count: 40_000)
    let read = try evidence(of: "\"FullName\",\"Length\"\n\"C:\\a.blog\",\"7\"\n\"C:\\c.blog,\"1\"\n" + rows)
    #expect(read.listing?.lines.first == "C:\\a.blog 7")
    #expect(read.listing?.entries.count == 40_001, "the rest is read")
    #expect(read.artifact.problems.map(\.kind) == [.recordCut])
  }

  @Test(arguments: [
    "C:\\", "C:\\a\n│   ", "├───a\n", "│", "Name : a\n", "a:\n", "        ", "-rw-r--r-- ", "1 ", "\t", "1,",
    "<", "(", "\"", "&lt;",
    "[{", "{\"FullName\":\"\\\\\",", "<Obj>", "03/04/2026  03:07 PM ", "-", "Mode", "\\", "aabbccdd",
    "----\n1 2026-11-22 00:51   a\n",
  ])
  func whateverIsRepeatedIsReadInItsTime(unit: String) throws {
    let repeated = [UInt8](repeatElement(Array(unit.utf8), count: (48 << 10) / unit.utf8.count).joined())
    for head in ["", ListingSeeds.dir + "\n", ListingSeeds.list + "\n", "C:\\LOGS\n│   a\n"] {
      let read = try evidence(of: Array(head.utf8) + repeated)
      #expect(read.artifact.bytes == head.utf8.count + repeated.count)
    }
  }

  @Test func damagedListingsAreRead() throws {
    let wanted = unsafe getenv("ACS_LOGSCAN_MUTANTS").flatMap { unsafe Int(String(cString: $0)) } ?? 2400
    var generator = SeededGenerator(seed: 11)
    for mutant in 0..<wanted {
      var content = Array(ListingSeeds.all[mutant % ListingSeeds.all.count].utf8)
      for _ in 0..<Int.random(in: 1...5, using: &generator) { damage(&content, using: &generator) }
      let read = try evidence(of: content)
      let counts = read.artifact.counts
      #expect(counts.recognised >= 0 && counts.other >= 0 && counts.cut >= 0)
      #expect(counts.recognised + counts.other + counts.cut == read.artifact.records)
      #expect((read.listing?.entries.count ?? 0) <= content.count)
      if mutant.isMultiple(of: 50) { #expect(try evidence(of: content) == read) }
    }
  }

  private func damage(_ content: inout [UInt8], using generator: inout SeededGenerator) {
    guard !content.isEmpty else { return }
    let place = Int.random(in: content.indices, using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: content[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: content[place] = UInt8.random(in: 0...255, using: &generator)
    case 2:
      content.removeSubrange(place..<min(content.count, place + Int.random(in: 1...80, using: &generator)))
    case 3:
      let tokens = [
        "\n", "99999999999999999999", "\"", "│   ", "<DIR>", " : ", "C:\\", "\t", "12/31/9999  12:00 PM",
        "\u{feff}",
      ]
      content.insert(contentsOf: Array((tokens.randomElement(using: &generator) ?? "").utf8), at: place)
    case 4: content.removeSubrange(place...)
    case 5:
      let other = Array((ListingSeeds.all.randomElement(using: &generator) ?? "").utf8)
      content.insert(contentsOf: other.prefix(400), at: place)
    default:
      let end = min(content.count, place + 400)
      content.insert(
        contentsOf: content[place..<end], at: Int.random(in: 0...content.count, using: &generator))
    }
  }
}
