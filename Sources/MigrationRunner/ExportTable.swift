import PartitionCore
import PostgresClient

/// `pgparcel.exports`: which rows are in which file, one row for each file, never deleted.
enum ExportTable {
  /// What a table holds in some snapshot.
  struct Content: Hashable {
    let oid: String
    let rows: String
    let digest: String
  }

  /// - Throws: `.postgres`.
  static func create(on connection: borrowing Connection) throws(RunnerError) {
    if try connection.ask("SELECT pg_catalog.to_regclass('pgparcel.exports')")[0, 0] != nil {
      return
    }
    try connection.order(
      """
      CREATE TABLE pgparcel.exports (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        relation oid NOT NULL,
        name text NOT NULL,
        rows bigint NOT NULL,
        digest numeric NOT NULL,
        file text NOT NULL,
        bytes bigint NOT NULL,
        sha256 text NOT NULL,
        exported_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
        db_user text NOT NULL DEFAULT session_user
      );
      COMMENT ON TABLE pgparcel.exports IS 'Rows that pgparcel wrote into files before it dropped them';
      """)
  }

  /// Files of just this content, the newest first.
  static func entries(
    of content: Content, on connection: borrowing Connection
  ) throws(RunnerError) -> [DumpFile] {
    try connection.ask(
      """
      SELECT file, bytes, sha256 FROM pgparcel.exports
      WHERE relation = $1 AND rows = $2 AND digest = $3 ORDER BY id DESC
      """, [content.oid, content.rows, content.digest]
    ).map { row in
      DumpFile(
        path: row["file"] ?? "", bytes: row["bytes"].flatMap { Int($0) } ?? 0,
        sha256: row["sha256"] ?? "")
    }
  }

  static func insert(
    _ file: DumpFile, of table: QualifiedName, _ content: Content,
    on connection: borrowing Connection
  ) throws(RunnerError) {
    try connection.ask(
      """
      INSERT INTO pgparcel.exports (relation, name, rows, digest, file, bytes, sha256)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """,
      [
        content.oid, MachineLine.joined(table), content.rows, content.digest, file.path,
        "\(file.bytes)", file.sha256,
      ])
  }
}
