import Evidence

/// Recognises the XML that Windows tools write: event records as such (tracerpt, wevtutil, Event Viewer) and in
/// CLIXML (PowerShell), and the manifests of event providers.
enum EventXML {
  /// What the beginning of decoded text is: `.eventXML`, `.clixml`, or `.etwManifest`, which is recognised and
  /// not read. Nil for any other text, other XML, and CLIXML that lists files.
  ///
  /// A few KiB of `head` are enough, as long as declaration, comments and the root's start tag are in it.
  static func recognises(head: ArraySlice<UInt8>) -> ArtifactKind? {
    let bytes = Array(head)
    var position = prologEnd(bytes)
    guard position < bytes.count, bytes[position] == UInt8(ascii: "<") else {
      return beginsWithinEvents(bytes) ? .eventXML : nil
    }
    if Markup.has("<!DOCTYPE", at: position, in: bytes) {
      return declaresEntities(bytes, from: position) ? .eventXML : nil
    }
    position += 1
    let name = localName(bytes, at: position)
    switch name {
    case "Events": return .eventXML
    case "Objs": return listsFiles(bytes) ? nil : .clixml
    case "instrumentationManifest": return .etwManifest
    default: return holds(namespace, bytes) || name == "Event" && holds("<System", bytes) ? .eventXML : nil
    }
  }

  private static let namespace: StaticString = "schemas.microsoft.com/win/2004/08/events/event"

  /// Behind byte order mark, white space, PowerShell's `#< CLIXML`, the declaration and comments.
  private static func prologEnd(_ bytes: [UInt8]) -> Int {
    var position = Markup.has("\u{feff}", at: 0, in: bytes) ? 3 : 0
    while position < bytes.count {
      let rest = position..<bytes.count
      if isSpace(bytes[position]) {
        position += 1
      } else if Markup.has("#< CLIXML", at: position, in: bytes) {
        position += 9
      } else if Markup.has("<?", at: position, in: bytes), let end = Markup.end(of: "?>", in: bytes, rest) {
        position = end
      } else if Markup.has("<!--", at: position, in: bytes), let end = Markup.end(of: "-->", in: bytes, rest)
      {
        position = end
      } else {
        break
      }
    }
    return position
  }

  /// None of the forms has a document type. One that declares entities or names what to load, in front of
  /// events or with no end in sight, is refused by the reader, which says so.
  private static func declaresEntities(_ bytes: [UInt8], from position: Int) -> Bool {
    if holds("<Event>", bytes) || holds("<Events>", bytes) || holds(namespace, bytes) { return true }
    return Markup.end(of: "<!ENTITY", in: bytes, position..<bytes.count) != nil && !holds("]>", bytes)
  }

  /// The rest of a file whose beginning is lost: the end of one event and the start of the next.
  private static func beginsWithinEvents(_ bytes: [UInt8]) -> Bool {
    guard let end = Markup.end(of: "</Event>", in: bytes, 0..<bytes.count) else { return false }
    let next = bytes[end...].drop(while: { isSpace($0) }).startIndex
    return Markup.hasName("<Event", at: next, in: bytes) && holds(namespace, bytes)
  }

  private static func listsFiles(_ bytes: [UInt8]) -> Bool {
    holds("<T>System.IO.FileInfo</T>", bytes) || holds("<T>System.IO.DirectoryInfo</T>", bytes)
  }

  private static func holds(_ text: StaticString, _ bytes: [UInt8]) -> Bool {
    Markup.end(of: text, in: bytes, 0..<bytes.count) != nil
  }

  /// The name of the tag, without its prefix.
  private static func localName(_ bytes: [UInt8], at position: Int) -> String {
    let name = bytes[position...].prefix(256).prefix { byte in
      isWordByte(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    return decodedText(name.split(separator: UInt8(ascii: ":")).last ?? [])
  }
}
