import Evidence

/// The words for observations of services' records: one line, bounded, without secrets, telephone numbers and addresses.
enum ServiceWords {
  /// The line for a sentence and values that stand beside it, as far as there is room.
  static func line(_ sentence: String, _ values: some Sequence<(name: String, value: JSONValue)>) -> String {
    var line = sentence
    for (name, value) in values where line.utf8.count < LogWords.limit {
      guard saysSomething(name, value) else { continue }
      line += " \(name)="
      line += value.scalarText.map { String($0.prefix(LogWords.limit)) } ?? value.compactText
    }
    return LogWords.text(masked(Array(line.utf8)))
  }

  private static func saysSomething(_ name: String, _ value: JSONValue) -> Bool {
    if value.isNull || envelope.contains(name.lowercased()) { return false }
    guard let text = value.string else { return true }
    return !text.isEmpty && text.lowercased() != "null"
  }

  /// Columns that Log Analytics and its clients add to every row of any table.
  private static let envelope: Set<String> = [
    "tablename", "sourcesystem", "_subscriptionid", "_billedsize", "_isbillable", "subscriptionid",
  ]

  /// The line for a sentence.
  static func line(_ sentence: String) -> String { LogWords.text(masked(Array(sentence.utf8))) }

  /// A text of a record as far as a fact may hold it: bounded, without secrets.
  static func bounded(_ text: String) -> String {
    let bytes = text.utf8
    guard bytes.count > longestWord || mayHoldToken(bytes) else { return text }
    return LogWords.text(Array(bytes.prefix(longestWord)))
  }

  private static let longestWord = 200

  /// Whether the beginning of a token, `eyJ`, stands in the text.
  static func mayHoldToken(_ bytes: String.UTF8View) -> Bool {
    var last: (UInt8, UInt8) = (0, 0)
    let bytes = bytes.span
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "J"), last == (UInt8(ascii: "e"), UInt8(ascii: "y")) { return true }
      last = (last.1, byte)
    }
    return false
  }

  /// The beginning of an ID, enough to recognise it by in a line.
  static func short(_ id: String) -> String {
    id.count > 13 ? id.prefix(8) + "…" : id
  }

  /// The beginning of an ID; of an MRI its kind and its end, which tells it from others of the same resource.
  static func who(_ participant: String) -> String {
    let parts = participant.split(separator: ":", maxSplits: 2)
    guard parts.count > 1, let end = parts.last?.split(separator: "_").last else { return short(participant) }
    return parts.dropLast().joined(separator: ":") + ":…" + end.suffix(parts.count > 2 ? 12 : 4)
  }

  /// A number as a person writes it, to one decimal.
  static func number(_ value: Double) -> String {
    guard value.magnitude < 1e12 else { return "\(value)" }
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
  }

  /// `487/0 (ExpectedError)`.
  static func codes(_ codes: EndCodes) -> String {
    var text = "\(codes.code)"
    if let subCode = codes.subCode { text += "/\(subCode)" }
    if !codes.categories.isEmpty { text += " (" + codes.categories.joined(separator: ", ") + ")" }
    if let phrase = codes.phrase { text += ": " + phrase }
    return text
  }

  /// All but the last four digits of telephone numbers with a `+`, and what stands before the `@` of addresses, are
  /// replaced. Thread IDs, which have an `@` as well, stay.
  static func masked(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "@") }) else { return bytes }
    var masked: [UInt8] = []
    masked.reserveCapacity(bytes.count)
    var cursor = ByteCursor(bytes)
    while let byte = cursor.peek() {
      cursor.skip()
      if byte == UInt8(ascii: "+") {
        let digits = cursor.take(while: isDigit)
        masked += digits.count >= 7 ? ellipsis + bytes[digits.suffix(4)] : [byte] + bytes[digits]
      } else if byte == UInt8(ascii: "@"), isDomain(cursor) {
        while let last = masked.last, isNameByte(last) { masked.removeLast() }
        masked += ellipsis + [byte]
      } else {
        masked.append(byte)
      }
    }
    return masked
  }

  private static let ellipsis = Array("…".utf8)

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || isOne(byte, of: ".%-+")
  }

  private static func isDomain(_ cursor: ByteCursor) -> Bool {
    guard !cursor.startsWith("thread.") else { return false }
    var cursor = cursor
    let domain = cursor.take(upTo: 255) { isLetter($0) || isDigit($0) || isOne($0, of: ".-") }
    return cursor.bytes[domain].dropFirst().dropLast().contains(UInt8(ascii: "."))
  }
}
