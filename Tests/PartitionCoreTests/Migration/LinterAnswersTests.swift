import PartitionCore
import TestSupport
import Testing

/// Each rule with a statement about which squawk speaks and one about which it is silent.
@Suite struct LinterAnswersTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let rule: String
    let speaks: [String]
    let silent: [String]
    var transaction = Step.Transaction.single

    var testDescription: String { "\(rule) \(speaks[0])" }
  }

  static let table = "CREATE TABLE \"s\".\"t\" (\"a\" bigint)"

  static let cases = [
    Case(
      rule: "renaming-table", speaks: ["ALTER TABLE \"s\".\"t\" RENAME TO \"u\""],
      silent: ["ALTER TABLE \"s\".\"t\" OWNER TO \"RENAME TO\""]),
    Case(
      rule: "renaming-object", speaks: ["ALTER INDEX \"s\".\"t\" RENAME TO \"u\""],
      silent: ["ALTER INDEX \"s\".\"RENAME TO\" ATTACH PARTITION \"s\".\"i\""]),
    Case(
      rule: "renaming-object", speaks: ["ALTER TABLE \"t\" RENAME CONSTRAINT \"a\" TO \"b\""],
      silent: [table]),
    Case(
      rule: "ban-drop-table", speaks: ["DROP TABLE \"s\".\"t\""],
      silent: ["DROP STATISTICS \"s\".\"t\"", "DO $$ BEGIN DROP TABLE t; END $$"]),
    Case(
      rule: "ban-drop-constraint", speaks: ["ALTER TABLE \"t\" DROP CONSTRAINT IF EXISTS \"c\""],
      silent: ["COMMENT ON TABLE \"t\" IS 'DROP CONSTRAINT'"]),
    Case(
      rule: "ban-drop-not-null", speaks: ["ALTER TABLE \"t\" ALTER COLUMN \"a\" DROP NOT NULL"],
      silent: ["ALTER TABLE \"t\" ALTER COLUMN \"a\" SET NOT NULL"]),
    Case(
      rule: "ban-set-schema", speaks: ["ALTER TABLE \"s\".\"t\" SET SCHEMA \"u\""],
      silent: ["ALTER TABLE \"s\".\"SET SCHEMA\" SET TABLESPACE \"u\""]),
    Case(
      rule: "ban-drop-default",
      speaks: ["ALTER TABLE ONLY \"t\" ALTER COLUMN \"a\" DROP DEFAULT"],
      silent: ["ALTER TABLE ONLY \"t\" ALTER COLUMN \"a\" SET DEFAULT 1"]),
    Case(
      rule: "require-concurrent-partition-detach",
      speaks: ["ALTER TABLE \"t\" DETACH PARTITION \"p\""],
      silent: [
        "ALTER TABLE \"t\" DETACH PARTITION \"p\" CONCURRENTLY",
        "ALTER TABLE \"t\" DETACH PARTITION \"p\" FINALIZE",
      ]),
    Case(
      rule: "require-concurrent-index-creation",
      speaks: ["CREATE UNIQUE INDEX \"i\" ON ONLY \"s\".\"u\" USING btree (a)"],
      silent: [
        table, "CREATE INDEX \"i\" ON \"s\".\"t\" USING btree (a)",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"i\" ON \"s\".\"u\" (a)",
      ]),
    Case(
      rule: "require-concurrent-index-deletion", speaks: ["DROP INDEX \"s\".\"i\""],
      silent: ["DROP INDEX CONCURRENTLY IF EXISTS \"s\".\"i\""]),
    Case(
      rule: "constraint-missing-not-valid",
      speaks: ["ALTER TABLE \"s\".\"u\" ADD CONSTRAINT \"c\" CHECK (a > 1)"],
      silent: [
        table, "ALTER TABLE \"s\".\"t\" ADD CONSTRAINT \"c\" CHECK (a > 1)",
        "ALTER TABLE \"s\".\"u\" ADD CONSTRAINT \"d\" CHECK (a > 1) NOT VALID",
        "ALTER TABLE \"s\".\"u\" ADD CONSTRAINT \"e\" UNIQUE USING INDEX \"e\"",
      ]),
    Case(
      rule: "constraint-missing-not-valid",
      speaks: [
        "ALTER TABLE \"u\" ADD CONSTRAINT \"c\" CHECK (a > 1) NOT VALID",
        "ALTER TABLE \"u\" VALIDATE CONSTRAINT \"c\"",
      ], silent: ["ALTER TABLE \"u\" VALIDATE CONSTRAINT \"c\""]),
    Case(
      rule: "adding-foreign-key-constraint",
      speaks: ["ALTER TABLE \"u\" ADD CONSTRAINT \"f\" FOREIGN KEY (a) REFERENCES s.t (a)"],
      silent: [
        "ALTER TABLE \"u\" ADD CONSTRAINT \"f\" FOREIGN KEY (a) REFERENCES s.t (a) NOT VALID"
      ]),
    Case(
      rule: "disallowed-unique-constraint",
      speaks: ["ALTER TABLE ONLY \"u\" ADD CONSTRAINT \"c\" UNIQUE (a) USING INDEX TABLESPACE x"],
      silent: ["ALTER TABLE \"u\" ADD CONSTRAINT \"c\" UNIQUE USING INDEX \"i\""]),
    Case(
      rule: "adding-serial-primary-key-field",
      speaks: ["ALTER TABLE ONLY \"u\" ADD CONSTRAINT \"c\" PRIMARY KEY (a, b)"],
      silent: ["ALTER TABLE \"u\" ADD CONSTRAINT \"c\" PRIMARY KEY USING INDEX \"i\""]),
    Case(
      rule: "prefer-bigint-over-int",
      speaks: ["CREATE TABLE \"t\" (\"a\" numeric(10,2), \"b\" integer[] NOT NULL)"],
      silent: ["CREATE TABLE \"t\" (LIKE \"u\", CONSTRAINT \"c\" CHECK (a > '1'::integer))"]),
    Case(
      rule: "prefer-bigint-over-smallint", speaks: ["CREATE TABLE \"t\" (\"a\" smallint)"],
      silent: ["CREATE TABLE \"smallint\" (\"smallint\" bigint)"]),
    Case(
      rule: "prefer-timestamp-tz",
      speaks: ["CREATE TABLE \"t\" (\"a\" timestamp(3) without time zone)"],
      silent: ["CREATE TABLE \"t\" (\"a\" timestamp(3) with time zone, \"b\" time(3))"]),
    Case(
      rule: "prefer-text-field", speaks: ["CREATE TABLE \"t\" (\"a\" character varying(10))"],
      silent: ["CREATE TABLE \"t\" (\"a\" character varying, \"b\" text)"]),
    Case(
      rule: "ban-char-field", speaks: ["CREATE TABLE \"t\" (\"a\" \"char\")"],
      silent: ["CREATE TABLE \"t\" (\"a\" character varying)"]),
    Case(
      rule: "prefer-robust-stmts", speaks: ["CREATE INDEX CONCURRENTLY \"i\" ON \"t\" (a)"],
      silent: [
        "DROP INDEX CONCURRENTLY IF EXISTS \"i\"", "ANALYZE \"t\"",
        "ALTER TABLE \"t\" DROP CONSTRAINT IF EXISTS \"c\"",
        "ALTER TABLE \"t\" ADD CONSTRAINT \"c\" CHECK (a > 1) NOT VALID",
        "ALTER TABLE \"t\" VALIDATE CONSTRAINT \"c\"",
      ], transaction: .none),
    Case(
      rule: "require-lock-timeout", speaks: ["REINDEX INDEX CONCURRENTLY \"i\""],
      silent: ["ANALYZE \"t\""], transaction: .none),
    Case(
      rule: "require-statement-timeout", speaks: ["COMMENT ON TABLE \"t\" IS 'a'"],
      silent: ["DO $$ BEGIN END $$"], transaction: .none),
  ]

  private func header(
    _ sql: [String], _ transaction: Step.Transaction = .single,
    _ edit: (inout MigrationFile) -> Void = { _ in }
  ) throws -> String {
    var file = try MigrationFileSamples.file(
      transaction: transaction, statements: sql.map { Statement(SQLText(deparsed: $0)) })
    if transaction == .single { (file.lockTimeout, file.statementTimeout) = ("3s", "0") }
    edit(&file)
    let text = MigrationFilePrinter.printed(file)
    return text.split(separator: "\n").filter { $0.hasPrefix("--") }.joined(separator: "\n")
  }

  private func rules(_ header: String) -> [String] {
    let mark = "-- squawk-ignore-file "
    return header.split(separator: "\n").filter { $0.hasPrefix(mark) }
      .flatMap { $0.dropFirst(mark.count).split(separator: ",") }
      .map { String($0.drop { $0 == " " }) }
  }

  @Test(arguments: cases) func speaksAndIsSilent(_ example: Case) throws {
    let spoken = try header(example.speaks, example.transaction)
    #expect(rules(spoken).contains(example.rule))
    // Every rule that is silenced has its reason above.
    #expect(spoken.contains(" \(example.rule): "))
    #expect(!rules(try header(example.silent, example.transaction)).contains(example.rule))
  }

  @Test func nothingToSayIsNoLine() throws {
    #expect(!(try header(["SELECT 1"])).contains("quawk"))
    #expect(!(try header(["ANALYZE \"t\""], .none)).contains("quawk"))
  }

  @Test func linesStayNarrow() throws {
    let all = Self.cases.filter { $0.transaction == .single }.flatMap(\.speaks)
    let lines = try header(all).split(separator: "\n").filter { !$0.hasPrefix("-- pgparcel:") }
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.count { $0.hasPrefix("-- squawk-ignore-file ") } > 1)
  }

  @Test func theReasonFitsTheSituation() throws {
    let rename = "ALTER TABLE \"s\".\"t\" RENAME TO \"u\""
    #expect(try header([rename]).contains("the layout wants this name"))
    #expect(try header([rename, Self.table]).contains("a successor bears the name before COMMIT"))
    let drop = "DROP TABLE \"s\".\"t\""
    #expect(try header([drop]).contains("its rows live on in public.events"))
    let loses = try header([drop]) { $0.hazards = [.init(word: "DELETES_DATA")] }
    #expect(loses.contains("the header lists the loss as DELETES_DATA"))
    let detach = "ALTER TABLE \"t\" DETACH PARTITION \"p\""
    #expect(try header([detach]).contains("PostgreSQL refuses CONCURRENTLY"))
    let back = try header([detach]) { $0.direction = .down }
    #expect(back.contains("taken back inside one transaction"))
  }

  @Test func theNameOfATableCannotEndTheComment() throws {
    let text = try header(["DROP TABLE \"t\""]) {
      $0.table = QualifiedName("s", "a\nDROP TABLE b; --")
    }
    #expect(text.contains("its rows live on in s.a\\nDROP TABLE b; --"))
  }
}
