import Diagnostics
import MigrationProof
import MigrationRunner
import PartitionCore
import PartitionYAML
import PostgresClient
import ScratchServer

/// Changes that start from a layout which files of another branch have left already, to be made anew
/// behind those.
struct Rebase {
  /// One table with such changes.
  struct Subject {
    let declaration: TableDeclaration
    let kept: LayoutChain
    let removed: [LayoutChain.Change]
  }

  let subjects: [Subject]
  let workbench: Workbench

  /// - Parameter since: A git reference; what is there stays, whatever its version.
  init(
    _ migrations: Migrations, _ session: Session, tables: [String], since: String?, asOf: AsOf
  ) throws {
    var damage = DiagnosticBag()
    damage.add(
      migrations.findings.diagnostics.filter {
        $0.severity == .error && $0.code != .orderConflict
      })
    if damage.hasErrors { throw Failure(damage) }
    let declared = try Workbench(session, tables: tables, asOf: asOf)
    let fixed = try since.map { reference in
      let git = GitDirectory(session.settings.migrations, in: session)
      return try git.names(at: git.commit(reference))
    }
    var subjects: [Subject] = []
    for chain in migrations.check.chains where chain.hasConflict {
      let declaration = declared.declarations.first { $0.table.value == chain.table }
      guard let declaration else {
        if !tables.isEmpty { continue }
        throw Failure(
          Diagnostic(
            .tableMissing, "no schema file declares \(chain.table), so its files stay as they are",
            help: ["restore its schema file, or name the tables to rebase"]))
      }
      subjects.append(try Self.subject(declaration, chain, fixed ?? []))
    }
    self.subjects = subjects
    workbench = Workbench(declarations: subjects.map(\.declaration), now: declared.now)
  }

  private static func subject(
    _ declaration: TableDeclaration, _ chain: LayoutChain, _ fixed: Set<String>
  ) throws -> Subject {
    do throws(LayoutChain.Deadlock) {
      let (kept, removed) = try chain.resolved { $0.fileNames.contains(where: fixed.contains) }
      return Subject(declaration: declaration, kept: kept, removed: removed)
    } catch {
      throw Failure(
        Diagnostic(
          .orderConflict,
          "\(error.left.first.fileName) and \(error.right.first.fileName) are both there already;"
            + " neither can be made anew",
          at: declaration.table.span))
    }
  }

  /// Names of the files that go.
  var removed: [String] { subjects.flatMap { $0.removed.flatMap(\.fileNames) } }

  /// Refuses to make files anew that a database has run.
  func refuseApplied(_ ledger: Ledger) throws {
    var applied = DiagnosticBag()
    for subject in subjects {
      for file in subject.removed.flatMap(\.files) where ledger.standing(of: file) != .pending {
        applied.add(
          Diagnostic(
            .orderConflict, "\(file.up.fileName) was applied, so it cannot be made anew",
            at: subject.declaration.table.span,
            help: [
              "take it back with  pgparcel down,  or keep it and name the branch that has it:"
                + "  pgparcel generate --rebase --since REF"
            ]))
      }
    }
    if applied.hasErrors { throw Failure(applied) }
  }

  /// A database on the scratch server that is as after the files that stay.
  ///
  /// - Parameter live: Where the tables are; nil if they begin with the directory's first files.
  func replayed(
    on server: ScratchServer, live: (database: ConnectionTarget, ledger: Ledger)?
  ) throws -> ReplayedDatabase {
    do {
      let database: ReplayedDatabase
      if let live {
        database = try ReplayedDatabase(of: live.database, on: server)
      } else {
        try refuseUnknownStart()
        database = try ReplayedDatabase(
          schemas: Set(subjects.map(\.kept.table.schema)), on: server)
      }
      let connection = try Connection(database.target, applicationName: "pgparcel/replay")
      var files: [StoredMigration] = []
      for subject in subjects { files += try pending(subject.kept, live?.ledger, connection) }
      try database.run(files.sorted { $0.id < $1.id }.map(\.up))
      for subject in subjects { try checkEnd(of: subject.kept, connection) }
      return database
    } catch let findings as ProofFindings {
      var bag = DiagnosticBag()
      bag.add(findings.diagnostics)
      throw Failure(bag)
    }
  }

  /// Without a database a table has to begin with its first file.
  private func refuseUnknownStart() throws {
    for subject in subjects where subject.kept.changes[0].from != Fingerprint(of: nil) {
      throw UsageError(
        "\(subject.kept.table) was there before its first file, so a database that has it is needed",
        help: "name one with --database-url")
    }
  }

  /// The files that the table has not seen yet, by the layout that it has.
  private func pending(
    _ chain: LayoutChain, _ ledger: Ledger?, _ connection: borrowing Connection
  ) throws -> [StoredMigration] {
    let applied = chain.changes.prefix { change in
      change.files.allSatisfy { ledger?.isApplied($0) ?? false }
    }
    let rest = chain.changes[applied.count...]
    if let ledger, let begun = rest.first(where: { $0.files.contains(where: ledger.isApplied) }) {
      throw Failure(
        Diagnostic(
          .orderConflict, "the change of \(begun.first.fileName) is under way",
          help: [
            "end it with  pgparcel apply --phase all  or take it back with  pgparcel down",
            "then run  pgparcel generate --rebase  again",
          ]))
    }
    // Files that another tool ran are not in the history.
    for start in rest.indices
    where try layout(of: chain, connection, rolling: rest[start].rolling) == rest[start].from {
      return rest[start...].flatMap(\.files)
    }
    let last = chain.changes[chain.changes.count - 1]
    let actual = try layout(of: chain, connection, rolling: last.rolling)
    if actual == last.to { return [] }
    throw Failure(
      Diagnostic(
        .stalePlan,
        "\(chain.table) is at layout \(actual), which none of its files starts from or leads to",
        help: ["run  pgparcel plan  to see what differs"]))
  }

  private func checkEnd(of chain: LayoutChain, _ connection: borrowing Connection) throws {
    let last = chain.changes[chain.changes.count - 1]
    let actual = try layout(of: chain, connection, rolling: last.rolling)
    guard actual == last.to else {
      throw Failure(
        Diagnostic(
          .proofFailed,
          "\(last.last.fileName) leads to layout \(actual) of \(chain.table) instead of \(last.to)",
          help: ["restore it from version control"]))
    }
  }

  private func layout(
    of chain: LayoutChain, _ connection: borrowing Connection, rolling: Set<Int>
  ) throws -> Fingerprint {
    try LiveLayout.fingerprint(connection, chain.table, rolling) ?? Fingerprint(of: nil)
  }
}

extension Ledger {
  /// Wholly or in part.
  fileprivate func isApplied(_ file: StoredMigration) -> Bool { standing(of: file) != .pending }
}
