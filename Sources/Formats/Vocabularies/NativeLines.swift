import Evidence
public import Scan

/// Android's and iOS's own shapes: crash blocks, the UI libraries' words that no label marks, bare IDs.
public struct NativeLines: Vocabulary {
  public let literals: [Literal] = [
    Literal("Fatal signal "), Literal("FATAL EXCEPTION"), Literal("UnsatisfiedLinkError"),
    Literal("libskypert"),
    Literal("libACSCalling"), Literal("com.azure.android.communication.calling"),
    Literal("Assertion failure in "),
    Literal("sam_"), Literal("t was not possible to create a call agent"),
    Literal("Failed to registerPushNotification"),
    Literal("Failed to set audio session category"), Literal("only one call is supported"),
    Literal("<private>"),
  ]

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
    let message = record.message
    let bare = BareIDs.ids(message)
    if !bare.isEmpty {
      for id in bare { sink.add(.mention, identifiers: [Identifier(.possibleCallID, id.description)]) }
    } else if isCrash(record) {
      sink.add(.crash)
    } else if record.contains("t was not possible to create a call agent") {
      sink.add(.agent(.failed(nil)))
    } else if let name = exception(in: record) {
      sink.add(.failure(Failure(name: name)))
    } else if NativeLines.notes.contains(where: { record.contains($0) }) {
      sink.add(.note(kind: "device"))
    }
  }

  /// Only a crash in or through the Calling SDK's libraries is a fact about calls; a tombstone's head counts too,
  /// because the block behind it is what a customer was asked for.
  private func isCrash(_ record: Record) -> Bool {
    record.contains("Fatal signal ") || record.contains("FATAL EXCEPTION")
      || record.contains("Assertion failure in ") && record.contains("SKP")
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

  private static let notes: [StaticString] = [
    "Failed to registerPushNotification", "Failed to set audio session category",
    "only one call is supported",
  ]
}
