import Evidence
import Intake

/// What the beginning of some content tells that it is, and so who reads it.
enum ContentForm {
  case eventTrace
  /// Content that is not read.
  case opaque(ArtifactKind)
  case listing(ListingSyntax)
  case ownReport
  case eventXML(ArtifactKind)
  case serviceDocument
  /// Lines, or a batch, of records.
  case log

  /// - Parameters:
  ///   - window: At the start of the content.
  ///   - path: Of the artifact, whose name tells what the content does not.
  init(_ window: borrowing TextWindow, path: String) {
    if EventTraceLog.recognises(window.bytes, path: path) {
      self = .eventTrace
    } else if let kind = ContentForm.opaqueKind(window, path: path) {
      self = .opaque(kind)
    } else if let syntax = ListingSyntax(head: window.bytes) {
      self = .listing(syntax)
    } else if OwnReport.recognises(window.bytes) {
      self = .ownReport
    } else if let kind = EventXML.recognises(head: window.bytes[...]) {
      self = .eventXML(kind)
    } else {
      self = window.isServiceDocument ? .serviceDocument : .log
    }
  }

  /// Whether the content is a log that can be read in parts: nothing but lines, each of which is what it is wherever it stands.
  static func isPlainLog(_ window: borrowing TextWindow, path: String) -> Bool {
    guard KnownContent(of: window.bytes[...]) == nil, case .log = ContentForm(window, path: path) else {
      return false
    }
    return window.isPlainLines
  }

  /// Nil for text. What is no text is told by its name: the SDK's `.blog` files are encrypted.
  private static func opaqueKind(_ window: borrowing TextWindow, path: String) -> ArtifactKind? {
    guard window.encoding == .binary || window.bytes.prefix(4096).allSatisfy({ $0 == 0 }) else { return nil }
    if EventTraceLog.unpackedName(path).hasSuffix(".blog") { return .blog }
    return EventTraceLog.isNamed(path) ? .etl : .unknown
  }
}
