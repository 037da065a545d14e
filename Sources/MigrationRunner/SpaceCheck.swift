import PartitionCore
import PostgresClient

/// Whether the disks of the server hold what a conversion is about to write.
///
/// SQL does not tell how much is free. Where the server runs on this machine, the system does;
/// elsewhere the need is all that can be said.
struct SpaceCheck {
  let options: RunOptions
  let report: @Sendable (RunnerEvent) -> Void

  /// The word that lets a conversion run on a disk that seems too small.
  static let word = "DISK_SPACE"

  /// Looks before a file, if it is the next one of its table and a copy is still to come.
  ///
  /// - Parameter files: All that are pending, whether this run is to reach them or not.
  /// - Throws: `.noSpace`, `.postgres`.
  func run(
    before file: ParsedMigration, of files: [ParsedMigration], on connection: borrowing Connection
  ) throws(RunnerError) {
    let table = file.file.table
    let own = files.filter { $0.file.table == table }
    guard file.id == own.first?.id, let copying = own.first(where: { $0.file.copiesTable }),
      let need = try SpaceNeed.read(
        copying.file.copies.isEmpty ? [table] : copying.file.copies, on: connection)
    else { return }
    report(.needsSpace(file: copying.fileName, need))
    // Which partition gets how much nobody knows before the copy.
    if own.contains(where: \.namesTablespace) {
      return report(.spaceUnknown(file: copying.fileName, "partitions go into several tablespaces"))
    }
    guard let places = try places(on: connection) else {
      return report(
        .spaceUnknown(file: copying.fileName, "the server's directories cannot be seen from here"))
    }
    let sums = [(places.table, need.copy), (places.wal, need.wal)]
    for (place, _) in sums {
      let sum = sums.filter { $0.0.space.fileSystem == place.space.fileSystem }
        .map(\.1).reduce(0, +)
      guard place.space.free < sum, !options.allow.contains(Self.word) else { continue }
      throw .noSpace(
        file: copying.fileName, table: table, path: place.path, needed: sum, free: place.space.free)
    }
  }

  private struct Place {
    let path: String
    let space: Disk.Space
  }

  /// Where new tables and WAL go; nil where the server is on another machine, or says nothing.
  private func places(
    on connection: borrowing Connection
  ) throws(RunnerError) -> (table: Place, wal: Place)? {
    let rows = try connection.ask(
      """
      SELECT (SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory'),
        (SELECT pg_catalog.pg_tablespace_location(dattablespace) FROM pg_catalog.pg_database
          WHERE datname = pg_catalog.current_database()),
        pg_catalog.pg_backend_pid(),
        COALESCE(pg_catalog.host(pg_catalog.inet_server_addr()) IN ('127.0.0.1', '::1'), true)
      """)
    // A forwarded port or socket looks local too; a process of that number and name does not.
    guard let data = rows[0, 0], rows[0, 3] == "t", let pid = rows[0, 2].flatMap({ Int($0) }),
      options.disk.program(pid) == "postgres"
    else { return nil }
    let location = rows[0, 1] ?? ""
    let path = location.isEmpty ? data : location.hasPrefix("/") ? location : "\(data)/\(location)"
    guard let table = place(path) else { return nil }
    // The directory of WAL may lie elsewhere, and be closed to us.
    guard let wal = place("\(data)/pg_wal") ?? place(data) else { return nil }
    return (table, wal)
  }

  private func place(_ path: String) -> Place? {
    options.disk.space(path).map { Place(path: path, space: $0) }
  }
}

extension MigrationFile {
  /// Whether it writes all rows of its table once more.
  fileprivate var copiesTable: Bool {
    direction == .up && (parallel != nil || (id.step == 1 && id.name == "swap"))
  }
}

extension ParsedMigration {
  /// Whether a statement says where something is to lie.
  fileprivate var namesTablespace: Bool {
    commands.contains { command in
      let bytes = Array(command.sql.utf8)
      var scanner = SQLScanner(bytes)
      while let token = scanner.next() {
        if token.kind == .word,
          String(decoding: bytes[token.range], as: UTF8.self).uppercased() == "TABLESPACE"
        {
          return true
        }
      }
      return false
    }
  }
}
