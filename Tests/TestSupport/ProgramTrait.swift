import Foundation
package import Testing

/// Programs of others that some tests run, if they are there: `make export-tools` installs them.
package enum ForeignProgram {
  /// Where the program lies; nil where it is not installed.
  package static func path(of name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile(atPath:))
  }

  /// Runs it and waits.
  ///
  /// - Returns: its status, and what it printed to both streams.
  package static func run(
    _ name: String, _ arguments: [String], environment: [String: String]
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: path(of: name) ?? name)
    process.arguments = arguments
    process.environment = environment.merging(
      ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]) { given, _ in given }
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips the test where one of these programs is not installed.
  package static func needsPrograms(_ names: String...) -> ConditionTrait {
    .enabled("one of \(names.joined(separator: ", ")) is not installed: make export-tools") {
      names.allSatisfy { ForeignProgram.path(of: $0) != nil }
    }
  }
}
