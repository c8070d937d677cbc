/// Unpacks the plain LZ77 of Microsoft's Xpress compression (MS-XCA 2.4), in which Windows compresses traces.
///
/// Flags come in groups of 32, the highest bit first: 0 is a byte as it is, 1 a match of 13 bits of distance and 3 bits of
/// length, which go on in half a byte, a byte, and 2 or 4 more.
enum Xpress {
  /// Appends what `input` unpacks to, at most `count` bytes.
  ///
  /// - Returns: How many bytes of the input that took; nil where it was not `count` bytes: the input is damaged, and what
  ///   came before the damage is there.
  static func unpack(_ input: Span<UInt8>, count: Int, appendingTo output: inout [UInt8]) -> Int? {
    let before = output.count
    var used = 0
    guard count > 0 else { return used }
    output.append(addingCapacity: count) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
        unsafe input.withUnsafeBufferPointer { input in
          let target = unsafe UnsafeMutableBufferPointer(rebasing: buffer.prefix(count))
          initialized = unsafe unpack(input, into: target, &used)
        }
      }
    }
    return output.count - before == count ? used : nil
  }

  /// Fills `output` from its start, and gives how far it came. No index is used before it was compared with the bounds.
  private static func unpack(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, _ source: inout Int
  ) -> Int {
    var target = 0
    /// Where the byte stands of whose halves the upper one is still to be used.
    var halfUsed: Int?
    let raw = UnsafeRawBufferPointer(input)
    while target < output.count {
      guard input.count &- source >= 4 else { return target }
      var flags = unsafe UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: source, as: UInt32.self))
      source &+= 4
      var left = 32
      while left > 0, target < output.count {
        if flags & 0x8000_0000 == 0 {
          // All bytes up to the next match at once.
          let run = min(flags.leadingZeroBitCount, left)
          let length = min(run, input.count &- source, output.count &- target)
          for index in 0..<length { unsafe output[target &+ index] = input[source &+ index] }
          source &+= length
          target &+= length
          if length < run { return target }
          left &-= run
          flags = run == 32 ? 0 : flags << UInt32(run)
          continue
        }
        guard input.count &- source >= 2 else { return target }
        let match = unsafe Int(
          UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: source, as: UInt16.self)))
        source &+= 2
        var length = match & 7
        if length == 7 {
          guard let more = unsafe longLength(input, &source, &halfUsed) else { return target }
          length = more
        }
        length &+= 3
        let distance = (match >> 3) &+ 1
        guard distance <= target else { return target }
        length = min(length, output.count &- target)
        if distance >= length {
          let from = unsafe UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(output)[target &- distance..<target &- distance &+ length])
          unsafe UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(output)[target..<target &+ length]
          )
          .copyMemory(from: from)
        } else {
          for index in 0..<length { unsafe output[target &+ index] = output[target &+ index &- distance] }
        }
        target &+= length
        left &-= 1
        flags <<= 1
      }
    }
    return target
  }

  /// The length of a match, less 3, that 3 bits do not hold; nil where it is damaged or cut.
  private static func longLength(
    _ input: UnsafeBufferPointer<UInt8>, _ source: inout Int, _ halfUsed: inout Int?
  ) -> Int? {
    func next(_ count: Int) -> Int? {
      guard input.count - source >= count else { return nil }
      var value = 0
      for index in 0..<count { value |= unsafe Int(input[source + index]) << (8 * index) }
      source += count
      return value
    }
    var length: Int
    if let place = halfUsed {
      length = unsafe Int(input[place] >> 4)
      halfUsed = nil
    } else {
      guard let byte = next(1) else { return nil }
      length = byte & 0xf
      halfUsed = source - 1
    }
    guard length == 15 else { return length + 7 }
    guard let byte = next(1) else { return nil }
    if byte < 255 { return byte + 15 + 7 }
    guard var long = next(2) else { return nil }
    if long == 0 {
      guard let longer = next(4) else { return nil }
      long = longer
    }
    return long < 22 ? nil : long
  }
}
