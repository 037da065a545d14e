import Foundation

/// What a finished program has printed.
package struct ToolOutput: Hashable, Sendable {
  package let standardOutput: String
  package let standardError: String
  /// Exit status, or the number of the signal that ended it.
  package let status: Int32
}

/// A program to run to its end.
///
/// Foundation's `Process` and not Subprocess, which is async only: starting a server has to block,
/// because commands are synchronous and because tests share one server behind a `static let`, where
/// waiting for async work could take all threads of the pool that is to do it.
package struct Child {
  private let program: String
  private let arguments: [String]
  private let environment: [String: String]
  private let directory: String
  private let user: ServerUser?

  /// - Parameters:
  ///   - environment: what the child sees beside `PATH`; nothing else is inherited, so that no `PG*`
  ///     variable of the caller's leads astray.
  ///   - user: whom to run as; nil for the caller.
  package init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    directory: String = "/", as user: ServerUser? = nil
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.user = user
  }

  /// Runs the program and waits for it.
  ///
  /// - Throws: `ScratchError` if it cannot be started; a bad exit status is the caller's to judge.
  package func run(input: String? = nil) throws(ScratchError) -> ToolOutput {
    do {
      // Files, not pipes, for all but one stream: nobody has to read two streams at once.
      let errors = try TemporaryFile(content: "")
      let feed = try input.map { try TemporaryFile(content: $0) }
      let output = Pipe()
      let process = process()
      process.standardInput = feed?.handle ?? FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = errors.handle
      try started(process)
      let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return ToolOutput(
        standardOutput: String(decoding: bytes, as: UTF8.self),
        standardError: try errors.content(), status: process.terminationStatus)
    } catch {
      throw ScratchError("\(program) cannot be run: \(error.localizedDescription)")
    }
  }

  /// Runs the program, which has to succeed.
  ///
  /// - Throws: `ScratchError` with what it printed to standard error.
  @discardableResult
  func runChecked(input: String? = nil) throws(ScratchError) -> ToolOutput {
    let output = try run(input: input)
    guard output.status == 0 else {
      let name = program.split(separator: "/").last ?? ""
      throw ScratchError("\(name) failed with status \(output.status)\n\(output.standardError)")
    }
    return output
  }

  /// Starts the program and lets it run; it has to end on its own when `input` is closed.
  ///
  /// - Returns: our ends of the pipes of its standard input and output, and its process id.
  func startConversation() throws(ScratchError) -> (
    input: FileHandle, output: FileHandle, pid: Int32
  ) {
    let input = Pipe()
    let output = Pipe()
    let process = process()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try started(process)
    } catch {
      throw ScratchError("\(program) cannot be run: \(error.localizedDescription)")
    }
    return (input.fileHandleForWriting, output.fileHandleForReading, process.processIdentifier)
  }

  private func process() -> Process {
    let process = Process()
    let command = user?.command(program, arguments) ?? [program] + arguments
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(filePath: directory)
    // English messages, whatever the caller's language.
    process.environment = ["PATH": Self.path, "LC_ALL": "C", "HOME": directory].merging(
      environment, uniquingKeysWith: { _, ours in ours })
    return process
  }

  /// Foundation hands the calling thread's signal mask on, and threads of a pool block nearly all
  /// signals: pgbench, for one, would never hear its alarm.
  private func started(_ process: Process) throws {
    var (none, old) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &old)
    defer { unsafe _ = pthread_sigmask(SIG_SETMASK, &old, nil) }
    try process.run()
  }

  private static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
}

/// A file without a name that anyone could open: removed from the directory right after creation.
private struct TemporaryFile {
  let handle: FileHandle

  init(content: String) throws {
    let path = NSTemporaryDirectory() + "/pgparcel-\(UUID().uuidString)"
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forUpdatingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    try FileManager.default.removeItem(atPath: path)
    self.handle = handle
  }

  func content() throws -> String {
    try handle.seek(toOffset: 0)
    return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
  }
}
