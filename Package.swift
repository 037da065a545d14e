// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: C types stay out of interfaces, unsafe code is
/// visible, and a warning fails the build.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: ["TestSupport"] + dependencies, swiftSettings: strict)
}

// Help, completions, suggestions for mistyped options: not ours to write again.
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
// SHA-256 for fingerprints and checksums.
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "pgparcel",
  products: [.executable(name: "pgparcel", targets: ["pgparcel"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    library("Diagnostics"),
    library("PartitionCore", ["Diagnostics", crypto]),
    library("PartitionYAML", ["CLibYAML", "Diagnostics", "PartitionCore"]),
    library("MigrationExport", ["Diagnostics", "PartitionCore"]),
    library("PostgresClient", ["CLibpq"]),
    library("PostgresCatalog", ["PostgresClient", "PartitionCore", "Diagnostics"]),
    library("ScratchServer", ["PostgresClient"]),
    library(
      "MigrationRunner",
      ["PostgresClient", "PostgresCatalog", "PartitionCore", "Diagnostics", crypto]),
    library(
      "MigrationProof",
      [
        "ScratchServer", "PostgresClient", "PostgresCatalog", "MigrationRunner", "PartitionCore",
        "Diagnostics",
      ]),
    library(
      "Commands",
      [
        "Diagnostics", "PartitionCore", "PartitionYAML", "MigrationExport", "PostgresClient",
        "PostgresCatalog", "ScratchServer", "MigrationRunner", "MigrationProof", argumentParser,
      ]),
    .executableTarget(
      name: "pgparcel", dependencies: ["Commands", argumentParser], swiftSettings: strict),

    .target(
      name: "TestSupport",
      dependencies: ["Diagnostics", "PostgresClient", "ScratchServer"],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("PartitionCoreTests", ["PartitionCore", "Diagnostics"]),
    tests("MigrationExportTests", ["MigrationExport", "PartitionCore", "Diagnostics"]),
    tests("PartitionYAMLTests", ["PartitionYAML", "PartitionCore", "Diagnostics"]),
    tests("PostgresClientTests", ["PostgresClient", "ScratchServer"]),
    tests(
      "PostgresCatalogTests",
      ["PostgresCatalog", "PostgresClient", "PartitionYAML", "PartitionCore", "Diagnostics"]),
    tests(
      "MigrationRunnerTests",
      ["MigrationRunner", "PostgresCatalog", "PostgresClient", "PartitionCore", "Diagnostics"]),
    tests(
      "AcceptanceTests",
      [
        "MigrationProof", "MigrationRunner", "MigrationExport", "PostgresCatalog", "PostgresClient",
        "PartitionYAML", "PartitionCore", "ScratchServer", "Diagnostics",
      ]),
    tests("LoadTests", ["PostgresClient", "ScratchServer", "pgparcel"]),
    tests(
      "PairTests",
      [
        "MigrationProof", "MigrationRunner", "PostgresClient", "PartitionYAML", "PartitionCore",
        "Diagnostics",
      ]),
    tests(
      "ConversionTests",
      [
        "MigrationProof", "MigrationRunner", "PostgresClient", "PartitionYAML", "PartitionCore",
        "ScratchServer", "Diagnostics",
      ]),
    tests(
      "CommandsTests",
      [
        "Commands", "MigrationProof", "MigrationRunner", "PostgresClient", "PartitionYAML",
        "PartitionCore", "ScratchServer", "Diagnostics",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
