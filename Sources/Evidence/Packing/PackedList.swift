/// Many values in little room: they are kept as the bytes that packing makes of them, in few large chunks, and made anew
/// each time that one is asked for.
///
/// Grows at its end only. The elements of a block are packed one after the other and share what repeats among them; to get
/// at one in the middle, those before it in the block are read too. An iterator lets go of the chunks that it has passed,
/// so that a list that nobody else holds is freed while it is read.
public struct PackedList<Element: Packable & Sendable>: Sendable {
  @Indirect private var packed: PackedBlocks
  private let blockSize: Int

  /// An empty list.
  ///
  /// - Parameter blockSize: How many elements a block has: one for elements that are asked for out of order, more where
  ///   they are small and read in order.
  public init(blockSize: Int = 16) {
    self.blockSize = blockSize < 1 ? 1 : blockSize
  }

  /// A list of these elements.
  public init(_ elements: some Sequence<Element>, blockSize: Int = 16) {
    self.init(blockSize: blockSize)
    for element in elements { append(element) }
  }

  /// The number of elements.
  public var count: Int { packed.count }

  /// Bytes that the elements take, the list of blocks not counted.
  var packedSize: Int { packed.chunks.reduce(packed.packer.bytes.count) { $0 + $1.count } }

  /// Adds an element at the end.
  public mutating func append(_ element: Element) {
    packed.append(element, blockSize: blockSize)
  }
}

/// The bytes of a list, and where in them its blocks begin.
private struct PackedBlocks: Emptiable, Sendable {
  /// Where a block begins.
  struct Block: Sendable {
    var chunk: UInt32
    var offset: UInt32
  }

  /// Chunks that are full.
  private(set) var chunks: [[UInt8]] = []
  /// Writes the last chunk.
  private(set) var packer = Packer()
  private(set) var blocks: [Block] = []
  /// The number of elements.
  private(set) var count = 0

  /// Bytes from which on a chunk is full. A little less than a power of two, for the allocator adds its own.
  private static let chunkSize = 64_000

  mutating func append(_ element: some Packable, blockSize: Int) {
    if count % blockSize == 0 { beginBlock() }
    element.pack(into: &packer)
    count += 1
  }

  private mutating func beginBlock() {
    packer.beginBlock()
    if packer.bytes.count >= PackedBlocks.chunkSize {
      chunks.append(packer.takeBytes(reserving: PackedBlocks.chunkSize + PackedBlocks.chunkSize / 64))
    }
    blocks.append(
      Block(
        chunk: UInt32(truncatingIfNeeded: chunks.count),
        offset: UInt32(truncatingIfNeeded: packer.bytes.count)))
  }
}

extension PackedList: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(position: Int) -> Element {
    precondition(indices.contains(position), "Index out of range")
    var iterator = makeIterator()
    return iterator.element(at: position)
  }

  public func makeIterator() -> Iterator {
    Iterator(self)
  }

  /// Reads the elements one after the other, or those that are asked for; the less it goes back, the less it reads twice.
  public struct Iterator: IteratorProtocol, Sendable {
    private var chunks: [[UInt8]]
    private let lastChunk: [UInt8]
    private let blocks: [PackedBlocks.Block]
    private let blockSize: Int
    private let count: Int
    /// The element that is read next.
    private var position = 0
    private var chunk: Int?
    /// How many chunks were let go.
    private var released = 0
    private var unpacker: Unpacker

    fileprivate init(_ list: PackedList) {
      chunks = list.packed.chunks
      lastChunk = list.packed.packer.bytes
      unpacker = Unpacker(names: list.packed.packer.names.all)
      blocks = list.packed.blocks
      blockSize = list.blockSize
      count = list.count
    }

    /// Bytes of the elements that are still held.
    var packedSize: Int { chunks.reduce(lastChunk.count) { $0 + $1.count } }

    public mutating func next() -> Element? {
      guard position < count else { return nil }
      if position % blockSize == 0 {
        beginBlock()
        release(before: position)
      }
      position += 1
      return Element(unpacking: &unpacker)
    }

    /// The element at this position, which must be one of the list's.
    public mutating func element(at index: Int) -> Element {
      let start = index - index % blockSize
      if position <= start || position > index {
        position = start
        beginBlock()
      }
      while position < index {
        _ = Element(unpacking: &unpacker)
        position += 1
      }
      position += 1
      return Element(unpacking: &unpacker)
    }

    /// Lets go of what stands before this position, which must not be asked for again.
    public mutating func release(before index: Int) {
      guard blocks.indices.contains(index / blockSize) else { return }
      let needed = Int(blocks[index / blockSize].chunk)
      while released < needed {
        chunks[released] = []
        released += 1
      }
    }

    private mutating func beginBlock() {
      let block = blocks[position / blockSize]
      let number = Int(block.chunk)
      if chunk != number {
        unpacker.read(number < chunks.count ? chunks[number] : lastChunk)
        chunk = number
      }
      unpacker.beginBlock(at: Int(block.offset))
    }
  }
}

extension PackedList {
  /// What `transform` makes of each element. Collections ask for one element after the other by its place, which would
  /// read those before it in its block again.
  public func map<T>(_ transform: (Element) throws -> T) rethrows -> [T] {
    var results: [T] = []
    results.reserveCapacity(count)
    for element in self { results.append(try transform(element)) }
    return results
  }

  /// The elements, each changed.
  public func changed(_ change: (inout Element) -> Void) -> PackedList {
    var result = PackedList(blockSize: blockSize)
    for var element in self {
      change(&element)
      result.append(element)
    }
    return result
  }

  /// The elements in the order of their keys, equal ones as they were.
  public func sorted(by key: (Element) -> some Comparable) -> PackedList {
    sorted(byKeys: map(key))
  }

  /// The elements in the order of keys that are given for each, equal ones as they were.
  public func sorted(byKeys keys: [some Comparable]) -> PackedList {
    guard zip(keys, keys.dropFirst()).contains(where: { $1 < $0 }) else { return self }
    let order = keys.indices.sorted {
      keys[$0] < keys[$1] || !(keys[$1] < keys[$0]) && $0 < $1
    }
    var iterator = makeIterator()
    return PackedList(order.lazy.map { iterator.element(at: $0) }, blockSize: blockSize)
  }
}

extension PackedList: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Element...) {
    self.init(elements)
  }
}

extension PackedList: Equatable where Element: Equatable {
  public static func == (lhs: PackedList, rhs: PackedList) -> Bool {
    lhs.elementsEqual(rhs)
  }
}

extension PackedList: Hashable where Element: Hashable {
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for element in self { hasher.combine(element) }
  }
}

extension PackedList: Encodable where Element: Encodable {
  /// As an array of its elements.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for element in self { try container.encode(element) }
  }
}

extension PackedList: Decodable where Element: Decodable {
  /// From an array of elements.
  public init(from decoder: any Decoder) throws {
    self.init()
    var container = try decoder.unkeyedContainer()
    while !container.isAtEnd { append(try container.decode(Element.self)) }
  }
}
