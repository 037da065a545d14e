// swift-tools-version: 6.2
// The readers of foreign text under libFuzzer. The modules are links to the real ones, so that they
// are compiled with the fuzzer's instruments.
import PackageDescription

let instruments: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]

func fuzzer(_ name: String, _ module: String) -> Target {
  .executableTarget(
    name: name, dependencies: [.byName(name: module), "Diagnostics", "PartitionCore"],
    path: "Targets/\(name)", swiftSettings: instruments,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "fuzz",
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: [
    .systemLibrary(name: "CLibpq", path: "Modules/CLibpq", pkgConfig: "libpq"),
    .systemLibrary(name: "CLibYAML", path: "Modules/CLibYAML", pkgConfig: "yaml-0.1"),
    .target(name: "Diagnostics", path: "Modules/Diagnostics", swiftSettings: instruments),
    .target(
      name: "PartitionCore", dependencies: ["Diagnostics", crypto], path: "Modules/PartitionCore",
      swiftSettings: instruments),
    .target(
      name: "PartitionYAML", dependencies: ["CLibYAML", "Diagnostics", "PartitionCore"],
      path: "Modules/PartitionYAML", swiftSettings: instruments),
    .target(
      name: "PostgresClient", dependencies: ["CLibpq"], path: "Modules/PostgresClient",
      swiftSettings: instruments),
    .target(
      name: "PostgresCatalog", dependencies: ["PostgresClient", "PartitionCore", "Diagnostics"],
      path: "Modules/PostgresCatalog", swiftSettings: instruments),
    fuzzer("FuzzYAML", "PartitionYAML"),
    fuzzer("FuzzBounds", "PostgresCatalog"),
    fuzzer("FuzzFiles", "PartitionCore"),
  ],
  swiftLanguageModes: [.v6]
)
