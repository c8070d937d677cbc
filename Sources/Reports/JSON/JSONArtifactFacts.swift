import Evidence

extension JSONReport {
  /// What was measured of opaque content, bits a byte.
  static func content(_ content: ContentFacts) -> JSONValue {
    var object = JSONObject()
    object.set("entropy", .number(content.entropy))
    object.set("lowestBlockEntropy", .number(content.lowestBlockEntropy))
    object.set("highestBlockEntropy", .number(content.highestBlockEntropy))
    return .object(object)
  }
}
