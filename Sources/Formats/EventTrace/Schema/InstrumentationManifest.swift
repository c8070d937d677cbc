import Evidence

/// What an instrumentation manifest declares: a .man, the XML of an EventSource, or what tools write of the
/// providers of a machine.
struct InstrumentationManifest: Sendable {
  /// Larger manifests are not read; those of Windows have at most some megabytes.
  static let maximumBytes = 16 << 20

  /// The names of the providers.
  private(set) var providers: [GUID: String] = [:]
  private(set) var schemas: [EventSchema.Key: EventSchema] = [:]
  /// Whether the text is cut or no XML at some place; what stands before counts.
  let isDamaged: Bool
  /// Whether it declares more fields than are kept.
  let isCutShort: Bool

  /// Reads a manifest in UTF-8 or UTF-16, whatever encoding it says it has; what comes before damage counts.
  /// Nil where it declares no provider, has a document type, or is too large.
  init?(_ content: [UInt8]) {
    guard content.count <= InstrumentationManifest.maximumBytes else { return nil }
    let text = ManifestText.utf8(content)
    guard let root = ManifestText.root(text) else { return nil }
    let element = XMLSanitizer.cleaned(text[root...]) ?? Array(text[root...])
    let collector = ManifestCollector()
    var parser = SAXParser(collector)
    isDamaged = unsafe element.withUnsafeBufferPointer { unsafe parser.read($0, isCut: false) } != nil
    isCutShort = collector.isCutShort
    for declared in collector.providers {
      guard let guid = ManifestText.guid(declared.guid) else { continue }
      let builder = ManifestSchemas(provider: declared, strings: collector.strings)
      if providers[guid] == nil {
        providers[guid] = ManifestSchemas.shortened(builder.text(declared.name) ?? declared.name)
      }
      for event in declared.events {
        guard let id = ManifestText.number(event.value).flatMap({ UInt16(exactly: $0) }),
          let version = UInt8(exactly: ManifestText.number(event.version) ?? 0)
        else { continue }
        let key = EventSchema.Key(provider: guid, id: id, version: version)
        guard schemas[key] == nil else { continue }
        var schema = builder.schema(of: event)
        schema.providerName = providers[guid]
        schemas[key] = schema
      }
    }
    guard !providers.isEmpty else { return nil }
  }
}

/// How manifests are written.
enum ManifestText {
  /// The text in UTF-8: UTF-16 is known by its byte order mark, or by the zero beside its first `<`.
  static func utf8(_ content: [UInt8]) -> [UInt8] {
    switch (content.first, content.dropFirst().first) {
    case (0xff, 0xfe), (UInt8(ascii: "<"), 0): return transcoded(content, low: 0)
    case (0xfe, 0xff), (0, UInt8(ascii: "<")): return transcoded(content, low: 1)
    default: return content
    }
  }

  private static func transcoded(_ content: [UInt8], low: Int) -> [UInt8] {
    let units = (0..<(content.count / 2)).lazy.map { unit in
      UInt16(content[2 * unit + low]) | UInt16(content[2 * unit + 1 - low]) << 8
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// Where the root element begins, behind declarations and comments; nil where there is none, or a document
  /// type.
  static func root(_ text: [UInt8]) -> Int? {
    var index = 0
    while let start = text[index...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = text[start...]
      let end: Int?
      if rest.starts(with: "<!--".utf8) {
        end = ManifestText.end(of: "-->", in: text, from: start + 4)
      } else if rest.starts(with: "<?".utf8) {
        end = ManifestText.end(of: "?>", in: text, from: start + 2)
      } else {
        return rest.starts(with: "<!".utf8) ? nil : start
      }
      guard let end else { return nil }
      index = end
    }
    return nil
  }

  private static func end(of mark: StaticString, in text: [UInt8], from start: Int) -> Int? {
    let mark = Array("\(mark)".utf8)
    var index = start
    while let first = text[min(index, text.count)...].firstIndex(of: mark[0]) {
      if text[first...].starts(with: mark) { return first + mark.count }
      index = first + 1
    }
    return nil
  }

  /// A GUID, in braces or without.
  static func guid(_ text: String) -> GUID? {
    let text = text.drop { $0 == "{" || $0 == " " }.prefix { $0 != "}" && $0 != " " }
    return GUID(text)
  }

  /// A number, decimal or with `0x`.
  static func number(_ text: String?) -> UInt64? {
    guard let text = text?.drop(while: { $0 == " " }).prefix(while: { $0 != " " }) else { return nil }
    if text.hasPrefix("0x") || text.hasPrefix("0X") { return UInt64(text.dropFirst(2), radix: 16) }
    return UInt64(text)
  }
}
