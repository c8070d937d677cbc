// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "acs-logscan", path: "../..")],
  targets: [
    .executableTarget(
      name: "fuzz", dependencies: [.product(name: "ACSLogScan", package: "acs-logscan")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"), .strictMemorySafety(),
        .treatAllWarnings(as: .error),
      ])
  ]
)
