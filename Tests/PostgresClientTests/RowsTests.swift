import PostgresClient
import TestSupport
import Testing

@Suite(.database) struct RowsTests {
  @Test func readsTypes() throws {
    let row = try TestDatabase.current.query(
      """
      SELECT -42 AS whole, true AS yes, false AS no, NULL::text AS none, '' AS empty,
        'é🐘' AS letters, ARRAY['a', NULL, 'b,c'] AS list
      """)[0]
    #expect(try row.int("whole") == -42)
    #expect(try row.bool("yes"))
    #expect(try !row.bool("no"))
    #expect(row["none"] == nil)
    #expect(row.optionalText("empty") == "")
    #expect(try row.optionalInt("none") == nil)
    #expect(try row.optionalBool("none") == nil)
    #expect(try row.text("letters") == "é🐘")
    #expect(try row.textArray("list") == ["a", nil, "b,c"])
    #expect(try row.textArray("none") == [])
  }

  @Test(arguments: ["int", "bool", "text"]) func refusesNULL(_ type: String) throws {
    let row = try TestDatabase.current.query("SELECT NULL::\(type) AS value")[0]
    let error = #expect(throws: PostgresError.self) {
      switch type {
      case "int": _ = try row.int("value")
      case "bool": _ = try row.bool("value")
      default: _ = try row.text("value")
      }
    }
    #expect(error?.kind == .usage)
    #expect(error?.message.contains("value") == true)
  }

  @Test func keepsNULLsAndValuesApartInEveryPlace() throws {
    let rows = try TestDatabase.current.query(
      "VALUES (NULL, 'a', NULL), ('', NULL, 'b'), (NULL, NULL, NULL), ('c', '', 'd')")
    let values = rows.map { row in (0..<3).map { rows[row.number, $0] } }
    #expect(values == [[nil, "a", nil], ["", nil, "b"], [nil, nil, nil], ["c", "", "d"]])
    #expect(rows.isNull(0, 0))
    #expect(!rows.isNull(1, 0))
  }

  @Test func namesColumnsAndCounts() throws {
    let rows = try TestDatabase.current.query(
      "SELECT i, i * 2 AS twice FROM generate_series(1, 3) i")
    #expect(rows.columns == ["i", "twice"])
    #expect(rows.index(of: "twice") == 1)
    #expect(rows.count == 3)
    #expect(rows.commandTag == "SELECT 3")
    #expect(try rows.map { row in try row.int("twice") } == [2, 4, 6])
  }

  @Test func hasNoRowsWhereNothingIsSelected() throws {
    let rows = try TestDatabase.current.query("CREATE TABLE visits (id int)")
    #expect(rows.isEmpty)
    #expect(rows.commandTag == "CREATE TABLE")
  }

  @Test func holdsManyRows() throws {
    let rows = try TestDatabase.current.query(
      "SELECT i AS a, i % 7 = 0 AS b, 'part_' || i AS c FROM generate_series(1, 100000) i")
    let column = rows.index(of: "c")
    #expect(rows.count == 100_000)
    #expect(rows[0, column] == "part_1")
    #expect(rows[99_999, column] == "part_100000")
  }
}
