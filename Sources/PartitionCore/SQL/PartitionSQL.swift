/// Statements that build one partition beside its parent and attach it, so that the parent's
/// readers and writers go on (manual, "Partition Maintenance").
struct PartitionSQL {
  let partition: Partition
  let parent: QualifiedName
  /// The level that the partition belongs to: its key, and its default partition if it has one.
  let level: Partitioning
  /// The table at the top, for columns and what hangs on them.
  let root: Relation
  /// The rows of the bound, asked for several times; nil where no CHECK can state it.
  let condition: SQLText?

  init(partition: Partition, parent: QualifiedName, level: Partitioning, root: Relation) {
    self.partition = partition
    self.parent = parent
    self.level = level
    self.root = root
    condition = partition.bound.condition(on: level.key)
  }

  var name: QualifiedName { partition.name }
  var checkName: String { Naming.fitted("\(name.name)_bound") }

  /// The table alone, empty, with its own partitions, indexes and properties.
  func standalone(check: Bool) -> [Statement] {
    var elements: [SQLText] = [
      """
      LIKE \(parent) INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
          INCLUDING STORAGE INCLUDING COMPRESSION
      """
    ]
    if check, let condition {
      elements.append("CONSTRAINT \(name: checkName) CHECK (\(condition))")
    }
    var sql: SQLText = "CREATE TABLE \(name) (\n  \(.joined(elements, ",\n  "))\n)"
    if let partitioning = partition.partitioning { sql = "\(sql) \(partitioning.clause)" }
    let tree = TreeSQL(
      table: Table(relation: partition.relation, partitioning: partition.partitioning))
    return [Statement(sql + partition.relation.placement)] + tree.below()
  }

  /// Indexes bottom up, so that ATTACH adopts them all.
  func indexes() -> [Statement] {
    TreeSQL(table: Table(relation: partition.relation, partitioning: partition.partitioning))
      .indexes()
  }

  func properties() -> [Statement] {
    ([partition.relation]
      + Table(relation: partition.relation, partitioning: partition.partitioning).allPartitions
      .map(\.relation)).flatMap { PropertySQL(relation: $0).all() }
  }

  var attach: SQLText {
    "ALTER TABLE \(parent)\n  ATTACH PARTITION \(name)\n  \(partition.bound.clause)"
  }

  var dropCheck: SQLText { "ALTER TABLE \(name) DROP CONSTRAINT \(name: checkName)" }

  /// - Parameter relation: The partition under the name that it has then.
  func dropCheck(on relation: QualifiedName) -> SQLText {
    "ALTER TABLE \(relation) DROP CONSTRAINT IF EXISTS \(name: checkName)"
  }

  /// The bound as a CHECK.
  func prove(on relation: QualifiedName) -> [Statement] {
    condition.map { Self.prove(checkName, "CHECK (\($0))", on: relation) } ?? []
  }

  /// A constraint that is added without a scan and then validated beside writers.
  static func prove(
    _ constraint: String, _ definition: SQLText, on relation: QualifiedName
  ) -> [Statement] {
    [
      Statement(
        "ALTER TABLE \(relation)\n  ADD CONSTRAINT \(name: constraint) \(definition) NOT VALID"),
      Statement("ALTER TABLE \(relation) VALIDATE CONSTRAINT \(name: constraint)"),
    ]
  }

  /// The default partition beside this one.
  var defaultPartition: Partition? {
    partition.bound == .default ? nil : level.partitions.first { $0.bound == .default }
  }

  /// Before rows move between the default partition and this one, nobody may read through the
  /// parent: a statement planned before would see them twice or not at all.
  var lockParent: Statement {
    Statement(
      "LOCK TABLE ONLY \(parent) IN ACCESS EXCLUSIVE MODE",
      why: "Rows move between two partitions: nobody may look while they do.")
  }

  /// Keeps writers away from the partition, through its parent and directly.
  var lockBoth: Statement {
    Statement(
      "LOCK TABLE ONLY \(parent), \(name) IN ACCESS EXCLUSIVE MODE",
      why: "No row may come between the look and the drop.")
  }

  /// The rows of this bound, out of the default partition. Refuses where some fit none of its partitions.
  func takeRows(from source: Partition) -> [Statement] {
    guard let condition else { return [] }
    return [requireFit(of: source.name, in: partition, where: condition)]
      + withoutTriggers(
        on: source,
        Statement(
          """
          WITH moved AS (
              DELETE FROM \(source.name)
              WHERE \(condition)
              RETURNING \(columns)
            )
            INSERT INTO \(name) (\(columns))
            OVERRIDING SYSTEM VALUE
            SELECT \(columns) FROM moved
          """, why: "The default partition's rows of this bound."))
  }

  /// All rows of this detached partition, into the default partition. Refuses where some fit none of its
  /// partitions.
  func giveRows(to destination: Partition) -> [Statement] {
    [requireFit(of: name, in: destination)]
      + withoutTriggers(
        on: destination,
        Statement(
          """
          INSERT INTO \(destination.name) (\(columns))
            OVERRIDING SYSTEM VALUE
            SELECT \(columns) FROM \(name)
          """, why: "Its rows go back to the default partition."))
  }

  /// Rows are moved by a list of columns: one that was added since would be left behind. And a partition
  /// that is divided may have none for them.
  private func requireFit(
    of source: QualifiedName, in destination: Partition, where condition: SQLText? = nil
  ) -> Statement {
    var guards = Guard()
    guards.requireColumns(root.columns, of: root.name)
    guard let accepted = destination.accepted else {
      return guards.statement(why: "Every column must be in the lists below.")
    }
    let misfit: SQLText = "(\(accepted)) IS NOT TRUE"
    let conditions = [condition.map { "(\($0))" }, misfit].compactMap { $0 }
    guards.refuse(
      when: """
        EXISTS (
            SELECT FROM \(source)
            WHERE \(.joined(conditions, " AND ")))
        """,
      "\(source) has rows that no partition of \(destination.name) takes; move or delete them first"
    )
    return guards.statement(
      why: "Every column must be in the lists below, and every row must fit.")
  }

  private var columns: SQLText {
    .joined(root.columns.filter { $0.generated == nil }.map { "\(name: $0.name)" })
  }

  /// Moving a row is no event of the application: its triggers must not fire.
  private func withoutTriggers(on partition: Partition, _ statement: Statement) -> [Statement] {
    let triggers = (root.triggers + partition.relation.triggers).filter { $0.enabled != .disabled }
    let security = Statement("SET LOCAL row_security = off")
    guard !triggers.isEmpty else { return [security, statement] }
    let restore = triggers.map { trigger in
      Statement(
        """
        ALTER TABLE \(partition.name) \(deparsed: trigger.enabled.rawValue) \
        TRIGGER \(name: trigger.name)
        """)
    }
    return [security, Statement("ALTER TABLE \(partition.name) DISABLE TRIGGER USER"), statement]
      + restore
  }
}
