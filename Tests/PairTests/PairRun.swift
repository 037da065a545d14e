import Diagnostics
import MigrationProof
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// One pair on a server: the table is made, changed, taken back, and changed again, beside a twin that
/// takes the same writes and is never changed.
struct PairRun {
  let pair: LayoutPair
  let database: TestDatabase
  private let project: PairProject

  init(_ pair: LayoutPair, in database: TestDatabase) {
    self.pair = pair
    self.database = database
    project = PairProject(in: database)
  }

  func run() throws {
    let made = try make()
    let before = try schema()
    var bag = DiagnosticBag()
    guard let plan = try project.plan(pair.second, into: &bag) else {
      return PairRefusals.expect(bag, for: pair)
    }
    guard !plan.steps.isEmpty else { return try expectLayout(pair.after) }
    let version = try #require(MigrationVersion("20260201000000"))
    _ = try project.write(plan, from: version)
    // Partitions that go in place take their rows along.
    let detached = plan.changes.compactMap { change in
      if case .removePartition(let partition, _, _) = change { partition.name } else { nil }
    }
    let writes = PairWrites(pair: pair, database: database)

    try project.apply()
    try expectChanged(plan)
    try expectTwins(with: detached)
    try writes.everyKind(pair.more.prefix(6), seed: 1)
    try expectTwins(with: detached)

    try expectRefusedDown(to: made, while: plan.refusingPartitions(from: pair.before))
    try down(to: made, doubtful: plan.doubtfulPartitions(from: pair.before))
    try expectTwins()
    let difference = TextDifference(before, try schema())
    #expect(difference.lines == [], "schema after down\(pair.words)")
    try writes.everyKind(pair.more.dropFirst(6), seed: 2)

    // Up to the end, behind which no old table is kept.
    try project.apply()
    try expectTwins(with: detached)
    try project.apply(all: true)
    try expectChanged(plan)
    try expectTwins(with: detached)
  }

  /// - Returns: the version of the last file.
  private func make() throws -> MigrationVersion {
    var bag = DiagnosticBag()
    let plan = try project.plan(pair.first, into: &bag)
    let wanted = try #require(plan, "\(TextRenderer().rendered(bag))\(pair.words)")
    let version = try #require(MigrationVersion("20260101000000"))
    let last = try project.write(wanted, from: version)
    try project.apply()
    try expectLayout(pair.before)
    let columns = PairColumn.allCases.map { "\($0.rawValue) \($0.type)" }.joined(separator: ", ")
    try database.execute("CREATE SCHEMA twin; CREATE TABLE twin.shipments (\(columns))")
    try PairWrites(pair: pair, database: database).insert(pair.rows[...])
    return last
  }

  /// Without what pgparcel keeps for itself.
  private func schema() throws -> String {
    SchemaDump.normalized(try database.dumpSchema(["-N", "pgparcel"]))
  }

  // MARK: The oracles

  /// The layout is the declared one, as PostgreSQL lists it and as planning again finds it.
  private func expectChanged(_ plan: Plan) throws {
    try expectLayout(pair.after)
    var bag = DiagnosticBag()
    let again = try project.plan(pair.second, into: &bag)
    let left = try #require(again, "\(TextRenderer().rendered(bag))\(pair.words)")
    #expect(left.steps.flatMap(\.what) == [], "planned again\(pair.words)")
    #expect(left.from == plan.to, "fingerprint\(pair.words)")
  }

  private func expectLayout(_ layout: PairLayout) throws {
    let rows = try database.query(
      """
      WITH RECURSIVE tree AS (
        SELECT 'public.shipments'::regclass::oid AS oid, '' AS parent
        UNION ALL
        SELECT i.inhrelid, i.inhparent::regclass::text
        FROM pg_inherits i JOIN tree ON tree.oid = i.inhparent)
      SELECT concat_ws(' ', parent, c.relname, p.partstrat) AS line
      FROM tree JOIN pg_class c USING (oid) LEFT JOIN pg_partitioned_table p ON p.partrelid = c.oid
      ORDER BY 1
      """)
    #expect(
      try rows.map { try $0.text("line") }.sorted() == layout.lines.sorted(),
      "partitions\(pair.words)")
  }

  /// Every row of the twin lies in the table or in a partition that was detached, and nothing else.
  private func expectTwins(with detached: [QualifiedName] = []) throws {
    let tables = ([QualifiedName("public", "shipments")] + detached).map { name in
      let table: SQLText = "\(name)"
      return "SELECT \(PairRow.columns) FROM \(table.text)"
    }.joined(separator: " UNION ALL ")
    let twin = "SELECT \(PairRow.columns) FROM twin.shipments"
    let rows = try database.query(
      """
      SELECT 'lost' AS what, l::text AS row FROM (\(twin) EXCEPT ALL (\(tables))) AS l
      UNION ALL SELECT 'doubled', d::text FROM ((\(tables)) EXCEPT ALL \(twin)) AS d
      """)
    let lines = try rows.map { "\(try $0.text("what")): \(try $0.text("row"))" }
    #expect(lines == [], "rows\(pair.words)")
  }

  /// The way back refuses to drop partitions with rows, and changes nothing; then the rows go.
  private func expectRefusedDown(
    to made: MigrationVersion, while partitions: [QualifiedName]
  ) throws {
    guard try !ids(in: partitions).isEmpty else { return }
    #expect(throws: RunnerError.self, "down dropped rows\(pair.words)") {
      try project.down(to: made)
    }
    try expectLayout(pair.after)
    try delete(rowsOf: partitions)
  }

  /// A default partition that is divided may have no place for rows that come back: then that is said, no
  /// row is lost, and without those rows the way goes on.
  private func down(to made: MigrationVersion, doubtful: [QualifiedName]) throws {
    do {
      try project.down(to: made)
    } catch RunnerError.failed(_, _, let error)
      where !doubtful.isEmpty && error.message.contains(" has rows that no partition of ")
    {
      #expect(try !ids(in: doubtful).isEmpty, "down refused without rows\(pair.words)")
      try delete(rowsOf: doubtful)
      try project.down(to: made)
    }
  }

  private func delete(rowsOf partitions: [QualifiedName]) throws {
    let ids = try ids(in: partitions)
    guard !ids.isEmpty else { return }
    for schema in ["public", "twin"] {
      try database.execute(
        "DELETE FROM \(schema).shipments WHERE id IN (\(ids.joined(separator: ", ")))")
    }
  }

  private func ids(in partitions: [QualifiedName]) throws -> [String] {
    try partitions.flatMap { name in
      let table: SQLText = "\(name)"
      return try database.query("SELECT id FROM \(table.text)").map { try $0.text("id") }
    }
  }
}

extension PairLayout {
  /// `parent name strategy` of every table, as the catalogs say it.
  fileprivate var lines: [String] {
    var lines: [String] = []
    func visit(_ level: PairLevel?, _ name: String, parent: String) {
      let letter = level.map { String($0.strategy.rawValue.prefix(1)) }
      lines.append(([parent, name] + [letter].compactMap(\.self)).joined(separator: " "))
      for partition in level?.partitions ?? [] {
        visit(partition.inner, partition.name, parent: name)
      }
    }
    visit(root, "shipments", parent: "")
    return lines
  }
}
