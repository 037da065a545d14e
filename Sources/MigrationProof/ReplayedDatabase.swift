import Diagnostics
package import PartitionCore
package import PostgresClient
package import ScratchServer

/// A database without rows on a scratch server, in which migration files have run.
package struct ReplayedDatabase: Sendable {
  package let target: ConnectionTarget
  /// What of the original could not be copied, for people.
  package let gaps: [String]

  /// A copy of a database's schema.
  ///
  /// - Throws: What could not be read.
  package init(
    of database: ConnectionTarget, on server: ScratchServer
  ) throws(ProofFindings) {
    do throws(ProofFailure) {
      let copy = try ScratchCopy(of: database, on: server)
      (target, gaps) = (copy.target, copy.gaps)
    } catch {
      throw ProofFindings([
        Diagnostic(.noScratchServer, error.diagnostic.message, notes: error.diagnostic.notes)
      ])
    }
  }

  /// Nothing but empty schemas.
  package init(schemas: Set<String>, on server: ScratchServer) throws(ProofFindings) {
    let name = "replay_" + String(UInt64.random(in: .min ... .max), radix: 36)
    (target, gaps) = (server.conninfo(database: name), [])
    do throws(PostgresError) {
      try server.createDatabase(name)
      let connection = try Connection(target, applicationName: "pgparcel/replay")
      for schema in schemas.sorted() {
        let statement: SQLText = "CREATE SCHEMA IF NOT EXISTS \(name: schema)"
        try connection.execute(statement.text)
      }
    } catch {
      throw ProofFindings([Diagnostic(.noScratchServer, "\(error)")])
    }
  }

  /// Runs the files in the order given, as psql would.
  ///
  /// - Throws: E520 naming the statement that failed.
  package func run(_ files: [ParsedMigration]) throws(ProofFindings) {
    do {
      let connection = try Connection(target, applicationName: "pgparcel/replay")
      try connection.waiveKeeping()
      for file in files { try ScriptRun(file).run(on: connection) }
    } catch let failure as ScriptRun.Failure {
      throw ProofFindings([
        Diagnostic(
          .proofFailed,
          "\(failure.fileName):\(failure.line) does not run on the scratch server:"
            + " \(failure.error.message)",
          help: ["new files can only be made behind files that run"])
      ])
    } catch {
      throw ProofFindings([Diagnostic(.noScratchServer, "\(error)")])
    }
  }
}
