import Diagnostics
import MigrationProof
import MigrationRunner
import PartitionCore
import PostgresClient

/// Lets files pass only when they were proven on a throwaway server.
struct ProofGate {
  let session: Session
  let flags: ScratchFlags
  let database: ConnectionTarget
  let serverVersion: Int

  /// Adds what the proof could not cover to `findings`.
  ///
  /// - Returns: What was proven, for people.
  /// - Throws: `Failure` with what the proof found.
  func prove(
    _ tables: [(table: TablePlan, files: [MigrationFile])], _ findings: inout DiagnosticBag
  ) throws -> [String] {
    let subjects = tables.compactMap { table, files -> Proof.Subject? in
      guard let outcome = table.outcome else { return nil }
      return Proof.Subject(
        declaration: table.declaration, plan: outcome.plan, roll: table.roll,
        desired: outcome.desired, files: files)
    }
    try requireReadableSchema()
    session.writer.event("proving the files on a scratch server")
    let report = Proof(of: subjects, for: database).run(
      bindir: session.settings.value(flags.bindir, "scratch-bindir"),
      environment: session.world.environment, serverVersion: serverVersion)
    findings.add(report.diagnostics)
    // Assertions that do not hold are findings about the input here, not differences found.
    let isPruning = report.diagnostics.contains { $0.code == .pruningAssertion }
    guard report.passed else { throw Failure(findings, status: isPruning ? .failure : nil) }
    return report.proven.map { "proven: \(Printable.line($0))" }
  }

  /// The copy is made by `pg_dump`, which locks every table and so has to be allowed to read it.
  private func requireReadableSchema() throws {
    let connection = try Connection(database, applicationName: "pgparcel/proof")
    let schemas = try connection.query(
      """
      SELECT n.nspname FROM pg_catalog.pg_namespace n
      WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND EXISTS (
        SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p'))
      """
    ).map { try $0.text("nspname") }
    try RightsCheck.require(
      schemas.flatMap { [Right.use(schema: $0), .readAll(schema: $0)] }, on: connection)
  }
}
