import Evidence
import Intake
import PackedData
import Redaction
import Testing

/// Damaged archives: no crash, no unbounded output, and what comes out can be read.
@Suite struct MutationTests {
  private let folder: TemporaryFolder
  private let log = someLog(lines: 60)

  init() throws {
    folder = try TemporaryFolder()
  }

  private func expectSound(_ packed: [UInt8], mutants: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var options = IntakeOptions(passwords: ["right"])
    options.limits.expansionAllowance = 1 << 20
    options.limits.expansionRatio = 100
    options.limits.members = 50
    for mutant in 0..<mutants {
      var content = packed
      for _ in 0...Int.random(in: 0...3, using: &generator) where !content.isEmpty {
        let place = Int.random(in: 0..<content.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: content[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: content[place] = UInt8.random(in: 0...255, using: &generator)
        case 2: content.removeLast(min(content.count, Int.random(in: 1...512, using: &generator)))
        default: content[place % min(content.count, 64)] = 0xff
        }
      }
      let path = try folder.write("m", content)
      let output = "\(folder.path)/\(seed)-\(mutant)"
      let artifacts = try Repacker(policy: WordPolicy(), intake: options).repack([path], into: output)
      #expect(!artifacts.isEmpty && artifacts.count <= 60)
      #expect(folder.list("\(seed)-\(mutant)").allSatisfy { $0 == "m" || $0 == "m.zip" })
      // Whatever the damage, what is written is sound and can be read to its end.
      let again = try Repacker(policy: WordPolicy(), intake: options).repack([output], into: nil)
      #expect(again.allSatisfy { $0.problems.allSatisfy { !$0.losesInput } })
    }
  }

  @Test func damagedArchives() throws {
    let members = [DescribedMember("logs/a.log", log), DescribedMember("b.gz", Packed.gzip(log))]
    for (index, container) in Packed.Container.allCases.enumerated() {
      try expectSound(Packed.archive(container, members), mutants: 60, seed: UInt64(index))
    }
    let nested = Packed.archive(.zip, [DescribedMember("inner", Packed.archive(.pax, members))])
    try expectSound(nested, mutants: 60, seed: 10)
    try expectSound(Packed.archive(.zip, members, password: "right"), mutants: 40, seed: 11)
    try expectSound(Packed.cabinet("a.log", log), mutants: 40, seed: 12)
  }

  @Test func damagedStreams() throws {
    try expectSound(Packed.gzip(log) + Packed.gzip(log), mutants: 80, seed: 20)
    for (index, writer) in [Packed.Writer.xz, .zstandard, .bzip2].enumerated() {
      try expectSound(Packed.written(writer, [("a", log)]), mutants: 30, seed: UInt64(21 + index))
    }
  }
}
