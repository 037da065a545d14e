package import Diagnostics
package import PartitionCore

/// The migration files of a project as another tool runs them. Pure: what to write, and what is to be
/// said about it.
package struct Export: Sendable {
  package let tool: ExportTool
  package let files: [ExportedFile]
  /// W552 and W553; E551 for what the tool cannot run at all.
  package let findings: [Diagnostic]

  /// - Parameters:
  ///   - migrations: all files of the directory in their order, not only those wanted.
  ///   - isChosen: whether a migration is to be exported.
  package init(
    _ migrations: [StoredMigration], to tool: ExportTool,
    isChosen: (StoredMigration) -> Bool = { _ in true }
  ) {
    self.tool = tool
    let chosen = migrations.map(isChosen)
    let steps = zip(migrations, chosen).map { ExportedStep($0, isChosen: $1) }
    files = tool.layout.files(of: steps)
    let findings = ExportFindings(
      tool, zip(migrations, chosen).filter(\.1).map(\.0), steps.filter(\.isChosen))
    self.findings = findings.all
  }
}
