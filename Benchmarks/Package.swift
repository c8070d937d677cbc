// swift-tools-version: 6.3
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "acs-logscan", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .target(name: "Corpus", swiftSettings: swiftSettings),
    .executableTarget(
      name: "make-corpus",
      dependencies: ["Corpus", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: swiftSettings),
    .executableTarget(name: "measure"),
    .executableTarget(
      name: "micro",
      dependencies: ["Corpus", .product(name: "ACSLogScan", package: "acs-logscan")],
      swiftSettings: swiftSettings),
  ]
)
