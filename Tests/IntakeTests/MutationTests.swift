import Evidence
import Intake
import PackedData
import Testing

/// Damaged input: it never crashes, gives bounded output, and is the same when read again.
@Suite struct MutationTests {
  private let folder: TemporaryFolder
  private let log = someLog(lines: 60)

  init() throws {
    folder = try TemporaryFolder()
  }

  private func expectSound(_ packed: [UInt8], mutants: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var options = IntakeOptions()
    options.limits.expansionAllowance = 1 << 20
    options.limits.expansionRatio = 100
    options.limits.members = 50
    for mutant in 0..<mutants {
      let content = mutated(packed, using: &generator)
      let input = Input(path: "m", file: try folder.write("m", content))
      let artifacts = readAll(input, options: options, blockSize: 4_096)
      let total = artifacts.reduce(0) { $0 + $1.content.count }
      #expect(total < 4 << 20)
      #expect(!artifacts.isEmpty && artifacts.count <= 60)
      if mutant.isMultiple(of: 50) {
        #expect(readAll(input, options: options, blockSize: 1_000) == artifacts)
      }
    }
  }

  private func mutated(_ packed: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var content = packed
    for _ in 0...Int.random(in: 0...3, using: &generator) where !content.isEmpty {
      let place = Int.random(in: 0..<content.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: content[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: content[place] = UInt8.random(in: 0...255, using: &generator)
      case 2:
        content.removeSubrange(place..<min(content.count, place + Int.random(in: 1...64, using: &generator)))
      case 3:
        content.insert(
          contentsOf: (0..<8).map { _ in UInt8.random(in: 0...255, using: &generator) }, at: place)
      case 4: content.removeLast(min(content.count, Int.random(in: 1...512, using: &generator)))
      default:
        // Near the beginning stand most of the fields.
        content[place % min(content.count, 64)] = [0, 0x7f, 0x80, 0xff].randomElement(using: &generator) ?? 0
      }
    }
    return content
  }

  @Test func gzip() throws {
    try expectSound(Packed.gzip(log) + Packed.gzip(log), mutants: 3_000, seed: 1)
  }

  @Test func zip() throws {
    let inner = Packed.zip([Packed.ZipMember("c.log", log)])
    let packed = Packed.zip([
      Packed.ZipMember("logs/a.log", log), Packed.ZipMember("b.log", log, isStored: true),
      Packed.ZipMember("inner.zip", inner, isStored: true),
    ])
    try expectSound(packed, mutants: 3_000, seed: 2)
  }

  @Test func tar() throws {
    let packed = Packed.tar([
      ("logs/a.log", log), ("b.gz", Packed.gzip(log)), ("c.log", Array(log.prefix(700))),
    ])
    try expectSound(packed, mutants: 3_000, seed: 3)
  }

  @Test func otherFormats() throws {
    let members = [("logs/a.log", log), ("b.log", log)]
    for writer in [Packed.Writer.sevenZip, .xz, .zstandard, .bzip2] {
      try expectSound(Packed.written(writer, members), mutants: 300, seed: 4)
    }
    try expectSound(Packed.cabinet("a.log", log), mutants: 300, seed: 5)
  }
}
