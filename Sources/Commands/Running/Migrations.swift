import Diagnostics
import MigrationRunner
import PartitionCore

/// The migration files of a project.
struct Migrations {
  let directory: MigrationDirectory
  let check: DirectoryCheck
  /// Those of the check, with paths as users see them.
  let findings: DiagnosticBag

  /// - Parameter tolerant: damage is left to the caller.
  init(_ session: Session, tolerant: Bool = false) throws {
    let path = session.settings.migrations
    directory = MigrationDirectory(session.project.location(path))
    check = try directory.check()
    findings = check.findings.relocated { "\(path)/\($0)" }
    guard !tolerant, findings.hasErrors else { return }
    throw Failure(findings)
  }

  /// Findings that do not stop a run.
  var warnings: DiagnosticBag {
    var bag = DiagnosticBag()
    bag.add(findings.diagnostics.filter { $0.severity != .error })
    return bag
  }

  func up(_ id: MigrationID) -> ParsedMigration? {
    check.migrations.first { $0.id == id }?.up
  }
}
