package import PartitionCore
package import PostgresClient
package import ScratchServer

/// Runs migration files up, down and up again on a copy of the database's schema.
///
/// After up the declared layout must be there and nothing be left to plan; after down the schema
/// must be the one before, and rows must have survived.
package struct Proof: Sendable {
  /// One table's change.
  package struct Subject: Sendable {
    package let declaration: TableDeclaration
    package let plan: Plan
    /// What the plan rolls, where it rolls windows and does nothing else.
    package let roll: WindowRoll?
    package let desired: Table
    /// Up and down files, as they would be written.
    package let files: [MigrationFile]

    package init(
      declaration: TableDeclaration, plan: Plan, roll: WindowRoll? = nil, desired: Table,
      files: [MigrationFile]
    ) {
      self.declaration = declaration
      self.plan = plan
      self.roll = roll
      self.desired = desired
      self.files = files
    }
  }

  private let database: ConnectionTarget
  private let subjects: [Subject]

  package init(of subjects: [Subject], for database: ConnectionTarget) {
    self.database = database
    self.subjects = subjects
  }

  /// Starts a scratch server of the database's major version if there is one, and runs on it.
  ///
  /// - Parameters:
  ///   - bindir: directory of the server programs, if the user named one.
  ///   - serverVersion: the database's, as `Connection.serverVersion` counts.
  package func run(
    bindir: String?, environment: [String: String], serverVersion: Int
  ) -> ProofReport {
    do throws(ScratchError) {
      let binaries = try ServerBinaries.find(
        bindir: bindir, environment: environment, preferredMajor: serverVersion / 10_000)
      let server = try ScratchServer.start(binaries: binaries)
      defer { server.stop() }
      return run(on: server)
    } catch {
      var report = ProofReport()
      report.fail(.impossible(error.message, notes: [error.hint].compactMap { $0 }))
      return report
    }
  }

  /// Runs on a server that is there already, in a database of its own.
  package func run(on server: ScratchServer) -> ProofReport {
    var report = ProofReport()
    do throws(ProofFailure) {
      let copy = try ScratchCopy(of: database, on: server)
      defer { copy.drop() }
      for gap in copy.gaps { report.gap(gap) }
      var run = try ProofRun(subjects, on: copy, database: database)
      do throws(ProofFailure) {
        try run.prove()
        report.take(run.report)
      } catch {
        report.take(run.report)
        throw error
      }
    } catch {
      report.fail(error)
    }
    return report
  }
}

extension Proof.Subject {
  /// The partition that the table itself becomes, if the plan copies nothing: only its rows may be
  /// there before.
  var partitionOfOldRows: QualifiedName? {
    guard declaration.convert.strategy == .attach,
      plan.changes.contains(where: { if case .convert = $0 { true } else { false } })
    else { return nil }
    return desired.partition(ofOldRows: declaration.convert.partition?.value)?.name
  }
}
