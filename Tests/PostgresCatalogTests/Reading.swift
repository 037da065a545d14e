import PartitionCore
import PostgresCatalog
import PostgresClient
import TestSupport

/// Runs `sql` in the test's database with `app` as the schema to create in.
func prepare(_ sql: String) throws {
  try TestDatabase.current.execute("CREATE SCHEMA IF NOT EXISTS app; SET search_path = app; \(sql)")
}

/// Reads tables of schema `app`.
func snapshot(_ names: String...) throws -> CatalogSnapshot {
  let connection = try TestDatabase.current.connect()
  return try CatalogReader.read(
    connection, tables: .named(names.map { QualifiedName("app", $0) }))
}

/// Runs `sql`, then reads one table of schema `app`.
func table(_ name: String, after sql: String) throws -> Table {
  try prepare(sql)
  let snapshot = try snapshot(name)
  guard let table = snapshot.tables[QualifiedName("app", name)] else {
    throw PostgresError(.usage, "the read did not find \(name)")
  }
  return table
}

/// The user of the tests, who owns what they create.
func currentUser() throws -> String {
  try TestDatabase.current.query("SELECT current_user AS name")[0].text("name")
}

func serverVersion() throws -> Int { try TestDatabase.current.connect().serverVersion }

extension Relation {
  /// Without NOT NULL constraints, which have names of their own since 18 only.
  var constraintsBesidesNotNull: [Constraint] { constraints.filter { $0.kind != .notNull } }

  func column(_ name: String) -> Column? { columns.first { $0.name == name } }
  func index(_ name: String) -> Index? { indexes.first { $0.name == name } }
}

extension Table {
  func partition(_ name: String) -> Partition? { allPartitions.first { $0.name.name == name } }
}
