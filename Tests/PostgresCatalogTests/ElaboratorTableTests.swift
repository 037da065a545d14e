import Diagnostics
import PartitionCore
import PostgresCatalog
import TestSupport
import Testing

/// The table as a whole: missing, new, drifted, without rights.
@Suite(.database) struct ElaboratorTableTests {
  @Test func suggestsTheNameOfAMissingTable() throws {
    try prepare("CREATE TABLE appointments (a int);")
    let result = try elaborated("version: 1\ntable: app.appointment\npartition: none\n")
    #expect(result.elaboration == nil)
    #expect(
      result.findings == [
        "E100 no table app.appointment in database \(TestDatabase.current.name)"
      ])
    #expect(result.diagnostics.first?.help.first == "did you mean app.appointments?")
  }

  @Test func sendsADeclaredPartitionToItsRoot() throws {
    try prepare(
      "CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t DEFAULT;")
    let result = try elaborated("version: 1\ntable: app.t1\npartition: none\n")
    #expect(result.findings == ["E203 app.t1 is a partition of app.t"])
  }

  @Test func readsTheColumnsOfANewTable() throws {
    try prepare("CREATE TYPE mood AS ENUM ('sad', 'ok');")
    let result = try elaborated(
      """
      version: 1
      table: app.t
      primary_key: [id]
      columns:
        id: {type: int8, identity: always}
        mood: {type: mood, nullable: false, default: "'ok'"}
        name: {type: varchar(20), collation: '"C"'}
        loud: {type: text, generated: upper(name)}
      partition: none
      indexes:
        - columns: [{expression: lower(name)}]
      """)
    #expect(result.findings == [])
    #expect(
      result.elaboration?.columns == [
        Column(name: "id", type: "bigint", notNull: true, identity: .always),
        Column(
          name: "mood", type: "app.mood", notNull: true, defaultExpression: "'ok'::app.mood"),
        Column(name: "name", type: "character varying(20)", collation: "pg_catalog.\"C\""),
        Column(
          name: "loud", type: "text",
          generated: .init(expression: "upper((name)::text)", stored: true)),
      ])
    #expect(
      result.elaboration?.indexes.values.map(\.definition) == ["btree (lower((name)::text))"])
  }

  @Test func blamesTheColumnThatCannotBe() throws {
    try prepare("")
    let result = try elaborated(
      """
      version: 1
      table: app.t
      columns:
        a: {type: integer}
        b: {type: strin}
        c: {type: integer, default: b + }
        d: {type: integer, generated: a + 1}
      partition: none
      """)
    #expect(result.elaboration == nil)
    #expect(result.places == ["strin", "b +"])
    let serial = try elaborated(
      "version: 1\ntable: app.t\ncolumns:\n  a: {type: serial}\npartition: none\n")
    #expect(serial.places == [])
    #expect(serial.elaboration?.columns?.map(\.type) == ["integer"])
    #expect(serial.elaboration?.sequences.map(\.name.name) == ["t_a_seq"])
  }

  @Test func warnsOfColumnsThatDrifted() throws {
    try prepare("CREATE TABLE t (a int NOT NULL, b timestamptz DEFAULT now(), c text);")
    let same = try elaborated(
      """
      version: 1
      table: app.t
      columns:
        a: {type: int4, nullable: false}
        b: {type: timestamp with time zone, default: current_timestamp}
      partition: none
      """)
    #expect(
      same.findings == [
        "E102 the default of column `b` is CURRENT_TIMESTAMP in the file and now() in the database"
      ])
    let drifted = try elaborated(
      """
      version: 1
      table: app.t
      columns:
        a: {type: bigint, nullable: true}
        cc: {type: text}
      partition: none
      """)
    #expect(
      drifted.findings == [
        "E102 the type of column `a` is bigint in the file and integer in the database",
        "E102 NULL of column `a` is allowed in the file and refused in the database",
        "E102 app.t has no column `cc`",
      ])
    #expect(drifted.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(drifted.elaboration != nil, "drift of columns does not stop a plan")
  }

  @Test func listsTheTablespacesThatThereAre() throws {
    try prepare("CREATE TABLE t (a int);")
    let result = try elaborated(
      """
      version: 1
      table: app.t
      partition:
        by: list
        key: [a]
        partitions:
          - {name: t1, values: [1], tablespace: archive_hdd}
          - {name: t2, values: [2], tablespace: pg_default}
      """)
    // Tablespaces belong to the server, so that another test's may be among them.
    let finding = try #require(result.findings.first)
    #expect(finding.hasPrefix("E130 no tablespace archive_hdd on this server (has: "))
    #expect(finding.contains("pg_default"))
    #expect(result.findings.count == 1)
    #expect(result.places == ["archive_hdd"])
  }

  @Test func refusesUnknownStorageParameters() throws {
    try prepare("CREATE TABLE t (a int);")
    let result = try elaborated(
      """
      version: 1
      table: app.t
      partition:
        by: list
        key: [a]
        partitions:
          - {name: t1, values: [1], with: {fillfactor: 70, toast.autovacuum_enabled: false}}
          - {name: t2, values: [2], with: {fillfaktor: 70}}
          - {name: t3, values: [3], with: {fillfactor: 700}}
      """)
    #expect(result.diagnostics.map(\.code) == [.invalidStorageParameter, .invalidStorageParameter])
    #expect(result.places == ["fillfaktor", "700"])
  }

  @Test func warnsWhoeverDoesNotOwnTheTable() throws {
    try prepare("CREATE TABLE t (a int);")
    let owner = try currentUser()
    let role = "pgparcel_reader_\(UInt32.random(in: .min ... .max))"
    try prepare("CREATE ROLE \(role); GRANT USAGE ON SCHEMA app TO \(role);")
    defer { try? prepare("DROP OWNED BY \(role); DROP ROLE \(role);") }
    let result = try elaborated(
      """
      version: 1
      table: app.t
      partition: none
      indexes:
        - columns: [{expression: a + 1}]
      """, as: role)
    #expect(
      result.findings == [
        "E310 role \(role) does not own app.t and all its partitions (owner \(owner))"
      ])
    #expect(result.diagnostics.first?.severity == .warning)
    #expect(result.elaboration?.indexes.count == 1, "no privilege on the table is needed")
  }

  @Test func doesWithoutTemporaryTablesWhereColumnsAreEnough() throws {
    try prepare("CREATE TABLE t (a int, b text);")
    let role = "pgparcel_reader_\(UInt32.random(in: .min ... .max))"
    try prepare(
      """
      CREATE ROLE \(role);
      REVOKE TEMPORARY ON DATABASE \(TestDatabase.current.name) FROM PUBLIC;
      """)
    defer { try? prepare("DROP OWNED BY \(role); DROP ROLE \(role);") }
    func yaml(_ index: String) -> String {
      """
      version: 1
      table: app.t
      partition:
        by: range
        key: [a]
        partitions:
          - {name: t1, from: [1], to: [10]}
      indexes:
        - columns: [\(index)]
      """
    }
    let plain = try elaborated(yaml("b"), as: role)
    #expect(plain.elaboration?.keys.values.map(\.sql) == ["a"])
    #expect(plain.elaboration?.indexes.values.map(\.definition) == ["btree (b)"])
    #expect(plain.value("10", "integer")?.rank == 2)
    let expression = try elaborated(yaml("{expression: lower(b)}"), as: role)
    #expect(expression.elaboration == nil)
    #expect(
      expression.findings.contains(
        "E310 this index can only be read by trying it on a temporary table"))
  }
}
