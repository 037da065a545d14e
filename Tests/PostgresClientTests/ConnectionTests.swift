import PostgresClient
import TestSupport
import Testing

@Suite(.database) struct ConnectionTests {
  @Test func readsValuesAndNulls() throws {
    let connection = try TestDatabase.current.connect()
    let rows = try connection.query(
      "SELECT 42 AS whole, true AS yes, NULL::text AS none, '' AS empty, 'é🐘' AS letters")
    let row = rows[0]
    #expect(rows.count == 1)
    #expect(rows.columns == ["whole", "yes", "none", "empty", "letters"])
    #expect(try row.int("whole") == 42)
    #expect(try row.bool("yes"))
    #expect(row["none"] == nil)
    #expect(row["empty"] == "")
    #expect(try row.text("letters") == "é🐘")
  }
}
