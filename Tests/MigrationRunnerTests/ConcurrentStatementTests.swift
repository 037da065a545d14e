import PartitionCore
import Testing

@testable import MigrationRunner

@Suite struct ConcurrentStatementTests {
  @Test(
    arguments: [
      ("create index concurrently a on t (x)", ConcurrentStatement.createIndex("a", table: "t")),
      (
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"a.b\" ON ONLY \"s\".\"t\" USING btree (x)",
        .createIndex("\"a.b\"", table: "\"s\".\"t\"")
      ),
      ("DROP INDEX CONCURRENTLY IF EXISTS s . a", .dropIndex("s.a")),
      (
        "ALTER TABLE IF EXISTS ONLY s.t -- why\n DETACH PARTITION s.p CONCURRENTLY",
        .detach(parent: "s.t", partition: "s.p")
      ),
      ("CREATE INDEX a ON t (concurrently)", nil),
      ("ALTER TABLE t DETACH PARTITION p FINALIZE", nil),
      ("CREATE", nil), ("", nil), ("ALTER TABLE", nil), ("DROP INDEX CONCURRENTLY", nil),
    ] as [(String, ConcurrentStatement?)])
  func reads(_ sql: String, _ expected: ConcurrentStatement?) {
    #expect(ConcurrentStatement(sql) == expected)
  }
}
