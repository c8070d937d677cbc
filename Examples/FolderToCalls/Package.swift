// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "FolderToCalls",
  platforms: [.macOS(.v26)],
  dependencies: [
    // In a package of your own: .package(url: "…/acs-logscan.git", from: "0.1.0")
    .package(name: "acs-logscan", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "FolderToCalls",
      dependencies: [.product(name: "ACSLogScan", package: "acs-logscan")],
      path: "Sources")
  ]
)
