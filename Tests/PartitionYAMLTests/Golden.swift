import Foundation
import Testing

/// Texts that tests compare with files beside the fixtures.
enum Golden {
  /// `UPDATE_GOLDEN=1` rewrites the file and still fails.
  static func expect(
    _ actual: String, equals path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = Fixtures.root.appending(path: path)
    let expected = try? String(contentsOf: file, encoding: .utf8)
    if actual != expected, ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path)", sourceLocation: sourceLocation)
    } else {
      #expect(actual == expected, "\(path)", sourceLocation: sourceLocation)
    }
  }
}
