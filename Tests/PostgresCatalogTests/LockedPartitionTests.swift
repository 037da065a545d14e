import PartitionCore
import PostgresCatalog
import PostgresClient
import TestSupport
import Testing

/// The deparsers open what they describe, which waits for whoever has locked it.
@Suite(.database) struct LockedPartitionTests {
  private func readWhileLocked(after sql: String) throws -> Table? {
    try prepare(sql)
    let other = try TestDatabase.current.connect()
    try other.execute("BEGIN; LOCK TABLE app.t_1 IN ACCESS EXCLUSIVE MODE")
    let connection = try TestDatabase.current.connect()
    try connection.execute("SET lock_timeout = '200ms'")
    let name = QualifiedName("app", "t")
    return try CatalogReader.read(connection, tables: .named([name])).tables[name]
  }

  @Test func readingOpensNoPartitionThatIsLikeItsTable() throws {
    let table = try readWhileLocked(
      after: """
        CREATE TABLE t (
          id bigint, day date, value numeric(12, 3) DEFAULT 0, note text DEFAULT lower('X'),
          twice numeric GENERATED ALWAYS AS (value * 2) STORED, PRIMARY KEY (id, day)
        ) PARTITION BY RANGE (day);
        CREATE INDEX ON t (lower(note)) WHERE value > 1;
        CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        """)
    #expect(table?.allPartitions.first?.relation.columns == [])
    #expect(table?.allPartitions.first?.relation.indexes.count == 2)
  }

  /// That the test above can fail.
  @Test func aDefaultOfItsOwnIsDeparsed() throws {
    #expect(throws: PostgresError.self) {
      try readWhileLocked(
        after: """
          CREATE TABLE t (id bigint, value integer DEFAULT 0) PARTITION BY LIST (id);
          CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1);
          ALTER TABLE t_1 ALTER value SET DEFAULT 2;
          """)
    }
  }
}
