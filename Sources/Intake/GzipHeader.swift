/// What the header of a gzip member says beside the data (RFC 1952, 2.3).
package struct GzipHeader: Equatable {
  /// Seconds since 1970; 0 for none.
  package var time: UInt32 = 0
  package var operatingSystem: UInt8 = 255
  package var name: String?
  package var comment: String?

  /// Says nothing.
  package init() {}

  /// Reads the header at the start of `prefix`; what goes on behind it is left out.
  init(_ prefix: [UInt8]) {
    guard prefix.count >= 10 else { return }
    for index in 0..<4 { time |= UInt32(prefix[4 + index]) << UInt32(8 * index) }
    operatingSystem = prefix[9]
    let flags = prefix[3]
    var rest = prefix[10...]
    if flags & 4 != 0 {
      guard rest.count >= 2 else { return }
      rest = rest.dropFirst(2 + Int(rest[rest.startIndex]) + Int(rest[rest.startIndex + 1]) << 8)
    }
    if flags & 8 != 0 { name = GzipHeader.takeText(from: &rest) }
    if flags & 16 != 0 { comment = GzipHeader.takeText(from: &rest) }
  }

  /// UTF-8 as nearly all write it, else Latin-1, as it should be.
  private static func takeText(from rest: inout ArraySlice<UInt8>) -> String? {
    guard let end = rest.firstIndex(of: 0) else {
      rest = []
      return nil
    }
    let bytes = rest[..<end]
    rest = rest[(end + 1)...]
    guard !bytes.isEmpty else { return nil }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
