import FoundationEssentials
import MigrationRunner
import PartitionCore
import PostgresClient
import ScratchServer

extension TableDump {
  /// `pg_dump` in its custom format, into the directory that the settings name.
  ///
  /// The program is looked for when there is something to write.
  ///
  /// - Parameter serverVersion: as libpq counts it: 150018 is 15.18.
  init(
    _ session: Session, directory: String, bindir: String?, database: ConnectionTarget,
    serverVersion: Int
  ) {
    let environment = session.world.environment
    let place = session.project.location(directory)
    // Where a file is must be true from any directory.
    let absolute =
      place.hasPrefix("/") ? place : "\(FileManager.default.currentDirectoryPath)/\(place)"
    self.init(directory: absolute) { tables, snapshot, path in
      func tool(_ name: String) throws -> ClientTool {
        try ClientTool.find(
          name, atLeast: serverVersion / 10_000, bindir: bindir, environment: environment)
      }
      // libpq's own variables and home directory, then what the settings say.
      let inherited = environment.filter { $0.key.hasPrefix("PG") || $0.key == "HOME" }
      let names = tables.map { table -> String in
        let name: SQLText = "\(table)"
        return "--table=\(name.text)"
      }
      try tool("pg_dump").run(
        ["--format=custom", "--no-password", "--file=\(path)"]
          + (snapshot.map { ["--snapshot=\($0)"] } ?? []) + names,
        environment: inherited.merging(database.toolEnvironment) { _, named in named })
      // Reads and unpacks every block of the file.
      try tool("pg_restore").run(["--file=/dev/null", path], environment: [:])
    }
  }
}
