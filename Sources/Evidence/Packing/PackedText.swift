extension String: Packable {
  private enum Form {
    static let plain: UInt64 = 0
    static let remembered: UInt64 = 1
    static let aroundGUIDs: UInt64 = 2
    static let guid: UInt64 = 3
  }

  /// A string that the block has had is a reference; one with GUIDs in it, as MRIs have, is what stands around them.
  public func pack(into packer: inout Packer) {
    if utf8.count > 2, let place = place(in: packer.memory.strings) {
      packer.write(UInt64(place) << 2 | Form.remembered)
      return
    }
    if let guid = GUID(self), !utf8.contains(where: (UInt8(ascii: "A")...UInt8(ascii: "F")).contains) {
      packer.write(Form.guid)
      packer.pack(guid)
      packer.memory.remember(self)
      return
    }
    if utf8.count > GUID.length, packAroundGUIDs(into: &packer) {
      packer.memory.remember(self)
      return
    }
    packer.write(UInt64(utf8.count) << 2 | Form.plain)
    packer.write(bytes: utf8)
    if utf8.count > 2 { packer.memory.remember(self) }
  }

  public init(unpacking unpacker: inout Unpacker) {
    let head = unpacker.readUnsigned()
    let number = Int(truncatingIfNeeded: head >> 2)
    switch head & 3 {
    case Form.remembered:
      let strings = unpacker.memory.strings
      self = strings.indices.contains(number) ? strings[number] : ""
    case Form.guid:
      self = unpacker.unpack(GUID.self).description
      unpacker.memory.remember(self)
    case Form.aroundGUIDs:
      var bytes: [UInt8] = []
      for _ in 0..<Swift.min(number, unpacker.remaining) {
        bytes += unpacker.readBytes(unpacker.readCount())
        unpacker.unpack(GUID.self).write(to: &bytes)
      }
      bytes += unpacker.readBytes(unpacker.readCount())
      self = String(decoding: bytes, as: UTF8.self)
      unpacker.memory.remember(self)
    default:
      self = String(decoding: unpacker.readBytes(number), as: UTF8.self)
      if utf8.count > 2 { unpacker.memory.remember(self) }
    }
  }

  private func place(in strings: [String]) -> Int? {
    strings.firstIndex { $0.hasBytes(of: self) }
  }

  /// Whether the bytes are the same, too: equal strings may differ in them, for one letter can be written in several ways.
  func hasBytes(of other: String) -> Bool {
    guard utf8.count == other.utf8.count, self == other else { return false }
    let (own, others) = (utf8.span, other.utf8.span)
    return own.indices.allSatisfy { own[$0] == others[$0] }
  }

  private func packAroundGUIDs(into packer: inout Packer) -> Bool {
    let bytes = Array(utf8)
    let places = GUID.places(in: bytes)
    guard !places.isEmpty else { return false }
    packer.write(UInt64(places.count) << 2 | Form.aroundGUIDs)
    var start = 0
    for (place, guid) in places {
      packer.write(UInt64(place - start))
      packer.write(bytes: bytes[start..<place])
      packer.pack(guid)
      start = place + GUID.length
    }
    packer.write(UInt64(bytes.count - start))
    packer.write(bytes: bytes[start...])
    return true
  }
}

extension Packer {
  /// Writes a sentence that is put together of words which many sentences have.
  public mutating func pack(prose text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    write(UInt64(words.count))
    for word in words {
      // Numbers and names would only fill the list of words.
      let isOrdinary =
        word.utf8.count <= 24 && word.utf8.allSatisfy { $0 < 0x80 && !(0x30...0x39).contains($0) }
      if isOrdinary {
        pack(name: String(word))
      } else {
        write(UInt64(0))
        pack(String(word))
      }
    }
  }
}

extension Unpacker {
  /// Reads a sentence.
  public mutating func unpackProse() -> String {
    var text = ""
    for number in 0..<readCount() {
      if number > 0 { text += " " }
      text += unpackName()
    }
    return text
  }
}

extension GUID {
  /// The GUIDs that stand in the bytes as `description` writes them, and where.
  fileprivate static func places(in bytes: [UInt8]) -> [(place: Int, guid: GUID)] {
    var found: [(Int, GUID)] = []
    var start = 0
    while start + length <= bytes.count {
      guard bytes[start + 8] == UInt8(ascii: "-"), bytes[start + 13] == UInt8(ascii: "-"),
        let guid = GUID(ascii: bytes[start..<start + length]),
        !bytes[start..<start + length].contains(where: {
          (UInt8(ascii: "A")...UInt8(ascii: "F")).contains($0)
        })
      else {
        start += 1
        continue
      }
      found.append((start, guid))
      start += length
    }
    return found
  }
}
