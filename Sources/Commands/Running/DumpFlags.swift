import ArgumentParser
import MigrationRunner
import PostgresClient

/// Flags of the commands that may drop rows.
struct DumpFlags: ParsableArguments {
  @Option(
    name: .customLong("export-dir"),
    help: ArgumentHelp(
      "Where rows are written that the schema file wants exported (default: exports).",
      valueName: "dir"),
    completion: .directory)
  var exportDirectory: String?

  /// What writes rows into files before they are dropped.
  func dump(
    _ session: Session, _ database: Database, _ connection: borrowing Connection
  ) -> TableDump {
    dump(
      into: session.settings.value(exportDirectory, "export-dir") ?? "exports", session, database,
      connection)
  }

  /// What writes tables into files of a directory of the project.
  func dump(
    into directory: String, _ session: Session, _ database: Database,
    _ connection: borrowing Connection
  ) -> TableDump {
    TableDump(
      session, directory: directory, bindir: session.settings.value(nil, "scratch-bindir"),
      database: database.target,
      serverVersion: connection.serverVersion)
  }
}
