import Foundation

/// The built program as a process of its own.
enum Program {
  /// Beside the test bundle, wherever the build put both.
  static let path: URL = {
    let test = URL(filePath: CommandLine.arguments[0])
    return test.deletingLastPathComponent().appending(path: "pgparcel")
  }()

  struct Started {
    let process: Process
    let output: Pipe
    let error: Pipe

    /// Waits for its end.
    func result() -> (status: Int32, output: String, error: String) {
      let output = Program.text(output)
      let error = Program.text(error)
      process.waitUntilExit()
      return (process.terminationStatus, output, error)
    }
  }

  static func text(_ pipe: Pipe) -> String {
    String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  static func start(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> Started {
    let process = Process()
    process.executableURL = path
    process.arguments = arguments
    process.environment = environment.merging(
      ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]) { $1 }
    let started = Started(process: process, output: Pipe(), error: Pipe())
    process.standardOutput = started.output
    process.standardError = started.error
    try process.run()
    return started
  }
}
