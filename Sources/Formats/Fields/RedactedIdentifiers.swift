import Evidence

/// IDs that whatever wrote the log has masked: Apple's `<private>`, @azure/logger's `REDACTED`.
enum RedactedIdentifiers {
  /// Whether a mask stands where a label promises an ID.
  static func stand(in record: Record) -> Bool {
    isMaskedWhole(record)
      || record.tokens.indices.contains { index in
        switch record.tokens[index].word {
        case "redacted"?: promisesID(record.tokens.label(at: index))
        case "private"? where isBracketed(index, in: record.tokens):
          promisesID(record.tokens.label(at: index))
        default: false
        }
      }
  }

  /// The UI library for iOS logs through a dynamic string, all of which is masked in a sysdiagnose.
  private static func isMaskedWhole(_ record: Record) -> Bool {
    guard let tag = record.tag, tag == "Calling" || tag.hasPrefix("AzureCommunication") else { return false }
    return starts("<private>", record.message) && record.tokens.count == 3
  }

  private static func isBracketed(_ index: Int, in tokens: [Token]) -> Bool {
    index > 0 && index + 1 < tokens.count && tokens[index - 1].kind == .mark(UInt8(ascii: "<"))
      && tokens[index + 1].kind == .mark(UInt8(ascii: ">"))
  }

  /// `callId: `, `ms-cv: `, `on calls update received `
  private static func promisesID(_ label: Label) -> Bool {
    let joined = label.joined
    return joined.hasSuffix("id") || joined.hasSuffix("mscv") || joined.hasSuffix("calls")
      || joined.hasSuffix("all")
  }
}
