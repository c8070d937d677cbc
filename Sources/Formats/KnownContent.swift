import Evidence

/// Content that is no log, told by its first bytes: it is named for what it is, with what makes it readable.
enum KnownContent: CaseIterable {
  case eventLog
  case compoundFile
  case capture
  case newCapture
  case unifiedLog
  case minidump
  case kernelDump
  case appleDouble
  case picture
  case video
  case pdf
  case database
  case appleCrashReport
  case webRTCInternals

  /// Nil for anything else.
  init?(of head: ArraySlice<UInt8>) {
    guard let known = KnownContent.allCases.first(where: { $0.begins(head) }) else { return nil }
    self = known
  }

  /// Whether it is text all the same, and searched like any other.
  var isText: Bool { self == .appleCrashReport || self == .webRTCInternals }

  /// What it is, and the way to something readable. Deliberately nothing else is read of it.
  var problem: Problem { Problem(.skipped, words) }

  /// The signatures as their owners document them: [MS-EVEN6] and [MS-CFB] 2.2, pcap and pcapng (IETF drafts), the
  /// headers of MDMP and PAGEDU64 (Debugging Tools for Windows), AppleDouble (RFC 1740), PNG, JPEG, GIF, WebP, ISO
  /// base media, PDF, SQLite 3.
  private func begins(_ head: ArraySlice<UInt8>) -> Bool {
    func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: bytes) }
    func says(_ text: String, at offset: Int = 0) -> Bool { has(Array(text.utf8), at: offset) }
    switch self {
    case .eventLog: return says("ElfFile\0")
    case .compoundFile: return has([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    case .capture:
      return [
        [0xd4, 0xc3, 0xb2, 0xa1], [0xa1, 0xb2, 0xc3, 0xd4], [0x4d, 0x3c, 0xb2, 0xa1],
        [0xa1, 0xb2, 0x3c, 0x4d],
      ]
      .contains { has($0) }
    case .newCapture:
      return has([0x0a, 0x0d, 0x0d, 0x0a])
        && (has([0x4d, 0x3c, 0x2b, 0x1a], at: 8) || has([0x1a, 0x2b, 0x3c, 0x4d], at: 8))
    // The header chunk: tag 0x1000, subtag 0x11.
    case .unifiedLog: return has([0x00, 0x10, 0, 0, 0x11, 0, 0, 0])
    case .minidump: return says("MDMP") && has([0x93, 0xa7], at: 4)
    case .kernelDump: return says("PAGEDU64") || says("PAGEDUMP")
    case .appleDouble: return has([0, 5, 0x16, 7, 0, 2, 0, 0])
    case .picture:
      return has([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) || has([0xff, 0xd8, 0xff])
        || says("GIF87a")
        || says("GIF89a") || says("RIFF") && says("WEBP", at: 8) || says("ftyphei", at: 4)
        || says("ftypavif", at: 4)
    case .video: return has([0x1a, 0x45, 0xdf, 0xa3]) || says("ftyp", at: 4) && has([0, 0], at: 0)
    case .pdf: return says("%PDF-")
    case .database: return says("SQLite format 3\0")
    case .appleCrashReport:
      return says("Incident Identifier:")
        || says("{\"") && head.prefix(512).firstRange(of: Array("\"bug_type\"".utf8)) != nil
    case .webRTCInternals:
      return says("{") && head.prefix(64 << 10).firstRange(of: Array("\"PeerConnections\"".utf8)) != nil
    }
  }

  private var words: String {
    switch self {
    case .eventLog:
      "a Windows event log (.evtx), which was not read; on Windows: wevtutil qe FILE.evtx /lf:true /f:XML > events.xml"
    case .compoundFile:
      "an Outlook message (.msg) or another compound file, which was not read; save its attachments and attach those: "
        + "msgconvert FILE.msg, or Outlook, Save As, text"
    case .capture, .newCapture:
      "a network capture, which was not read; to text: tshark -r FILE.pcap -V > capture.txt"
    case .unifiedLog:
      "a piece of Apple's unified log (tracev3), which was not read; on a Mac: "
        + "log show --archive FILE.logarchive --info --debug --style syslog > system.log"
    case .minidump: "a minidump of a crash, which was not read; the stacks: minidump-stackwalk FILE.dmp"
    case .kernelDump: "a dump of the Windows kernel, which was not read; WinDbg: !analyze -v"
    case .appleDouble:
      "what macOS keeps beside a file in archives (AppleDouble); nothing of the file itself, not read"
    case .picture: "an image, which was not read; text in it: tesseract FILE.png stdout"
    case .video: "a video or sound recording, which was not read; what it holds: ffprobe FILE"
    case .pdf: "a PDF document, which was not read; to text: pdftotext -layout FILE.pdf"
    case .database: "an SQLite database, which was not read; to text: sqlite3 FILE .dump"
    case .appleCrashReport:
      "a crash report of Apple's systems; searched as text; the names of its functions: Xcode, or symbolicatecrash FILE"
    case .webRTCInternals:
      "a dump of chrome://webrtc-internals; searched as text, its graphs not read; a viewer: webrtc-dump-importer"
    }
  }
}
