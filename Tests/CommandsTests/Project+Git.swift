import Foundation
import Testing

extension Project {
  /// Runs git in the project's directory, as somebody.
  ///
  /// - Returns: What it prints.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", root, "-c", "user.name=A", "-c", "user.email=a@example.org"]
      + ["-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(process.terminationStatus == 0, "git \(arguments): \(text)")
    return text
  }
}
