import Foundation
import PostgresClient

extension ScratchServer {
  /// Runs a client tool (`pg_dump`, `psql`) against this server and waits for it.
  ///
  /// - Parameters:
  ///   - arguments: as typed; the `PG*` variables lead to this server and the database `postgres`.
  ///   - input: what the tool reads from standard input.
  /// - Throws: `ScratchError` if it is not installed or fails, with what it printed.
  @discardableResult
  package func run(
    tool: String, _ arguments: [String], input: String? = nil
  ) throws(ScratchError) -> ToolOutput {
    try binaries.run(
      tool: tool, arguments, environment: maintenance.toolEnvironment, input: input)
  }

  /// As above, without blocking a thread of Swift's pool.
  @discardableResult
  package func run(
    tool: String, _ arguments: [String], input: String? = nil
  ) async throws -> ToolOutput {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result { () throws(ScratchError) in
            try self.run(tool: tool, arguments, input: input)
          }.mapError { $0 as any Error })
      }
    }
  }
}
