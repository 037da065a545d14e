import Diagnostics
import Foundation
import PartitionYAML
import Testing

/// What editors are told and what the decoder takes must not differ.
@Suite struct JSONSchemaTests {
  @Test func agreesWithTheDecoder() throws {
    let valid = Fixtures.names(in: "valid").map { "valid/\($0)" }
    // PyYAML expands aliases without bound, and takes no tabs between tokens.
    let unread = ["billion_laughs.yaml", "tab_in_excerpt.yaml"]
    let invalid = Fixtures.names(in: "invalid").filter { !unread.contains($0) }
      .map { "invalid/\($0)" }
    for line in try verdicts(valid + invalid) {
      let path = "\(line[0].split(separator: "/").suffix(2).joined(separator: "/"))"
      let name = String(path.split(separator: "/").last ?? "")
      let accepted = path.hasPrefix("valid/") ? true : try Expectation(name).schemaAccepts
      #expect(
        line[1] == (accepted ? "accepts" : "rejects"), "\(path): \(line.last ?? "")")
    }
  }

  @Test func isWrittenInOneWay() {
    #expect(JSONSchema.text == JSONSchema.document.rendered(pretty: true) + "\n")
    #expect(JSONSchema.text.hasPrefix("{\n  \"$schema\""))
  }

  /// Lines of the checking script, split at tabs.
  private func verdicts(_ paths: [String]) throws -> [[String]] {
    let schema = FileManager.default.temporaryDirectory.appending(
      path: "pgparcel-schema-\(ProcessInfo.processInfo.processIdentifier).json")
    try JSONSchema.text.write(to: schema, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: schema) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", Fixtures.root.appending(path: "check_schema.py").path, schema.path]
      + paths.map { Fixtures.root.appending(path: $0).path }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(
      process.terminationStatus == 0,
      "this test needs Python's jsonschema and yaml: apt install python3-jsonschema python3-yaml")
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == paths.count)
    return lines.map { $0.split(separator: "\t").map(String.init) }
  }
}
