import Evidence
import Scan

/// Notes where tokens, keys and other secrets stand, and what tokens say of themselves, in records of every kind, whatever
/// else they say.
enum Credentials {
  /// The beginnings of tokens, and labels of keys that stand in few lines. None is short: those are found too often.
  static let literals: [Literal] =
    ["eyJhbGci", "eyJ0eXAi", "eyJraWQi", "eyJ4NXQi", "eyJub25jZ", "relays from trap"].map { Literal($0) }
    + ["accesskey=", "skypetoken", "&sig=", "?sig=", "&signature="].map { Literal($0, ignoresCase: true) }

  /// Adds the secrets of a record.
  static func note(in record: Record, into sink: inout ObservationSink) {
    guard mayHold(record) else { return }
    for secret in Secrets.find(in: record.message).prefix(mostInRecord) {
      let lines = countNewlines(in: record.message.span.extracting(..<secret.range.lowerBound))
      // The message of a structured line has line breaks that the artifact has not.
      note(secret, in: record.message, line: lines < record.lineCount ? lines : 0, into: &sink)
    }
  }

  /// Adds the secrets of an element of a document.
  ///
  /// - Parameter shortest: Bytes of the shortest string that is looked at.
  static func note(in element: JSONValue, shortest: Int = 8, into sink: inout ObservationSink) {
    var walk = JSONWalk()
    var left = mostInRecord
    var lines = SecretLines(sink.element)
    walk.visit(element) { key, text in
      guard left > 0, text.utf8.count >= shortest else { return }
      let bytes = Array("\"\(key)\":\"\(text)\"".utf8)
      for secret in Secrets.find(in: bytes).prefix(left) {
        note(secret, in: bytes, line: lines.line(of: bytes[secret.range]), into: &sink)
        left -= 1
      }
    }
  }

  private static let mostInRecord = 50
  private static let asSecret = Testimony(.client, record: "secret", showsCall: false)
  private static let asToken = Testimony(.client, record: "token", showsCall: false)

  private static func note(
    _ secret: Secrets.Found, in bytes: [UInt8], line: Int, into sink: inout ObservationSink
  ) {
    guard let kind = secret.kind else { return }
    sink.add(.secret(kind: kind.rawValue), by: asSecret, text: "a secret: \(kind.rawValue)", line: line)
    if secret.isWebToken, let facts = WebToken.facts(bytes[secret.range]) {
      sink.add(.token(facts), by: asToken, text: words(of: facts), line: line)
    }
  }

  private static func words(of facts: TokenFacts) -> String {
    let scopes = facts.scopes.isEmpty ? "" : " for \(facts.scopes.joined(separator: ", "))"
    func time(_ seconds: Int?) -> String? {
      seconds.map { Instant(nanoseconds: 0).adding(seconds: $0).rfc3339 }
    }
    let span = [time(facts.issued).map { "issued \($0)" }, time(facts.expires).map { "good until \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    let words = "an access token\(scopes)\(span.isEmpty ? "" : ", ")\(span)"
    return words.count <= LogWords.limit ? words : String(words.prefix(LogWords.limit - 1)) + "…"
  }

  /// Nearly all records lack what every secret has.
  private static func mayHold(_ record: Record) -> Bool {
    signs.contains { record.mayContain($0) }
  }

  private static let signs: [StaticString] = [
    "eyJ", "skey", "sKey", "sskey", "ysKey", "tkey", "ykey", "yKey", "tKey", "-key", "iKey", "oken", "ature=",
    "sig=",
    "sig%", "assw", "edential", "ecret", "earer", "oriz", "ORIZ", "code=", "ice-pwd", "pwd=", "KEY", "&key=",
    "?key=",
    "ASSW", "TOKEN",
  ]
}

/// On which lines of an element its secrets stand, asked for in their order.
private struct SecretLines {
  private let text: ArraySlice<UInt8>
  private var place: Int
  private var line = 0
  /// How often nothing may be found: a secret that is written with escapes is not looked for for ever.
  private var patience = 4

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    place = text.startIndex
  }

  /// Lines before the one on which the secret stands; where it is not found, before the secret before it.
  mutating func line(of secret: ArraySlice<UInt8>) -> Int {
    let beginning = secret.prefix(32)
    guard patience > 0, let first = beginning.first else { return line }
    var start = place
    while let found = firstIndex(of: first, in: text.span, from: start - text.startIndex).map({
      $0 + text.startIndex
    }) {
      if text[found...].starts(with: beginning) {
        line += countNewlines(in: text[place..<found].span)
        place = found + beginning.count
        return line
      }
      start = found + 1
    }
    patience -= 1
    return line
  }
}

/// Goes through the strings of a value, no further than a hostile one may lead.
struct JSONWalk {
  private var left = 20_000

  /// Visits each string with the key it stands under; that of a pair `{"name": …, "value": …}` is its name.
  mutating func visit(_ value: JSONValue, key: String = "", _ take: (_ key: String, _ text: String) -> Void) {
    guard left > 0 else { return }
    left -= 1
    switch value {
    case .string(let text): take(key, text)
    case .array(let elements): for element in elements { visit(element, key: key, take) }
    case .object(let members):
      let isPair = members.count <= 8 && value["name"]?.string != nil && value["value"]?.string != nil
      for member in members {
        let name = isPair && member.key == "value" ? value["name"]?.string : nil
        visit(member.value, key: name ?? member.key, take)
      }
    case .number, .bool, .null: break
    }
  }
}
