import Foundation
import PackedData

/// Numbers that are the same in every run with the same seed (SplitMix64).
struct Numbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}

/// Damages seeds: bits, bytes, numbers at their limits, pieces lost, doubled, moved, and put in from other seeds.
struct Mutator {
  private var numbers: Numbers
  private let seeds: [Seed]

  /// Values at which arithmetic goes wrong, as they stand in binary formats.
  private static let limits: [[UInt8]] = [
    [0], [0xff], [0x7f], [0x80], [0xff, 0xff], [0xff, 0x7f], [0, 0x80], [0, 0, 0, 0],
    [0xff, 0xff, 0xff, 0xff],
    [0xff, 0xff, 0xff, 0x7f], [0, 0, 0, 0x80], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  ]

  /// What has a meaning in text.
  private static let words: [[UInt8]] = [
    "{", "}", "[", "]", "\"", "\\", "\\u", ",", "\n", "\r\n", "\0", "<", "</", "<![CDATA[", "<!DOCTYPE", "&",
    ";", "--",
    "99999999999999999999", "-1", "1e999", "\u{feff}", "\u{202e}", "ACSCall{", "callId",
    "00000000-0000-0000-0000-000000000000",
  ].map { Array($0.utf8) }

  init(seeds: [Seed], seed: UInt64) {
    self.seeds = seeds
    numbers = Numbers(seed)
  }

  /// A mutant, or as many as it takes one behind the other.
  mutating func next(ofAtLeast length: Int = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    repeat {
      bytes += mutant(of: seeds.randomElement(using: &numbers)?.content ?? [])
    } while bytes.count < length
    return bytes
  }

  private mutating func mutant(of seed: [UInt8]) -> [UInt8] {
    var bytes = seed
    for _ in 0...Int.random(in: 0...4, using: &numbers) where !bytes.isEmpty { mutate(&bytes) }
    return bytes
  }

  /// Makes a folder of some seeds and mutants of them; now and then they come in an archive, which may be damaged, too.
  mutating func writeTicket(to folder: URL) throws {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var members: [(name: String, content: [UInt8])] = []
    for number in 0..<Int.random(in: 1...5, using: &numbers) {
      guard let seed = seeds.randomElement(using: &numbers) else { continue }
      let isSound = Bool.random(using: &numbers)
      members.append(("\(number)-\(seed.name)", isSound ? seed.content : mutant(of: seed.content)))
    }
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: members = [("sent.zip", Packed.zip(members.map { Packed.ZipMember($0.name, $0.content) }))]
    case 1: members = [("sent.tgz", Packed.gzip(Packed.tar(members)))]
    case 2: members = [("sent.7z", Packed.written(.sevenZip, members))]
    default: return try write(members, to: folder)
    }
    if Int.random(in: 0..<3, using: &numbers) == 0 { members[0].content = mutant(of: members[0].content) }
    try write(members, to: folder)
  }

  private func write(_ members: [(name: String, content: [UInt8])], to folder: URL) throws {
    for member in members { try Data(member.content).write(to: folder.appending(path: member.name)) }
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0..<bytes.count, using: &numbers)
    let length = Int.random(in: 1...64, using: &numbers)
    let range = place..<min(bytes.count, place + length)
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: bytes[range], at: Int.random(in: 0...bytes.count, using: &numbers))
    case 4: bytes.removeLast(bytes.count - place)
    case 5: bytes.replaceSubrange(range, with: [UInt8](repeating: 0, count: range.count))
    case 6:
      let limit = Mutator.limits.randomElement(using: &numbers) ?? []
      let start = Bool.random(using: &numbers) ? place : place % min(bytes.count, 128)
      for (offset, byte) in limit.enumerated() where start + offset < bytes.count {
        bytes[start + offset] = byte
      }
    case 7: bytes.insert(contentsOf: Mutator.words.randomElement(using: &numbers) ?? [], at: place)
    case 8:
      let other = seeds.randomElement(using: &numbers)?.content ?? []
      guard !other.isEmpty else { return }
      let start = Int.random(in: 0..<other.count, using: &numbers)
      bytes.insert(contentsOf: other[start..<min(other.count, start + 8 * length)], at: place)
    default:
      for index in range { bytes[index] = UInt8.random(in: 0...255, using: &numbers) }
    }
  }
}
