import PartitionCore
import PostgresClient

/// The made-up rows of a proof: how they come in, and where they are.
struct ProofRows {
  /// Rows as text, with how often each occurs.
  struct Count {
    var all: [String: Int] = [:]
    /// Without those in partitions that the plan lets go.
    var kept: [String: Int] = [:]
  }

  /// One table's rows.
  private struct Seeding {
    let subject: Proof.Subject
    let rows: [BoundaryRows.Row]
    /// Which of them the way back has a place for: the table took them before the change, in a
    /// partition that stays. Where a default partition comes as another one goes, it takes the
    /// latter's rows, and going back refuses as long as they are there.
    var taken: [Bool]
    var gaps: RowGaps
  }

  private var seedings: [Seeding] = []
  private var next = 1

  /// What could not be tried, once the rows have gone in after the change.
  var gaps: [String] { seedings.flatMap(\.gaps.sentences) }

  /// Chooses rows at all bounds that are declared.
  ///
  /// - Parameter actual: the tables as they are before the change, in the order of `subjects`.
  init(
    _ subjects: [Proof.Subject], actual: [Table?], _ copy: ScratchCopy
  ) throws(PostgresError) {
    let connection = try Self.session(copy)
    for (subject, actual) in zip(subjects, actual) {
      let edges = try BoundaryRows(of: subject.desired, on: connection)
      var gaps = RowGaps(of: subject.desired)
      for gap in edges.gaps { gaps.leaveOut(gap) }
      // Other columns may be the key of the layout before, which has to take the rows too.
      let old = try actual.map { (table) throws(PostgresError) in
        try BoundaryRows(of: table, on: connection).rows
      }
      // A plain table has no edges, and still rows.
      var rows = edges.rows.isEmpty ? [BoundaryRows.Row(values: [:])] : edges.rows
      if let old, !old.isEmpty {
        for index in rows.indices {
          rows[index].values.merge(old[index % old.count].values) { given, _ in given }
        }
      }
      seedings.append(
        Seeding(subject: subject, rows: rows, taken: rows.map { _ in false }, gaps: gaps))
    }
  }

  /// Inserts the rows that the tables take before the change.
  mutating func seedBefore(_ copy: ScratchCopy) throws(PostgresError) {
    let connection = try Self.session(copy)
    for place in seedings.indices where try exists(seedings[place].subject, connection) {
      var seeds = try SeedRows(into: seedings[place].subject.desired, from: next, on: connection)
      let removed = seedings[place].subject.removedLeaves
      let all = seedings[place].subject.partitionOfOldRows
      for (index, row) in seedings[place].rows.enumerated() where all == nil || row.leaf == all {
        let landing = try seeds.insert(row.values, on: connection)
        if case .leaf(let leaf) = landing, !removed.contains(leaf) {
          seedings[place].taken[index] = true
        }
      }
      next += seedings[place].rows.count + 1
      seedings[place].gaps.merge(seeds.gaps)
    }
  }

  /// Inserts all rows after the change. Those that the way back has no place for go again at once.
  ///
  /// - Returns: rows that came to lie elsewhere than they should, for people.
  mutating func seedAfter(_ copy: ScratchCopy) throws(PostgresError) -> [String] {
    let connection = try Self.session(copy)
    var misplaced: [String] = []
    for place in seedings.indices {
      let seeding = seedings[place]
      var seeds = try SeedRows(into: seeding.subject.desired, from: next, on: connection)
      for (row, isTaken) in zip(seeding.rows, seeding.taken) {
        if !isTaken { try connection.execute("BEGIN") }
        let landing = try seeds.insert(row.values, on: connection)
        if !isTaken { try connection.execute("ROLLBACK") }
        guard let leaf = row.leaf, landing != .refused, landing != .leaf(leaf) else { continue }
        misplaced.append("\(Self.words(row.values)) belongs into \(leaf), went to \(landing)")
      }
      next += seeding.rows.count + 1
      var gaps = seeds.gaps
      gaps.merge(seeding.gaps)
      seedings[place].gaps = gaps
    }
    return misplaced
  }

  /// The rows of all tables at the moment.
  func count(_ copy: ScratchCopy) throws(PostgresError) -> Count {
    let connection = try Self.session(copy)
    var count = Count()
    for seeding in seedings where try exists(seeding.subject, connection) {
      let removed = seeding.subject.removedLeaves
      let select: SQLText = """
        SELECT n.nspname, c.relname, t::text AS row
          FROM \(seeding.subject.plan.table) AS t
          JOIN pg_catalog.pg_class AS c ON c.oid = t.tableoid
          JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        """
      for row in try connection.query(select.text) {
        let leaf = QualifiedName(try row.text("nspname"), try row.text("relname"))
        let text = try row.text("row")
        count.all[text, default: 0] += 1
        if !removed.contains(leaf) { count.kept[text, default: 0] += 1 }
      }
    }
    return count
  }

  /// A session in which rows can be made up freely.
  private static func session(_ copy: ScratchCopy) throws(PostgresError) -> Connection {
    let connection = try copy.connect()
    try connection.pinCatalogSettings()
    // Neither triggers nor foreign keys; the superuser may.
    try connection.execute("SET session_replication_role = replica; SET row_security = off")
    return connection
  }

  private func exists(
    _ subject: Proof.Subject, _ connection: borrowing Connection
  ) throws(PostgresError) -> Bool {
    let name: SQLText = "\(subject.plan.table)"
    let rows = try connection.query(
      "SELECT pg_catalog.to_regclass($1) IS NOT NULL AS e", [name.text])
    return try rows[0].bool("e")
  }

  private static func words(_ values: [String: String?]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value ?? "NULL")" }
      .joined(separator: ", ")
  }
}

extension Proof.Subject {
  /// Leaves of partitions that the plan detaches or drops, and the partitions themselves.
  fileprivate var removedLeaves: Set<QualifiedName> {
    var names: Set<QualifiedName> = []
    for case .removePartition(let partition, _, _) in plan.changes {
      names.insert(partition.name)
      let below = Table(relation: partition.relation, partitioning: partition.partitioning)
      names.formUnion(below.allPartitions.map(\.name))
    }
    return names
  }
}
