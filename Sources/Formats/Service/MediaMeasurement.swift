import Evidence

/// The numbers of one row of media statistics, and which sum they belong to.
struct MediaMeasurement: Sendable {
  /// A hash of everything that the row says but numbers and times.
  var hash: WideHash
  var mean: Double
  var minimum: Double
  var maximum: Double
  var count: Int

  /// Of the columns of a row of media statistics, of which some may be empty; nil where there is no number.
  init?(
    hash: WideHash, average: Double?, sum: Double?, minimum: Double?, maximum: Double?, count: Double?
  ) {
    self.hash = hash
    let points = count.map { Int(exactly: $0.rounded()) ?? 0 } ?? 1
    guard points > 0, let mean = average ?? sum.map({ $0 / Double(points) }) else { return nil }
    self.count = min(points, 1_000_000)
    self.mean = mean
    self.minimum = min(minimum ?? mean, mean)
    self.maximum = max(maximum ?? mean, mean)
  }

  /// Whether a sample has just these numbers.
  func isEqual(to sample: MediaSample) -> Bool {
    mean == sample.mean && minimum == sample.minimum && maximum == sample.maximum && count == sample.count
  }

  /// A finite number as JSON spells it, in quotes or not; nil for anything else.
  static func number(_ text: ArraySlice<UInt8>) -> Double? {
    var text = text
    if text.first == .quote { text = text.dropFirst().dropLast() }
    var digits = 0
    var places = -1
    var length = 0
    for byte in text {
      if isDigit(byte) {
        // Fifteen digits and a power of ten up to 10^22 are exact, and so is their quotient, rounded once.
        length += 1
        guard length <= 15 else { return slowNumber(text) }
        digits = digits &* 10 &+ Int(byte &- UInt8(ascii: "0"))
        if places >= 0 { places += 1 }
      } else if byte == UInt8(ascii: "."), places < 0, length > 0 {
        places = 0
      } else {
        return slowNumber(text)
      }
    }
    guard length > 0, places != 0 else { return slowNumber(text) }
    return places > 0 ? Double(digits) / powers[places] : Double(digits)
  }

  private static func slowNumber(_ text: ArraySlice<UInt8>) -> Double? {
    JSONValue.string(trimmed(String(decoding: text, as: UTF8.self))).double
  }

  private static let powers: [Double] = (0...15).map { place in
    (0..<place).reduce(1) { power, _ in power * 10 }
  }
}
