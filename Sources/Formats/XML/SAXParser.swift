import CLibXML2

/// Takes what a `SAXParser` reads of one element and its descendants. Subclasses override what they need.
@safe
class SAXHandler {
  /// Open elements; the element that is the record is 1.
  final fileprivate(set) var depth = 0
  /// Outermost elements that have ended.
  final fileprivate(set) var completed = 0
  /// What was wrong with the element.
  final fileprivate(set) var failure: SAXFailure?
  fileprivate final var context: xmlParserCtxtPtr?

  /// An element begins; `depth` counts it already.
  func start(_ name: String, _ attributes: SAXAttributes) {}

  /// Text inside the innermost open element, in pieces of any length.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The innermost open element ends; `depth` still counts it.
  func end() {}

  fileprivate final func fail(_ failure: SAXFailure) {
    if self.failure == nil { self.failure = failure }
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }
}

/// Why an element could not be read.
enum SAXFailure: Equatable {
  /// libxml2's number of the error (`xmlParserErrors`); its words would quote the content.
  case notWellFormed(code: Int)
  case tooDeep
  /// The parser itself could not be made.
  case noMemory
}

/// The attributes of a start tag; valid within `SAXHandler.start`.
@safe
struct SAXAttributes {
  /// Five pointers an attribute: local name, prefix, namespace, and the bounds of the value.
  fileprivate let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  fileprivate let count: Int

  /// The value of the attribute with this local name, its references resolved.
  subscript(name: StaticString) -> String? {
    guard let fields = unsafe fields else { return nil }
    for index in 0..<count {
      guard let spelling = unsafe fields[5 * index], let start = unsafe fields[5 * index + 3],
        let end = unsafe fields[5 * index + 4], unsafe end >= start
      else { continue }
      guard unsafe spells(spelling, name) else { continue }
      let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
      return unsafe SAXAttributes.text(value)
    }
    return nil
  }

  /// Gives local name and value of each attribute, references resolved.
  func forEach(_ body: (_ name: Span<UInt8>, _ value: Span<UInt8>) -> Void) {
    guard let fields = unsafe fields else { return }
    for index in 0..<count {
      guard let spelling = unsafe fields[5 * index], let start = unsafe fields[5 * index + 3],
        let end = unsafe fields[5 * index + 4], unsafe end >= start
      else { continue }
      let name = unsafe UnsafeBufferPointer(start: spelling, count: Int(xmlStrlen(spelling)))
      let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
      if unsafe value.contains(UInt8(ascii: "&")) {
        let text = unsafe SAXAttributes.unescaped(value)
        unsafe body(name.span, text.span)
      } else {
        unsafe body(name.span, value.span)
      }
    }
  }

  private static func text(_ value: UnsafeBufferPointer<UInt8>) -> String {
    unsafe value.contains(UInt8(ascii: "&"))
      ? String(decoding: unescaped(value), as: UTF8.self) : String(decoding: value, as: UTF8.self)
  }

  /// An ampersand of the value is `&#38;` here: libxml2 leaves it to those that make trees.
  private static func unescaped(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < value.count {
      let byte = unsafe value[index]
      text.append(byte)
      index += byte == UInt8(ascii: "&") ? escapedAmpersandLength : 1
    }
    return text
  }

  private static let escapedAmpersandLength = 5

  private func spells(_ spelling: UnsafePointer<xmlChar>, _ name: StaticString) -> Bool {
    name.withUTF8Buffer { name in
      for index in name.indices {
        guard unsafe spelling[index] == name[index] else { return false }
      }
      return unsafe spelling[name.count] == 0
    }
  }
}

/// libxml2's SAX2 push parser, held so that no input can make it open anything, expand anything, or grow; the
/// one place that touches a parser context.
///
/// It is given one element at a time, below a root of its own, so that neither a missing root nor what stands
/// between the elements matters. Handlers for declarations and entities are not set: nothing is ever declared.
@safe
struct SAXParser: ~Copyable {
  /// Elements nested deeper are not read. libxml2 limits trees, not SAX.
  static let maximumDepth = 256
  /// Names live as long as their context; a new one is made after so many bytes.
  private static let bytesPerContext = 4 << 20
  private static let initialised: Void = xmlInitParser()

  private let handler: SAXHandler
  private var bytesFed = 0

  init(_ handler: SAXHandler) {
    SAXParser.initialised
    self.handler = handler
  }

  deinit {
    SAXParser.release(handler)
  }

  /// Reads one whole element, or the beginning of one where `isCut`; nil where it was well formed.
  mutating func read(_ element: UnsafeBufferPointer<UInt8>, isCut: Bool) -> SAXFailure? {
    handler.failure = nil
    handler.depth = 0
    handler.completed = 0
    guard let context = unsafe context() else { return .noMemory }
    bytesFed += element.count
    unsafe SAXParser.feed(element, to: context)
    // The parser looks one character ahead of what it reports.
    unsafe feed("\n", to: context)
    let isWhole = handler.depth == 0 && handler.completed == 1
    if handler.failure == nil, !isWhole, !isCut { handler.failure = .notWellFormed(code: 0) }
    if isCut || handler.failure != nil || bytesFed > SAXParser.bytesPerContext { SAXParser.release(handler) }
    return handler.failure
  }

  private mutating func context() -> xmlParserCtxtPtr? {
    if let context = unsafe handler.context { return unsafe context }
    var callbacks = unsafe xmlSAXHandler()
    unsafe callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe callbacks.startElementNs = startElement
    unsafe callbacks.endElementNs = endElement
    unsafe callbacks.characters = characters
    unsafe callbacks.cdataBlock = characters
    unsafe callbacks.ignorableWhitespace = characters
    unsafe callbacks.serror = { handler, error in
      guard let handler = unsafe handler, let error = unsafe error,
        unsafe error.pointee.level == XML_ERR_FATAL
      else { return }
      unsafe saxHandler(handler).fail(.notWellFormed(code: Int(error.pointee.code)))
    }
    let userData = unsafe Unmanaged.passUnretained(handler).toOpaque()
    guard let context = unsafe xmlCreatePushParserCtxt(&callbacks, userData, nil, 0, nil) else { return nil }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
    unsafe handler.context = context
    bytesFed = 0
    unsafe feed("<acs-root>", to: context)
    return unsafe context
  }

  private func feed(_ text: StaticString, to context: xmlParserCtxtPtr) {
    text.withUTF8Buffer { unsafe SAXParser.feed($0, to: context) }
  }

  private static let pieceSize = 1 << 20

  private static func feed(_ bytes: UnsafeBufferPointer<UInt8>, to context: xmlParserCtxtPtr) {
    // In pieces: libxml2 refuses to look through more than ten million bytes at once.
    var start = 0
    unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
      while start < bytes.count {
        let piece = unsafe UnsafeBufferPointer(rebasing: bytes[start..<min(bytes.count, start + pieceSize)])
        guard unsafe xmlParseChunk(context, piece.baseAddress, Int32(clamping: piece.count), 0) == 0 else {
          return
        }
        start += piece.count
      }
    }
  }

  private static func release(_ handler: SAXHandler) {
    if let context = unsafe handler.context { unsafe xmlFreeParserCtxt(context) }
    unsafe handler.context = nil
  }
}

private func saxHandler(_ userData: UnsafeMutableRawPointer) -> SAXHandler {
  unsafe Unmanaged<SAXHandler>.fromOpaque(userData).takeUnretainedValue()
}

private let startElement: startElementNsSAX2Func = { userData, name, _, _, _, _, attributeCount, _, fields in
  guard let userData = unsafe userData, let name = unsafe name else { return }
  let handler = unsafe saxHandler(userData)
  // The parser's own root is no element of the input.
  if handler.depth == 0, unsafe name.isRoot { return }
  handler.depth += 1
  guard handler.depth <= SAXParser.maximumDepth else { return handler.fail(.tooDeep) }
  let attributes = unsafe SAXAttributes(fields: fields, count: Int(attributeCount))
  unsafe handler.start(String(cString: name), attributes)
}

private let endElement: endElementNsSAX2Func = { userData, _, _, _ in
  guard let userData = unsafe userData else { return }
  let handler = unsafe saxHandler(userData)
  // An end tag of the root inside an element's bytes would be reported as a mismatch first.
  guard handler.depth > 0 else { return }
  handler.end()
  handler.depth -= 1
  if handler.depth == 0 { handler.completed += 1 }
}

private let characters: charactersSAXFunc = { userData, bytes, count in
  guard let userData = unsafe userData, let bytes = unsafe bytes, count > 0 else { return }
  let handler = unsafe saxHandler(userData)
  if handler.depth > 0 {
    unsafe handler.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }
}

extension UnsafePointer<xmlChar> {
  /// Only the root's name begins with `acs-` at depth 0: elements that are records are `Event`, `Obj` and `S`.
  fileprivate var isRoot: Bool { unsafe self[0] == UInt8(ascii: "a") }
}
