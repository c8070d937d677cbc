import Evidence
public import Scan

/// Lines of nothing but IDs, which Android's and iOS's samples print.
public struct BareIDLines: Vocabulary {
  /// None: such lines are looked for by their shape.
  public let literals: [Literal] = [Literal("<private>")]

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
    for id in BareIDs.ids(record.message) {
      sink.add(.mention, identifiers: [Identifier(.possibleCallID, id.description)])
    }
  }
}

/// Exceptions of Android in or through the Calling SDK's libraries.
public struct NativeExceptions: Vocabulary {
  public let literals: [Literal] = [
    Literal("UnsatisfiedLinkError"), Literal("libskypert"), Literal("libACSCalling"),
    Literal("com.azure.android.communication.calling"), Literal("sam_"),
  ]

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
    if let name = exception(in: record) { sink.add(.failure(Failure(name: name))) }
  }

  /// `java.lang.IllegalArgumentException: Unknown error.` above frames of the SDK; a frame alone repeats it.
  private func exception(in record: Record) -> String? {
    guard
      record.contains("com.azure.android.communication.calling")
        || record.contains("UnsatisfiedLinkError"),
      let range = exceptionName(record.message)
    else { return nil }
    return decodedText(record.message[range])
  }

  private func exceptionName(_ message: [UInt8]) -> Range<Int>? {
    var cursor = ByteCursor(message)
    while !cursor.isAtEnd {
      let word = cursor.take { isWordByte($0) || isOne($0, of: ".$") }
      let text = cursor.text(word)
      if text.hasSuffix("Exception") || text.hasSuffix("Error"), text.contains(".") { return word }
      cursor.skip()
    }
    return nil
  }
}
