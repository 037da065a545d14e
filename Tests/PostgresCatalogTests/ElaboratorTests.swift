import Diagnostics
import PartitionCore
import PostgresCatalog
import PostgresClient
import TestSupport
import Testing

@Suite(.database) struct ElaboratorTests {
  @Test func printsKeysAsTheServerDoes() throws {
    try prepare(
      """
      CREATE TABLE t (a int, "select" text COLLATE "C", b varchar(20), at timestamp);
      CREATE FUNCTION own(int) RETURNS smallint IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
      """)
    let result = try elaborated(
      """
      version: 1
      table: app.t
      partition:
        by: range
        key: [a, select, {expression: "own(a)"}, {expression: "date_trunc('day', at)"}, b]
        partitions:
          - {name: t1, from: [1, x, 1, "2024-01-01", a], to: [2, x, 1, "2024-01-01", b]}
      """)
    #expect(result.findings == [])
    #expect(
      result.elaboration?.keys == [
        "\"a\"": PartitionKeyElement(column: "a", sql: "a", type: "integer"),
        "\"select\"": PartitionKeyElement(
          column: "select", sql: "\"select\"", type: "text", collation: "pg_catalog.\"C\""),
        "\"b\"": PartitionKeyElement(
          column: "b", sql: "b", type: "character varying(20)"),
        "(own(a))": PartitionKeyElement(column: nil, sql: "app.own(a)", type: "smallint"),
        "(date_trunc('day', at))": PartitionKeyElement(
          column: nil, sql: "date_trunc('day'::text, at)", type: "timestamp without time zone"),
      ])
    #expect(result.elaboration?.quotedNames["select"] == "\"select\"")
    #expect(result.elaboration?.quotedNames["a"] == "a")
  }

  @Test func explainsRefusedKeys() throws {
    try prepare(
      """
      CREATE TABLE t (at timestamptz, doc json, g int GENERATED ALWAYS AS (1) STORED,
        is_completed boolean);
      """)
    func keyFinding(_ key: String) throws -> Elaborated {
      try elaborated(
        """
        version: 1
        table: app.t
        partition:
          by: list
          key: [\(key)]
          default: {name: t1}
        """)
    }
    let expression = try keyFinding("{expression: \"date_trunc('month', at)\"}")
    #expect(expression.elaboration == nil)
    #expect(
      expression.findings == [
        "E103 PostgreSQL refuses this partition key: functions in partition key expression must be "
          + "marked IMMUTABLE"
      ])
    #expect(expression.diagnostics.first?.help.isEmpty == false)
    #expect(try keyFinding("doc").findings.first?.hasPrefix("E103 ") == true)
    #expect(try keyFinding("g").findings.first?.hasPrefix("E103 ") == true)
    let unknown = try keyFinding("is_complete")
    #expect(unknown.findings == ["E101 app.t has no column `is_complete`"])
    #expect(unknown.places == ["is_complete"])
    #expect(unknown.diagnostics.first?.help == ["did you mean `is_completed` (boolean)?"])
    let inside = try keyFinding("{expression: \"lower(is_complete)\"}")
    #expect(inside.findings == ["E101 app.t has no column `is_complete`"])
    let two = try keyFinding("{expression: \"1); DROP TABLE app.t; SELECT (1\"}")
    #expect(two.findings.first?.hasPrefix("E103 ") == true)
  }

  @Test func readsValuesInTheirTypeAndOrder() throws {
    try prepare("CREATE TABLE t (n numeric, at timestamptz, b boolean, c char(3), w text);")
    func values(_ column: String, _ list: String) throws -> Elaborated {
      try elaborated(
        """
        version: 1
        table: app.t
        partition:
          by: list
          key: [\(column)]
          partitions:
            - {name: t1, values: [\(list)]}
        """)
    }
    let numbers = try values("n", "10, 9, 2.50, NaN")
    #expect(
      ["2.50", "9", "10", "NaN"].map { numbers.value($0, "numeric")?.rank } == [1, 2, 3, 4])
    let zone = "timestamp with time zone"
    let moments = try values("at", "\"2024-02-01 00:00:00+02\", \"2024-01-31 22:00\"")
    #expect(
      moments.value("2024-02-01 00:00:00+02", zone)?.canonical == "2024-01-31 22:00:00+00")
    #expect(
      moments.value("2024-02-01 00:00:00+02", zone) == moments.value("2024-01-31 22:00", zone))
    #expect(try values("b", "true").value("true", "boolean")?.canonical == "true")
    #expect(try values("c", "a").value("a", "character(3)")?.canonical == "a  ")
    #expect(try values("w", "null, \"null\"").value("null", "text")?.canonical == "null")
  }

  @Test func equalValuesTakeTheLiveSpelling() throws {
    try prepare(
      """
      CREATE TABLE t (n numeric) PARTITION BY LIST (n);
      CREATE TABLE t1 PARTITION OF t FOR VALUES IN (2.50);
      """)
    let result = try elaborated(
      """
      version: 1
      table: app.t
      partition:
        by: list
        key: [n]
        partitions:
          - {name: t1, values: [2.5]}
          - {name: t2, values: [3]}
      """)
    #expect(result.value("2.5", "numeric") == .init(canonical: "2.50", rank: 1))
    #expect(result.value("2.50", "numeric") == .init(canonical: "2.50", rank: 1))
    #expect(result.value("3", "numeric") == .init(canonical: "3", rank: 2))
  }

  @Test func namesEveryValueThatTheTypeRefuses() throws {
    try prepare("CREATE TABLE t (is_completed boolean, n int, d date, v varchar(3));")
    func findings(_ column: String, _ list: String) throws -> Elaborated {
      try elaborated(
        """
        version: 1
        table: app.t
        partition:
          by: list
          key: [\(column)]
          partitions:
            - {name: t1, values: [\(list)]}
        """)
    }
    let boolean = try findings("is_completed", "true, \"maybe\", false, \"never\"")
    #expect(
      boolean.findings == [
        "E025 \"maybe\" is not a boolean (column is_completed)",
        "E025 \"never\" is not a boolean (column is_completed)",
      ])
    #expect(boolean.places == ["\"maybe\"", "\"never\""])
    #expect(boolean.diagnostics.first?.help == ["allowed: true, false"])
    #expect(boolean.elaboration == nil)
    #expect(try findings("n", "1, 1e3, 0x1F, 1_000, -5").findings.count == 3)
    #expect(try findings("d", "\"2024-02-30\", now, \"2024-02-29\"").findings.count == 2)
    #expect(try findings("v", "abc, abcd").places == ["abcd"])
  }

  @Test func readsIndexesAsTheyWillPrint() throws {
    try prepare("CREATE TABLE t (a int, \"B\" varchar, c jsonb, j json);")
    let result = try elaborated(
      """
      version: 1
      table: app.t
      partition: none
      indexes:
        - columns: [a, {column: B, order: desc, nulls: last}]
        - columns: [{expression: lower("B")}]
          where: t."B" IN ('x', 'y')
        - {method: gin, columns: [{column: c, opclass: jsonb_path_ops}]}
        - {columns: [a], include: [B], with: {fillfactor: 80}, unique: true}
      """)
    #expect(result.findings == [])
    let definitions = (result.elaboration?.indexes.values.map(\.definition) ?? []).sorted()
    #expect(
      definitions == [
        "btree (a) INCLUDE (\"B\") WITH (fillfactor='80')",
        "btree (a, \"B\" DESC NULLS LAST)",
        "btree (lower((\"B\")::text)) WHERE ((\"B\")::text = ANY "
          + "((ARRAY['x'::character varying, 'y'::character varying])::text[]))",
        "gin (c jsonb_path_ops)",
      ])
    // What is printed is what a database made from the print has.
    for (number, definition) in definitions.enumerated() {
      let spelled = SQLText(deparsed: definition).text
      try prepare("CREATE INDEX i\(number) ON t USING \(spelled);")
    }
    let live = try snapshot("t").tables[QualifiedName("app", "t")]
    #expect(live?.relation.indexes.map(\.definition).sorted() == definitions)
  }

  @Test func takesTheLivePrintOfAnIndexThatIsThere() throws {
    try prepare(
      "CREATE TABLE t (v varchar); CREATE INDEX i ON t (v) WHERE v IN ('a', 'b');")
    let live = try snapshot("t").tables[QualifiedName("app", "t")]?.relation.indexes.first
    let result = try elaborated(
      """
      version: 1
      table: app.t
      partition: none
      indexes:
        - {columns: [v], where: "v IN ('a', 'b')"}
      """)
    #expect(result.elaboration?.indexes.values.first?.definition == live?.definition)
  }

  @Test func pointsAtTheRefusedPartOfAnIndex() throws {
    try prepare("CREATE TABLE t (amount int, j json);")
    func finding(_ index: String) throws -> Elaborated {
      try elaborated(
        """
        version: 1
        table: app.t
        partition: none
        indexes:
          - {\(index)}
        """)
    }
    let column = try finding("columns: [amont]")
    #expect(column.findings == ["E101 app.t has no column `amont`"])
    #expect(column.places == ["amont"])
    let predicate = try finding("columns: [amount], where: amont > 3")
    #expect(predicate.findings == ["E101 app.t has no column `amont`"])
    #expect(predicate.places == ["amont > 3"])
    #expect(predicate.diagnostics.first?.help == ["did you mean `amount` (integer)?"])
    let expression = try finding("columns: [amount, {expression: \"now()\"}]")
    #expect(expression.findings.first?.hasPrefix("E105 ") == true)
    #expect(try finding("columns: [j]").findings.first?.hasPrefix("E105 ") == true)
    let method = try finding("columns: [amount], method: bettree")
    #expect(method.places == ["bettree"])
    let option = try finding("columns: [amount], with: {fillfaktor: 3}")
    #expect(option.findings.first?.hasPrefix("E131 ") == true)
    #expect(option.places == ["fillfaktor"])
  }

  @Test func leavesNothingBehind() throws {
    try prepare("CREATE TABLE t (a int);")
    let before = try TestDatabase.current.dumpSchema()
    let connection = try TestDatabase.current.connect()
    try connection.execute("BEGIN; CREATE TABLE app.mine (a int)")
    let name = QualifiedName("app", "t")
    let snapshot = try CatalogReader.read(connection, tables: .named([name]))
    var bag = DiagnosticBag()
    let source = SourceFile(path: "t.yaml", text: "")
    let span = Span(file: source, bytes: 0..<0)
    var declaration = TableDeclaration(
      source: source, table: Spanned(name, at: span), layout: .plain(span))
    var index = IndexDeclaration(span: span, elements: [])
    index.definition = Spanned("btree ((a + 1))", at: span)
    declaration.indexes = [index]
    let elaboration = try Elaborator.elaborate(
      declaration, actual: snapshot.tables[name], snapshot: snapshot, connection: connection,
      bag: &bag)
    #expect(elaboration?.indexes.values.map(\.definition) == ["btree (((a + 1)))"])
    #expect(connection.transactionStatus == .inTransaction)
    let left = try connection.query(
      """
      SELECT to_regclass('app.mine') IS NOT NULL AS mine,
             (SELECT count(*) FROM pg_class WHERE relname LIKE 'pgparcel%') AS ours
      """)
    #expect(try left[0].bool("mine"))
    #expect(try left[0].int("ours") == 0)
    try connection.execute("ROLLBACK")
    #expect(try TestDatabase.current.dumpSchema() == before)
  }
}
