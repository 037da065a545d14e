import Diagnostics
import PartitionCore
import PostgresClient

/// Lets files pass only when they were proven on a throwaway server.
struct ProofGate {
  let session: Session
  let flags: ScratchFlags
  let majorVersion: Int

  /// - Returns: What was proven, for people.
  /// - Throws: `Failure` with what the proof found.
  func prove(
    _ tables: [(table: TablePlan, files: [MigrationFile])], _ findings: inout DiagnosticBag,
    target: borrowing Connection
  ) throws -> [String] {
    throw Failure(
      Diagnostic(.noScratchServer, "the proof is not there yet", help: ["add --no-proof"]))
  }
}
