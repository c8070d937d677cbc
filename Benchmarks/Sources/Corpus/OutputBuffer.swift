#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What went wrong while a corpus was written.
public struct CorpusError: Error, CustomStringConvertible {
  /// What was tried, on what, and the system's reason.
  public let description: String

  /// An error in words of its own.
  public init(_ description: String) {
    self.description = description
  }
}

/// Bytes on their way into a file descriptor, in pieces of 1 MiB.
///
/// Invariant: `count` is at most `capacity - slack`, so that a whole line fits behind it without a check a byte.
@safe struct OutputBuffer: ~Copyable {
  private let descriptor: Int32
  private let name: String
  private let storage: UnsafeMutablePointer<UInt8>
  private var count = 0
  private(set) var written = 0

  private static let capacity = 1 << 20
  /// Longer than any piece that is appended at once.
  private static let slack = 1 << 14

  /// Writes into an open descriptor, which stays the caller's; `name` is for errors.
  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    unsafe storage = .allocate(capacity: OutputBuffer.capacity)
  }

  deinit {
    unsafe storage.deallocate()
  }

  /// Bytes appended so far.
  var total: Int { written + count }

  /// Appends a piece of at most 16 KiB; what is longer is cut into such pieces.
  mutating func append(_ bytes: Span<UInt8>) {
    guard bytes.count <= OutputBuffer.slack else {
      append(bytes.extracting(first: OutputBuffer.slack))
      return append(bytes.extracting(droppingFirst: OutputBuffer.slack))
    }
    makeRoom(bytes.count)
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      unsafe (storage + count).update(from: start, count: source.count)
    }
    count += bytes.count
  }

  /// Makes sure that up to 16 KiB stay together, so that they can be taken back, and gives the place where they begin.
  mutating func beginPiece() -> Int {
    makeRoom(OutputBuffer.slack)
    return total
  }

  /// Removes what was appended since `place`, which `beginPiece` gave.
  mutating func takeBack(from place: Int) -> [UInt8] {
    let start = max(0, place - written)
    let piece = unsafe Array(UnsafeBufferPointer(start: storage + start, count: count - start))
    count = start
    return piece
  }

  mutating func append(_ byte: UInt8) {
    makeRoom(1)
    unsafe storage[count] = byte
    count += 1
  }

  mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { source in
      append(unsafe source.span)
    }
  }

  /// A number with leading zeros up to `width` digits.
  mutating func append(_ number: Int, width: Int) {
    makeRoom(20)
    var rest = number
    var digits = 1
    var power = 10
    while power <= number, digits < 18 {
      digits += 1
      power *= 10
    }
    let places = max(width, digits)
    for place in stride(from: count + places - 1, through: count, by: -1) {
      unsafe storage[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += places
  }

  /// Puts random digits in place of the `width` bytes from `distance` bytes before the end; a decimal number does
  /// not begin with 0, as none in JSON may.
  mutating func replace(at distance: Int, width: Int, radix: UInt64, random: UInt64) {
    var rest = random
    let start = count - distance
    precondition(start >= 0 && width <= distance)
    for place in start..<start + width {
      let hasNoZero = radix == 10 && place == start
      let digit = UInt8(truncatingIfNeeded: hasNoZero ? 1 + rest % 9 : rest % radix)
      rest /= radix
      unsafe storage[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
    }
  }

  private mutating func makeRoom(_ bytes: Int) {
    if count + bytes > OutputBuffer.capacity - OutputBuffer.slack { drain() }
  }

  /// The first failure ends the writing; `flush` reports it.
  private var failure: Int32 = 0

  private mutating func drain() {
    var done = 0
    while done < count, failure == 0 {
      let result = unsafe write(descriptor, storage + done, count - done)
      if result > 0 {
        done += result
      } else if errno != EINTR {
        failure = errno
      }
    }
    written += count
    count = 0
  }

  /// Writes what is left, and says what went wrong if anything did.
  mutating func flush() throws(CorpusError) {
    drain()
    if failure != 0 {
      throw CorpusError("\(name): could not be written: \(unsafe String(cString: strerror(failure)))")
    }
  }
}
