import Foundation
import PartitionCore
import PostgresClient
import ScratchServer

/// A copy of a database's schema, without its rows, on a scratch server.
struct ScratchCopy {
  let server: ScratchServer
  let name: String
  /// What could not be copied, for people.
  private(set) var gaps: [String] = []

  /// Copies everything that pg_dump shows of `database`.
  init(of database: ConnectionTarget, on server: ScratchServer) throws(ProofFailure) {
    self.server = server
    name = "proof_" + String(UInt64.random(in: .min ... .max), radix: 36)
    do {
      let origin = try Connection(database, applicationName: "pgparcel/proof")
      let dump = try Self.dump(database, server)
      try createShared(like: origin)
      try createDatabase(like: origin)
      try restore(dump)
      if origin.serverVersion / 10_000 != server.majorVersion {
        gaps.append(
          "the proof ran on PostgreSQL \(server.majorVersion), the database is"
            + " \(origin.serverVersion / 10_000)")
      }
    } catch let failure as ProofFailure {
      throw failure
    } catch {
      throw .impossible("the schema cannot be copied: \(error)")
    }
  }

  var target: ConnectionTarget { server.conninfo(database: name) }

  func connect() throws(PostgresError) -> Connection {
    try Connection(target, applicationName: "pgparcel/proof")
  }

  func drop() { try? server.dropDatabase(name) }

  /// The schema as it is now.
  func dump() throws(ScratchError) -> String {
    let output = try server.binaries.run(
      tool: "pg_dump", ["--schema-only"], environment: target.toolEnvironment)
    return SchemaDump.normalized(output.standardOutput)
  }

  private static func dump(
    _ database: ConnectionTarget, _ server: ScratchServer
  ) throws(ProofFailure) -> String {
    // What libpq finds in the environment and the home directory must reach pg_dump too.
    let inherited = ProcessInfo.processInfo.environment.filter {
      $0.key.hasPrefix("PG") || $0.key == "HOME"
    }
    do throws(ScratchError) {
      return try server.binaries.run(
        tool: "pg_dump", ["--schema-only", "--no-subscriptions", "--lock-wait-timeout=10s"],
        environment: inherited.merging(database.toolEnvironment) { $1 }
      ).standardOutput
    } catch {
      guard error.message.contains("version mismatch") else {
        throw .impossible("pg_dump cannot read the schema", notes: [error.message])
      }
      throw .impossible(
        "pg_dump \(server.majorVersion) is older than the database's server",
        notes: ["install the client and server programs of that version", error.message])
    }
  }

  /// Roles and tablespaces belong to the whole server; the dump only names them.
  private mutating func createShared(like origin: borrowing Connection) throws {
    let scratch = try Connection(
      server.conninfo(database: "postgres"), applicationName: "pgparcel/proof")
    // Another proof on this server may have made them.
    // 10 is the superuser that initdb makes, of whatever name.
    let roles = try origin.query(
      "SELECT rolname FROM pg_catalog.pg_roles WHERE oid >= 16384 OR oid = 10")
    for row in roles {
      let statement: SQLText = "CREATE ROLE \(name: try row.text("rolname")) NOLOGIN"
      try scratch.ignoring(["42710", "23505"], statement)
    }
    let spaces = try origin.query("SELECT spcname FROM pg_catalog.pg_tablespace WHERE oid >= 16384")
    for row in spaces {
      try createTablespace(try row.text("spcname"), scratch)
    }
  }

  private mutating func createTablespace(
    _ space: String, _ scratch: borrowing Connection
  ) throws(PostgresError) {
    var location = ""
    if scratch.serverVersion >= 150_000 {
      try scratch.execute("SET allow_in_place_tablespaces = on")
    } else {
      location = "\(server.socketDirectory)/tablespace_\(String(UInt32.random(in: 0 ... .max)))"
      let command: SQLText =
        "COPY (SELECT 1) TO PROGRAM \(literal: "cat > /dev/null; mkdir '\(location)'")"
      try scratch.execute(command.text)
    }
    let statement: SQLText = "CREATE TABLESPACE \(name: space) LOCATION \(literal: location)"
    try scratch.ignoring(["42710", "23505"], statement)
  }

  /// Encoding and collation decide how bounds compare.
  private mutating func createDatabase(like origin: borrowing Connection) throws {
    let row = try origin.query(
      """
      SELECT pg_catalog.pg_encoding_to_char(encoding) AS encoding, datcollate, datctype,
             pg_catalog.to_jsonb(d) ->> 'datlocprovider' AS provider,
             COALESCE(pg_catalog.to_jsonb(d) ->> 'datlocale',
                      pg_catalog.to_jsonb(d) ->> 'daticulocale') AS locale
        FROM pg_catalog.pg_database AS d WHERE datname = pg_catalog.current_database()
      """)[0]
    var create: SQLText = """
      CREATE DATABASE \(name: name) TEMPLATE template0
        ENCODING \(literal: try row.text("encoding"))
        LC_COLLATE \(literal: try row.text("datcollate")) LC_CTYPE \(literal: try row.text("datctype"))
      """
    if row["provider"] == "i", let locale = row["locale"] {
      create = "\(create) LOCALE_PROVIDER icu ICU_LOCALE \(literal: locale)"
    }
    do {
      try Connection(server.conninfo(database: "postgres"), applicationName: "pgparcel/proof")
        .execute(create.text)
    } catch {
      try server.createDatabase(name)
      gaps.append(
        "the database's encoding or collation \(try row.text("datcollate")) is not to be had here;"
          + " texts may sort otherwise")
    }
  }

  private mutating func restore(_ dump: String) throws {
    let output = try server.binaries.run(
      tool: "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=0"], environment: target.toolEnvironment,
      input: dump)
    let errors = output.standardError.split(separator: "\n").compactMap { line in
      line.firstRange(of: "ERROR:  ").map { String(line[$0.upperBound...]) }
    }
    // What is missing makes more missing; the first ones are the causes.
    gaps += errors.prefix(10).map { "not copied to the scratch server: \($0)" }
    if errors.count > 10 { gaps.append("\(errors.count - 10) more objects were not copied") }
  }
}

extension Connection {
  /// Runs a statement that may fail with one of these SQLSTATEs.
  borrowing func ignoring(_ states: [String], _ sql: SQLText) throws(PostgresError) {
    do throws(PostgresError) {
      try execute(sql.text)
    } catch {
      guard let state = error.sqlState, states.contains(state) else { throw error }
    }
  }
}
