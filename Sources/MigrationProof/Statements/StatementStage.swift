import Foundation
import PartitionCore
import PostgresClient
import ScratchServer

/// A copy of the proof's database in which statements are explained, and the roles that ask.
///
/// Whoever may connect to the database can put a statement into pg_stat_statements, and planning
/// one runs the immutable functions in it. So the sessions here belong to roles that are no
/// superusers of the scratch server, and nothing of the copy gets back into the proof.
struct StatementStage: ~Copyable {
  private let server: ScratchServer
  private let name: String
  private var reader: String { name + "_reader" }
  private var keyless: String { name + "_keyless" }

  /// Copies the proof's database as it is now. Nobody may be connected to it.
  init(of copy: ScratchCopy) throws(PostgresError) {
    server = copy.server
    name = "statements_" + String(UInt64.random(in: .min ... .max), radix: 36)
    try server.createDatabase(name, template: copy.name)
    let scratch = try Self.superuser(server, "postgres")
    try scratch.execute(
      """
      CREATE ROLE \(reader) LOGIN BYPASSRLS IN ROLE pg_read_all_data, pg_write_all_data;
      CREATE ROLE \(keyless) LOGIN BYPASSRLS IN ROLE pg_read_all_data;
      """)
  }

  deinit {
    // What is left goes with the server.
    try? server.dropDatabase(name)
    _ = try? Self.superuser(server, "postgres").execute("DROP ROLE \(reader), \(keyless)")
  }

  /// A session that may read and write every table.
  func session() throws(PostgresError) -> Connection { try connect(as: reader) }

  /// A session that may do the same, but for changing the columns by which a table is divided.
  func keylessSession(
    of table: Table, key: Set<String>
  ) throws(PostgresError) -> Connection {
    let columns = table.relation.columns.map(\.name).filter { !key.contains($0) }
    let relations = [table.name] + table.allPartitions.map(\.name)
    let role: SQLText = "\(name: keyless)"
    let all = SQLText.joined(relations.map { "\($0)" })
    var statements: [SQLText] = [
      """
      DO $$
      DECLARE
        place text;
      BEGIN
        FOR place IN
          SELECT nspname FROM pg_catalog.pg_namespace
           WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
        LOOP
          EXECUTE pg_catalog.format(
            'GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', place,
            \(literal: keyless));
        END LOOP;
      END $$
      """,
      "REVOKE UPDATE ON \(all) FROM \(role)",
    ]
    if !columns.isEmpty {
      let list = SQLText.joined(columns.map { "\(name: $0)" })
      statements.append("GRANT UPDATE (\(list)) ON \(all) TO \(role)")
    }
    let owner = try Self.superuser(server, name)
    for statement in statements { try owner.execute(statement.text) }
    return try connect(as: keyless)
  }

  private static func superuser(
    _ server: ScratchServer, _ database: String
  ) throws(PostgresError) -> Connection {
    try Connection(server.conninfo(database: database), applicationName: "pgparcel/proof")
  }

  private func connect(as role: String) throws(PostgresError) -> Connection {
    let target = try ConnectionTarget(keywords: [
      "host": server.socketDirectory, "port": String(server.port), "user": role, "dbname": name,
    ])
    return try Connection(target, applicationName: "pgparcel/proof")
  }
}
