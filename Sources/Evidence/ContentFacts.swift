/// What can be said of content that nobody but its maker can read.
public struct ContentFacts: Hashable, Sendable, Codable {
  /// Bits a byte (0 to 8) over the whole content; of each block of `blockSize` bytes, the lowest and the highest.
  public var entropy: Double
  public var lowestBlockEntropy: Double
  public var highestBlockEntropy: Double

  /// Bytes a block.
  public static let blockSize = 64 << 10

  /// Memberwise.
  public init(entropy: Double, lowestBlockEntropy: Double, highestBlockEntropy: Double) {
    self.entropy = entropy
    self.lowestBlockEntropy = lowestBlockEntropy
    self.highestBlockEntropy = highestBlockEntropy
  }
}
