package import Foundation
package import Testing

/// One directory of `Tests/Fixtures/<suite>`: inputs and expected outputs.
package struct GoldenCase: Sendable, CustomTestStringConvertible {
  package let directory: URL
  package var name: String { directory.lastPathComponent }
  package var testDescription: String { name }

  package init(directory: URL) {
    self.directory = directory
  }

  /// `Tests/Fixtures`.
  package static let fixtures = URL(filePath: #filePath)
    .appending(path: "../../Fixtures").standardized

  /// The cases of a suite, by name. None at all stops the run: a test of nothing must not pass.
  package static func all(in suite: String) -> [GoldenCase] {
    let root = fixtures.appending(path: suite)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    let cases = names.filter { !$0.hasPrefix(".") }.sorted()
    precondition(!cases.isEmpty, "no fixtures for \(suite)")
    return cases.map { GoldenCase(directory: root.appending(path: $0)) }
  }

  /// The text of an input file.
  package func text(_ file: String) throws -> String {
    try String(contentsOf: directory.appending(path: file), encoding: .utf8)
  }

  /// Compares `actual` with a file. `UPDATE_GOLDEN=1` writes the file anew and still fails, so that
  /// a recording never counts as a pass.
  package func expect(
    _ actual: String, equals file: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = directory.appending(path: file)
    let expected = try? String(contentsOf: url, encoding: .utf8)
    if actual != expected, ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try actual.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)/\(file)", sourceLocation: sourceLocation)
    } else {
      #expect(actual == expected, "\(name)/\(file)", sourceLocation: sourceLocation)
    }
  }

  /// The major version of PostgreSQL on which texts were recorded that a server had a say in.
  package static let recordedOn = 15

  /// As above, for text that repeats words of a server: definitions of views and constraints, names
  /// that it gives. Every major version words some of them anew, so they are compared on one only;
  /// that they mean the same is for the rest of the test to show, on every version.
  ///
  /// - Parameter server: the version as the server counts it.
  package func expect(
    _ actual: String, equals file: String, wordedBy server: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    guard server / 10_000 == Self.recordedOn else { return }
    try expect(actual, equals: file, sourceLocation: sourceLocation)
  }
}
