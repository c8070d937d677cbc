internal import CSimdjson

/// Follows the brackets and strings of a JSON value that comes in pieces.
struct JSONExtent: Sendable {
  private var state = json_extent()

  /// Goes on at `from`, and gives the index behind the value's last byte; the end of the text where there is more to come.
  mutating func follow(_ text: [UInt8], from start: Int) -> Int {
    unsafe text.withUnsafeBufferPointer { buffer in
      guard let bytes = buffer.baseAddress, start < buffer.count else { return start }
      return unsafe json_extent_follow(&state, bytes, start, buffer.count)
    }
  }

  /// Whether the value has ended.
  var isAtEnd: Bool { state.depth == 0 && state.in_string == 0 }
}
