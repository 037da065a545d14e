import Foundation
package import PartitionCore
import PostgresClient

/// A file with tables in it, whole and on disk.
struct DumpFile: Hashable, Sendable {
  /// From the root of the file system.
  let path: String
  let bytes: Int
  let sha256: String
}

/// Why no file could be made.
struct DumpFailure: Error {
  let reason: String
}

/// What writes tables into a file: `pg_dump`, as the command line finds it.
package struct TableDump: Sendable {
  /// Where files go; made when it is missing.
  package let directory: String
  /// Writes tables with their definitions and rows, and reads the file back.
  ///
  /// - Parameters: the tables; the snapshot to see them in, nil for a new one; the file to make.
  /// - Throws: any error; a file that was begun may stay.
  package let write: @Sendable ([QualifiedName], String?, String) throws -> Void

  package init(
    directory: String, write: @escaping @Sendable ([QualifiedName], String?, String) throws -> Void
  ) {
    self.directory = directory
    self.write = write
  }

  /// Makes a file of a table with all partitions below it.
  ///
  /// Written under another name, and renamed once it is on disk, so that no half file looks whole.
  ///
  /// - Parameter snapshot: as `pg_export_snapshot` names it; nil for a new one.
  func file(
    of table: QualifiedName, in snapshot: String? = nil, on connection: borrowing Connection
  ) throws(DumpFailure) -> DumpFile {
    do {
      let moment = try connection.ask(
        "SELECT pg_catalog.to_char(pg_catalog.clock_timestamp(), 'YYYYMMDD\"T\"HH24MISSUS\"Z\"')")[
          0, 0]
      let members = try Self.members(of: table, on: connection)
      return try written(
        members, snapshot, to: "\(directory)/\(Self.fileName(of: table))-\(moment ?? "").dump")
    } catch let error as CocoaError {
      throw DumpFailure(reason: error.localizedDescription)
    } catch {
      throw DumpFailure(reason: "\(error)")
    }
  }

  private func written(
    _ tables: [QualifiedName], _ snapshot: String?, to path: String
  ) throws -> DumpFile {
    let files = FileManager.default
    try files.createDirectory(
      atPath: directory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let part = path + ".part"
    defer { try? files.removeItem(atPath: part) }
    // Rows are for nobody else's eyes.
    guard files.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
    try write(tables, snapshot, part)
    try synchronize(part)
    let (bytes, sha256) = try FileDigest.read(part)
    try files.moveItem(atPath: part, toPath: path)
    try synchronize(directory)
    return DumpFile(path: path, bytes: bytes, sha256: sha256)
  }

  private func synchronize(_ path: String) throws {
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    try handle.synchronize()
    try handle.close()
  }

  /// The table and all partitions below it: `pg_dump` takes none along that is not named.
  private static func members(
    of table: QualifiedName, on connection: borrowing Connection
  ) throws(RunnerError) -> [QualifiedName] {
    let name: SQLText = "\(table)"
    return try connection.ask(
      """
      SELECT n.nspname, c.relname FROM pg_catalog.pg_partition_tree($1::regclass) AS t
        JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      UNION SELECT n.nspname, c.relname FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = $1::regclass
      ORDER BY 1, 2
      """, [name.text]
    ).map { QualifiedName($0["nspname"] ?? "", $0["relname"] ?? "") }
  }

  /// The name of a table as part of a file's name: letters, digits, `_` and `-` stay, all else becomes
  /// `%` and its hexadecimal bytes.
  static func fileName(of table: QualifiedName) -> String {
    [table.schema, table.name].map { part in
      part.utf8.reduce(into: "") { text, byte in
        let scalar = Character(UnicodeScalar(byte))
        if scalar.isASCII, scalar.isLetter || scalar.isNumber || "_-".contains(scalar) {
          text.append(scalar)
        } else {
          text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
      }
    }.joined(separator: ".")
  }
}
