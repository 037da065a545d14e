import Diagnostics
import MigrationRunner
import PartitionCore

/// Changes that wait in the directory, for which one change is to stand: from the live layout right to
/// what the schema files say.
struct Squash {
  let tables: Set<QualifiedName>
  /// Names of the files that go.
  let removed: [String]

  /// - Parameter reference: What git has there stays, for others may have run it.
  /// - Throws: `Failure` where files of that reference would go.
  init(
    _ result: PlanResult, _ pending: PendingFiles, keeping reference: String?, in session: Session
  ) throws {
    let fixed = try reference.map { reference in
      let git = GitDirectory(session.settings.migrations, in: session)
      return try git.names(at: git.commit(reference))
    }
    var tables: Set<QualifiedName> = []
    var removed: [String] = []
    var kept = DiagnosticBag()
    for table in result.tables {
      guard let plan = table.plan, let files = pending.replaceable(by: plan) else { continue }
      let names = files.flatMap { [$0.up.fileName] + ($0.down.map { [$0.fileName] } ?? []) }
      if let reference, let name = names.first(where: { fixed?.contains($0) ?? false }) {
        kept.add(
          Diagnostic(
            .orderConflict, "\(name) is part of \(reference), so it stays",
            at: table.declaration.table.span,
            help: ["run  pgparcel apply  first; then  pgparcel generate"]))
      }
      tables.insert(plan.table)
      removed += names
    }
    if kept.hasErrors { throw Failure(kept) }
    (self.tables, self.removed) = (tables, removed)
  }
}
