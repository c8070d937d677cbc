/// What a file is for, as far as its name tells. The raw values are part of the JSON report.
///
/// The names are those that public documentation, samples and support threads of the Calling SDKs and of Teams show.
public enum FileRole: String, Hashable, Sendable, CaseIterable {
  /// `acs_sdk.blog`, `acs_sdk-0-s3579513326.blog`
  case sdkLog = "sdk-log"
  /// `*.msrtc-0-s1039525249.blog`, `Debug-0-*.blog`: the media stack and its agent
  case mediaStack = "media-stack"
  /// `tscalling-0-2061129496.blog`: the calling layer's requests and events
  case signalling
  /// `rtmcontrol.msrtc-0-2415069487.blog`
  case remoteControl = "remote-control"
  /// Any other `.blog`
  case encryptedLog = "encrypted-log"
  /// `.etl`
  case etwTrace = "etw-trace"
  /// `.bak` behind the name of a support file: the piece before the current one
  case rotation
  /// `.log`, `.txt` and their rotated pieces
  case log
  case archive
  /// A listing of files
  case listing
  /// An export or a capture: `.har`, `.evtx`, `.csv`, `.json`, `.xml`, `.pcapng`
  case export
  case picture
  case crashReport = "crash-report"
  case other

  /// Decides by the last component of a path.
  public init(of name: FileName) {
    let whole = name.folded
    let stem = name.stem
    switch name.pathExtension {
    case "bak" where [".blog", ".etl", ".log"].contains(where: stem.hasSuffix): self = .rotation
    case "blog": self = FileRole.blog(whole)
    case "etl", "etlgz": self = .etwTrace
    case "log", "txt", "uccapilog": self = .log
    case "zip", "gz", "tgz", "7z", "cab", "tar", "xz", "zst", "bz2", "xcappdata":
      let inner = FileName(stem)
      let role: FileRole = inner.pathExtension.isEmpty ? .archive : FileRole(of: inner)
      self = role == .other ? .archive : role
    case "har", "saz", "evtx", "csv", "json", "jsonl", "ndjson", "xml", "pcap", "pcapng", "man":
      self = .export
    case "png", "jpg", "jpeg", "gif", "heic", "webp", "mp4", "mov": self = .picture
    case "ips", "crash", "dmp", "mdmp": self = .crashReport
    default: self = name.isRotatedLog ? .log : .other
    }
  }

  private static func blog(_ name: String) -> FileRole {
    if name.hasPrefix("acs") { return .sdkLog }
    if name.hasPrefix("rtmcontrol") { return .remoteControl }
    if name.contains("msrtc") || name.hasPrefix("debug") || name.contains("mediastack") { return .mediaStack }
    return name.hasPrefix("tscalling") ? .signalling : .encryptedLog
  }

  /// Whether the SDK or its media stack writes such files for support.
  public var isSupportFile: Bool {
    switch self {
    case .sdkLog, .mediaStack, .signalling, .remoteControl, .encryptedLog, .etwTrace, .rotation: true
    case .log, .archive, .listing, .export, .picture, .crashReport, .other: false
    }
  }

  /// Whether the content is for Microsoft's eyes only.
  public var isBlog: Bool {
    switch self {
    case .sdkLog, .mediaStack, .signalling, .remoteControl, .encryptedLog: true
    default: false
    }
  }
}

/// The last component of a path, and what it is compared by.
public struct FileName: Hashable, Sendable {
  /// As written.
  public let text: String
  /// For comparing: lower case, and dots for spaces, which some upload forms put there. Swift compares strings by
  /// canonical equivalence, so the decomposed names that a Mac writes equal composed ones.
  public let folded: String

  /// Any text without separators.
  public init(_ text: String) {
    self.text = text
    folded = FileName.folded(text)
  }

  static func folded(_ text: String) -> String {
    text.lowercased().replacing(" ", with: ".")
  }

  /// Behind the last dot, in lower case, without the dot; empty where there is none.
  public var pathExtension: String {
    guard let dot = folded.lastIndex(of: "."), dot > folded.startIndex else { return "" }
    return String(folded[folded.index(after: dot)...])
  }

  /// Before the last dot, for comparing.
  public var stem: String {
    guard let dot = folded.lastIndex(of: "."), dot > folded.startIndex else { return folded }
    return String(folded[..<dot])
  }

  /// `console.log.3`
  var isRotatedLog: Bool {
    guard let number = Int(pathExtension), number > 0 else { return false }
    return stem.hasSuffix(".log") || stem.hasSuffix(".txt")
  }
}
