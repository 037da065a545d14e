import Foundation
import TestSupport
import Testing

@Suite struct RulePagesTests {
  @Test func theProgramHoldsThePagesAsTheyAre() throws {
    let root = GoldenCase.fixtures.appending(path: "../..").standardized
    let fresh = FileManager.default.temporaryDirectory
      .appending(path: "pgparcel-rules-\(UUID().uuidString).swift")
    defer { try? FileManager.default.removeItem(at: fresh) }
    let script = Process()
    script.executableURL = root.appending(path: "Scripts/rule-pages")
    script.arguments = [fresh.path]
    try script.run()
    script.waitUntilExit()
    #expect(script.terminationStatus == 0)
    let source = root.appending(path: "Sources/Commands/Subcommands/RulePages.swift")
    #expect(
      try String(contentsOf: fresh, encoding: .utf8) == String(contentsOf: source, encoding: .utf8),
      "run Scripts/rule-pages")
  }
}
