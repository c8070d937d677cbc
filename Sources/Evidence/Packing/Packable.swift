/// A value that can be written as a few bytes and read back as the same value.
///
/// The bytes are for this process alone: they are held in memory where millions of values would take too much room, never
/// written to a file, and mean nothing to another version.
public protocol Packable {
  /// Writes the value.
  func pack(into packer: inout Packer)

  /// Reads what `pack` wrote. Never fails: bytes that `pack` did not write give some value.
  init(unpacking unpacker: inout Unpacker)
}

/// Words that a list says again and again, each kept once.
struct PackedNames: Sendable {
  private(set) var all: [String] = []
  private var places: [String: Int] = [:]

  /// Logs that are not what they seem could have ever new ones.
  private static let most = 4096

  /// Where the name stands, a new one at the end; nil where there is no room for it.
  mutating func place(of name: String) -> Int? {
    if let place = places[name] {
      return all[place].hasBytes(of: name) ? place : nil
    }
    guard all.count < PackedNames.most else { return nil }
    places[name] = all.count
    all.append(name)
    return all.count - 1
  }
}

/// What a packer has written last and an unpacker has read last, so that values near to it take less room. Both sides
/// keep it in the same way, from the beginning of a block on.
struct PackingMemory: Sendable {
  var guids: [GUID] = []
  var strings: [String] = []
  var nanoseconds: Int64 = 0
  var timeText: [UInt8] = []
  var source = Source(artifact: 0, line: 0, record: 0, offset: 0)

  /// Searching longer lists would cost more than they save.
  private static let longest = 32

  mutating func remember(_ guid: GUID) {
    if guids.count < PackingMemory.longest { guids.append(guid) }
  }

  mutating func remember(_ string: String) {
    if strings.count < PackingMemory.longest { strings.append(string) }
  }

  mutating func forget() {
    guids.removeAll(keepingCapacity: true)
    strings.removeAll(keepingCapacity: true)
    nanoseconds = 0
    timeText.removeAll(keepingCapacity: true)
    source = Source(artifact: 0, line: 0, record: 0, offset: 0)
  }
}
