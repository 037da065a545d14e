import Foundation
import TestSupport
import Testing

@Suite struct ContainerfileTests {
  private let file: Containerfile

  init() throws { file = try Containerfile(Sources.text("Packaging/Containerfile")) }

  @Test func itsInstructionsAreKnown() {
    let known: Set = [
      "FROM", "ARG", "RUN", "COPY", "USER", "WORKDIR", "ENTRYPOINT", "CMD",
    ]
    #expect(Set(file.instructions.map(\.name)).isSubset(of: known))
  }

  @Test func whatRunsIsTheProgramAsAnOrdinaryUser() throws {
    try #require(file.stages.count == 2)
    let last = file.stages[1]
    #expect(last.last { $0.name == "USER" }?.text == "pgparcel")
    #expect(last.contains { $0.name == "RUN" && $0.text.contains("useradd --create-home") })
    #expect(last.last { $0.name == "ENTRYPOINT" }?.text == #"["pgparcel"]"#)
    #expect(Containerfile.libraries.isSubset(of: Containerfile.packages(last)))
  }

  /// The program is linked with the libraries of the one Debian and runs with those of the other.
  @Test func bothStagesAreTheSameDebian() throws {
    let images = file.stages.compactMap { $0.first?.words.first }
    try #require(images.count == 2)
    #expect(images[0].hasSuffix("-bookworm"))
    #expect(images[1].hasSuffix(":bookworm-slim"))
    let version = try #require(
      try Sources.text("Package.swift").firstMatch(of: /swift-tools-version: ([0-9]+)\.([0-9]+)/))
    let image = try #require(images[0].firstMatch(of: /swift:([0-9]+)\.([0-9]+)/))
    #expect(try (major(image.1), major(image.2)) >= (major(version.1), major(version.2)))
  }

  private func major(_ text: Substring) throws -> Int { try #require(Int(text)) }

  @Test func whatIsCopiedIsThere() throws {
    let names = file.stages.compactMap { stage -> String? in
      let words = stage[0].words
      return words.count == 3 && words[1] == "AS" ? words[2] : nil
    }
    for (index, stage) in file.stages.enumerated() {
      for copy in stage where copy.name == "COPY" {
        if let from = copy.words.first(where: { $0.hasPrefix("--from=") }) {
          #expect(names.prefix(index).contains(String(from.dropFirst("--from=".count))))
          // Where the other stage has installed it.
          let source = try #require(copy.words.dropFirst().first)
          #expect(
            file.stages[0].contains {
              $0.text.contains("make install DESTDIR=\(source.dropLast()) ")
            })
        } else {
          for source in copy.words.dropLast() {
            #expect(
              FileManager.default.fileExists(atPath: "\(Sources.root)/\(source)"), "\(source)")
          }
        }
      }
    }
  }

  /// `make install` in the first stage finds what it reads.
  @Test func whatMakeInstallReadsIsCopied() throws {
    let copied = file.stages[0].filter { $0.name == "COPY" }.flatMap { $0.words.dropLast() }
    #expect(copied.contains { $0 == "Makefile" })
    for script in [
      "Packaging/man-pages", "Packaging/manual/files.mdoc", "Scripts/setup",
      "docs/exit-codes.md", "Package.swift", "Sources/pgparcel/main.swift",
    ] {
      #expect(copied.contains { script == $0 || script.hasPrefix("\($0)/") }, "\(script)")
    }
  }

  /// Not where no list of packages has been fetched.
  @Test(
    .enabled("apt knows no packages") {
      try ForeignProgram.path(of: "apt-cache") != nil
        && ForeignProgram.run(
          "apt-cache", ["show", "--no-all-versions", "libc6"], environment: [:]
        )
        .status == 0
    })
  func itsPackagesExist() throws {
    let packages = Set(file.stages.flatMap(Containerfile.packages))
    try #require(packages.count > 4)
    let known = try ForeignProgram.run(
      "apt-cache", ["show", "--no-all-versions"] + packages, environment: [:])
    for package in packages {
      #expect(known.text.contains("Package: \(package)\n"), "\(package)")
    }
  }
}
