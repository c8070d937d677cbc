import Evidence
public import Scan

/// User-facing diagnostics wherever an application prints them, by their names in any platform's spelling.
public struct Diagnostics: Vocabulary {
  /// Parts of the names that are rare elsewhere.
  public let literals: [Literal] = [
    "networkreconnect", "networkreceivequality", "networksendquality", "networkrelays", "nonetwork",
    "networkunavailable",
    "devicesenumerated", "devicesavailable", "speakingwhilemicrophone", "microphonenotfunctioning",
    "microphonemute",
    "permissiondenied", "camerafreeze", "camerafrozen", "camerastart", "camerastopped", "capturerst",
    "screensharerecordingdisabled", "speakervolume", "speakermuted", "speakerbusy", "speakernotfunctioning",
    "microphonebusy",
    "diagnosticchanged", "ufd diagnostic",
  ].map { Literal($0, ignoresCase: true) }

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
    let found = DiagnosticFinder.find(in: record.tokens)
    guard !found.isEmpty else { return }
    let ids = CallIDs(in: record)
    guard States(in: record, hasCallID: !ids.found.isEmpty).found.isEmpty else { return }
    let participant = IdentifierFinder.find(in: record).first { $0.kind == .userMRI }?.value
    for diagnostic in found {
      sink.add(
        .diagnostic(Diagnostic(name: diagnostic.name, value: diagnostic.value, participant: participant)),
        callID: ids.primary)
    }
  }
}
