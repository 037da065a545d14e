import Diagnostics
import MigrationRunner
import PartitionCore

/// The migration files of a project.
struct Migrations {
  let directory: MigrationDirectory
  let check: DirectoryCheck

  /// - Parameter tolerant: damage is left to the caller.
  init(_ session: Session, tolerant: Bool = false) throws {
    directory = MigrationDirectory(session.project.location(session.settings.migrations))
    check = try directory.check()
    guard !tolerant, check.findings.hasErrors else { return }
    throw Failure(check.findings)
  }

  /// Findings that do not stop a run.
  var warnings: DiagnosticBag {
    var bag = DiagnosticBag()
    bag.add(check.findings.diagnostics.filter { $0.severity != .error })
    return bag
  }

  func up(_ id: MigrationID) -> ParsedMigration? {
    check.migrations.first { $0.id == id }?.up
  }
}
