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

/// A Swift module under `Sources/`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

/// The tests of a module; `Tests` mirrors `Sources`.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies,
    swiftSettings: swiftSettings)
}

let package = Package(
  name: "acs-logscan",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "acs-logscan", targets: ["acs-logscan"]),
    // With the modules of what an analysis is made of, so that whoever depends on it may import them.
    .library(
      name: "ACSLogScan",
      targets: ["ACSLogScan", "Calls", "Evidence", "Catalog", "Inventory", "Intake", "Formats"]),
  ],
  traits: [
    .trait(
      name: "ISAL",
      description: "Unpacks gzip files with Intel's ISA-L, about three times as fast as with zlib alone.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
    .target(name: "CScan"),
    .systemLibrary(
      name: "CSimdjsonLibrary", pkgConfig: "simdjson",
      providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
    // Homebrew's headers are found through pkg-config alone; Debian's, without it, and without its superfluous flags.
    .target(
      name: "CSimdjson",
      dependencies: [.target(name: "CSimdjsonLibrary", condition: .when(platforms: [.macOS]))],
      linkerSettings: [.linkedLibrary("simdjson")]),

    module("Evidence"),
    module("Catalog"),
    module("Scan", ["CScan"]),
    module(
      "Intake",
      [
        "Evidence", "CZlib", "CArchive", .target(name: "CISAL", condition: .when(traits: ["ISAL"])),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module(
      "Formats",
      [
        "Evidence", "Catalog", "Scan", "Intake", "CLibXML2", "CSimdjson",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module(
      "Patterns",
      ["Evidence", "Formats", "Intake", .product(name: "Yams", package: "Yams")]),
    module("Calls", ["Evidence", "Catalog"]),
    module("Inventory", ["Evidence"]),
    // A module of its own: as an array of bytes, the page takes longer to compile than the reports.
    .target(
      name: "ReportPage",
      resources: [
        "report.mustache", "report.css", "data.js", "words.js", "search.js", "lists.js",
        "overview.js", "call.js", "lanes.js", "events.js", "page.js",
      ].map { .embedInCode("Page/\($0)") },
      swiftSettings: swiftSettings),
    module(
      "Reports",
      [
        "Evidence", "Catalog", "Calls", "Inventory", "Formats", "Redaction", "ReportPage",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    module("ACSLogScan", ["Evidence", "Intake", "Formats", "Calls", "Inventory"]),
    module(
      "Redaction",
      [
        "Evidence", "Intake", "Scan", "Formats", "CZlib", "CArchive",
        .target(name: "CISAL", condition: .when(traits: ["ISAL"])),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .executableTarget(
      name: "acs-logscan",
      dependencies: [
        "ACSLogScan", "Catalog", "Calls", "Inventory", "Redaction", "Reports", "Evidence", "Intake",
        "Formats",
        "Patterns",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),

    tests(of: "Evidence"),
    tests(of: "Catalog"),
    tests(of: "Scan"),
    tests(of: "Intake", ["Evidence", "PackedData"]),
    tests(of: "Formats", ["Evidence", "Intake"]),
    tests(of: "Patterns", ["Formats", .product(name: "Yams", package: "Yams")]),
    tests(of: "Calls", ["Evidence"]),
    tests(of: "Inventory", ["Evidence"]),
    tests(of: "Reports", ["Evidence", "Calls", "Catalog", "Inventory", "Formats"]),
    tests(of: "Redaction", ["Evidence", "Intake", "Formats", "PackedData"]),
    tests(of: "ACSLogScan", ["Evidence", "Calls", "Intake", "Redaction", "Reports", "Catalog"]),
    .target(
      name: "PackedData", dependencies: ["CZlib", "CArchive", "Intake"], path: "Tests/PackedData",
      swiftSettings: swiftSettings),
    .testTarget(
      name: "HostileTests", dependencies: ["ACSLogScan", "Calls", "Evidence", "Intake", "PackedData"],
      path: "Tests/Hostile", swiftSettings: swiftSettings),
    // A target and no product: whoever depends on the library gets nothing of it.
    .executableTarget(
      name: "fuzz",
      dependencies: ["ACSLogScan", "Calls", "Evidence", "PackedData", "Reports"], path: "Tests/Fuzz",
      exclude: ["seeds"], swiftSettings: swiftSettings),
    // The example's program, built with everything else, so that it is never out of date.
    .executableTarget(
      name: "folder-to-calls", dependencies: ["ACSLogScan", "Calls", "Evidence"],
      path: "Examples/FolderToCalls/Sources", swiftSettings: swiftSettings),
    .testTarget(
      name: "CommandTests", dependencies: ["acs-logscan", "folder-to-calls", "PackedData"], exclude: ["Help"],
      swiftSettings: swiftSettings),
  ],
  cxxLanguageStandard: .cxx17
)
