/// Something to ask the sender to do, as the product's public support guide describes it.
public struct CollectionStep: Sendable, Equatable {
  /// What it brings: `the .etl files of the Windows application`.
  public var purpose: String
  /// What to do, in a sentence.
  public var text: String
  /// A command to run or code to call, where there is one.
  public var command: String?

  /// Memberwise.
  public init(purpose: String, text: String, command: String? = nil) {
    self.purpose = purpose
    self.text = text
    self.command = command
  }

  /// The platforms that the ticket shows, and what is missing of each.
  static func all(for inventory: Inventory, _ attachments: [Attachment]) -> [CollectionStep] {
    let evidence = PlatformEvidence(inventory, attachments)
    var steps: [CollectionStep] = []
    let lacks = Set(inventory.findings.map(\.kind))
    if !lacks.isDisjoint(with: ["file-missing", "file-size-differs", "file-hash-differs"]) {
      steps.append(attachListed)
    }
    if evidence.isWindows {
      let isNarrow = lacks.contains("manifest-pattern-too-narrow")
      if isNarrow || !inventory.hasListing { steps.append(listOnWindows) }
      if !lacks.isDisjoint(with: ["blog-without-etl", "etl-without-blog", "file-missing"]) || isNarrow {
        steps.append(askWindowsSDK)
      }
    }
    guard !evidence.hasSupportFiles else { return steps }
    if evidence.isAndroid { steps.append(askAndroidSDK) }
    if evidence.isIOS { steps += [askIOSSDK, downloadIOSContainer] }
    return steps
  }

  private static let attachListed = CollectionStep(
    purpose: "the files that the listing names and that are missing or differ",
    text:
      "Attach every .blog and .etl file that the listing names, as it is, after the application was closed.")

  private static let listOnWindows = CollectionStep(
    purpose: "a list of all support files on the Windows device, media logs and traces included",
    text:
      "Run this in a command prompt and attach what it prints; the application is told by its folder below Packages.",
    command: #"where /r %USERPROFILE%\AppData /t *.blog *.etl *.etl.bak"#)

  private static let askWindowsSDK = CollectionStep(
    purpose: "the support files that the Windows SDK knows of",
    text: "Have the application attach every file that the SDK names.",
    command: "callClient.DebugDetails.SupportFiles")

  private static let askAndroidSDK = CollectionStep(
    purpose: "the support files that the Android SDK knows of",
    text: "Have the application attach every file that the SDK names.",
    command: "callClient.getDebugInfo().getSupportFiles()")

  private static let askIOSSDK = CollectionStep(
    purpose: "the support files that the iOS SDK knows of",
    text: "Have the application attach every file that the SDK names.",
    command: "callClient.debugInfo.getSupportFiles()")

  private static let downloadIOSContainer = CollectionStep(
    purpose: "the .blog files of an iOS device at hand",
    text:
      "In Xcode, open Devices and Simulators, download the application's container, show the package contents of the "
      + ".xcappdata, and attach the .blog files in AppData/Library/Caches.")
}

/// Which platforms the files of a ticket come from.
struct PlatformEvidence {
  let isWindows: Bool
  let isAndroid: Bool
  let isIOS: Bool
  /// Whether any file that the SDK writes for support is attached or listed.
  let hasSupportFiles: Bool

  init(_ inventory: Inventory, _ attachments: [Attachment]) {
    let platforms = Set(attachments.compactMap(\.platform))
    isWindows =
      platforms.contains("windows")
      || inventory.entries.contains {
        $0.role == .etwTrace || $0.app != nil || $0.role.isSupportFile && ListedPath.isWindows($0.path)
      }
    isAndroid = platforms.contains("android")
    isIOS = platforms.contains("ios") || inventory.entries.contains { $0.path.contains(".xcappdata/") }
    hasSupportFiles = inventory.entries.contains { $0.role.isSupportFile }
  }
}
