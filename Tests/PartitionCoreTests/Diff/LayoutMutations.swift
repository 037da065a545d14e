import PartitionCore

extension LayoutDiffTotalityTests {
  /// Applied to the live side; the desired side is the sample as it is.
  static let mutations: [Mutation] = [
    Mutation("Table.relation") { $0.relation.owner = "other" },
    Mutation("Table.partitioning") { $0.partitioning = nil },
    Mutation("Table.dependents") { $0.dependents = [] },
    Mutation("Table.sequences") { $0.sequences = [] },
    Mutation("Relation.name") { $0.relation.name = $0.name.sibling("other") },
    Mutation("Relation.owner") { $0.relation.owner = "other" },
    Mutation("Relation.isForeign") { $0.relation.isForeign = true },
    Mutation("Dependent.partition") { $0.dependents[0].partition = SampleLayout.name },
    Mutation("Relation.persistence") { $0.relation.persistence = .unlogged },
    Mutation("Relation.accessMethod") { $0.relation.accessMethod = "other" },
    Mutation("Relation.tablespace") { $0.relation.tablespace = "fast" },
    Mutation("Relation.options") { $0.relation.options = [StorageParameter("fillfactor", "80")] },
    Mutation("Relation.comment") { $0.relation.comment = "other" },
    Mutation("Relation.columns") { $0.relation.columns.swapAt(0, 1) },
    Mutation("Relation.constraints") { $0.relation.constraints = [] },
    Mutation("Relation.indexes") { $0.relation.indexes.removeLast() },
    Mutation("Relation.triggers") { $0.relation.triggers = [] },
    Mutation("Relation.policies") { $0.relation.policies = [] },
    Mutation("Relation.rules") { $0.relation.rules = [] },
    Mutation("Relation.rowSecurity") { $0.relation.rowSecurity.enabled = true },
    Mutation("Relation.privileges") { $0.relation.privileges = nil },
    Mutation("Relation.statistics") { $0.relation.statistics = [] },
    Mutation("Relation.replicaIdentity") { $0.relation.replicaIdentity = .full },
    Mutation("Relation.publications") { $0.relation.publications = [] },
    Mutation("Column.name") { $0.relation.columns[0].name = "x" },
    Mutation("Column.type") { $0.relation.columns[0].type = "integer" },
    Mutation("Column.notNull") { $0.relation.columns[0].notNull = false },
    Mutation("Column.defaultExpression") { $0.relation.columns[0].defaultExpression = nil },
    Mutation("Column.generated") {
      $0.relation.columns[0].generated = .init(expression: "1", stored: true)
    },
    Mutation("Column.identity") { $0.relation.columns[0].identity = .always },
    Mutation("Column.collation") { $0.relation.columns[0].collation = "C" },
    Mutation("Column.storage") { $0.relation.columns[0].storage = "MAIN" },
    Mutation("Column.compression") { $0.relation.columns[0].compression = "lz4" },
    Mutation("Column.statisticsTarget") { $0.relation.columns[0].statisticsTarget = 10 },
    Mutation("Column.options") {
      $0.relation.columns[0].options = [StorageParameter("n_distinct", "5")]
    },
    Mutation("Column.comment") { $0.relation.columns[0].comment = "x" },
    Mutation("Column.privileges") { $0.relation.columns[0].privileges = [] },
    Mutation("Column.equality") { $0.relation.columns[0].equality = "public" },
    Mutation("Constraint.name") { $0.relation.constraints[0].name = "x" },
    Mutation("Constraint.kind") { $0.relation.constraints[0].kind = .exclusion },
    Mutation("Constraint.definition") {
      $0.relation.constraints[0].definition = "CHECK ((id > 1))"
    },
    Mutation("Constraint.validated") { $0.relation.constraints[0].validated = false },
    Mutation("Constraint.references") { $0.relation.constraints[0].references = SampleLayout.name },
    Mutation("Constraint.columns") { $0.relation.constraints[0].columns = ["id"] },
    Mutation("Constraint.referencedColumns") {
      $0.relation.constraints[0].referencedColumns = ["id"]
    },
    Mutation("Constraint.comment") { $0.relation.constraints[0].comment = "x" },
    Mutation("Index.name") { $0.relation.indexes[1].name = "x" },
    Mutation("Index.definition") { $0.relation.indexes[1].definition = "btree (region DESC)" },
    Mutation("Index.unique") { $0.relation.indexes[1].unique = true },
    Mutation("Index.tablespace") { $0.relation.indexes[1].tablespace = "fast" },
    Mutation("Index.valid") { $0.relation.indexes[1].valid = false },
    Mutation("Index.clustered") { $0.relation.indexes[1].clustered = true },
    Mutation("Index.comment") { $0.relation.indexes[1].comment = "x" },
    Mutation("Index.statisticsTargets") { $0.relation.indexes[1].statisticsTargets = [1: 10] },
    Mutation("Index.constraint") { $0.relation.indexes[0].constraint = nil },
    Mutation("Index.parent") { $0.partitioning?.partitions[0].relation.indexes[1].parent = nil },
    Mutation("KeyConstraint.kind") { $0.relation.indexes[0].constraint?.kind = .unique },
    Mutation("KeyConstraint.columns") {
      $0.relation.indexes[0].constraint?.columns = ["region", "id"]
    },
    Mutation("KeyConstraint.definition") {
      $0.relation.indexes[0].constraint?.definition = "PRIMARY KEY (region, id)"
    },
    Mutation("KeyConstraint.comment") { $0.relation.indexes[0].constraint?.comment = "x" },
    Mutation("Trigger.name") { $0.relation.triggers[0].name = "x" },
    Mutation("Rule.name") { $0.relation.rules[0].name = "x" },
    Mutation("Trigger.definition") { $0.relation.triggers[0].definition = "x" },
    Mutation("Rule.definition") { $0.relation.rules[0].definition = "x" },
    Mutation("Trigger.enabled") { $0.relation.triggers[0].enabled = .always },
    Mutation("Rule.enabled") { $0.relation.rules[0].enabled = .always },
    Mutation("Trigger.comment") { $0.relation.triggers[0].comment = "x" },
    Mutation("Rule.comment") { $0.relation.rules[0].comment = "x" },
    Mutation("Policy.name") { $0.relation.policies[0].name = "x" },
    Mutation("Policy.permissive") { $0.relation.policies[0].permissive = false },
    Mutation("Policy.command") { $0.relation.policies[0].command = "SELECT" },
    Mutation("Policy.roles") { $0.relation.policies[0].roles = ["x"] },
    Mutation("Policy.using") { $0.relation.policies[0].using = nil },
    Mutation("Policy.withCheck") { $0.relation.policies[0].withCheck = "true" },
    Mutation("Policy.comment") { $0.relation.policies[0].comment = "x" },
    Mutation("RowSecurity.enabled") { $0.relation.rowSecurity.enabled = true },
    Mutation("RowSecurity.forced") { $0.relation.rowSecurity.forced = true },
    Mutation("Privilege.grantee") { $0.relation.privileges?[0].grantee = nil },
    Mutation("Privilege.grantor") { $0.relation.privileges?[0].grantor = "x" },
    Mutation("Privilege.privilege") { $0.relation.privileges?[0].privilege = "INSERT" },
    Mutation("Privilege.grantable") { $0.relation.privileges?[0].grantable = true },
    Mutation("ExtendedStatistics.name") { $0.relation.statistics[0].name = SampleLayout.name },
    Mutation("ExtendedStatistics.definition") { $0.relation.statistics[0].definition = "x" },
    Mutation("ExtendedStatistics.body") { $0.relation.statistics[0].body = "x" },
    Mutation("ExtendedStatistics.statisticsTarget") {
      $0.relation.statistics[0].statisticsTarget = 5
    },
    Mutation("ExtendedStatistics.comment") { $0.relation.statistics[0].comment = "x" },
    Mutation("ExtendedStatistics.owner") { $0.relation.statistics[0].owner = "x" },
    Mutation("PublicationMembership.publication") { $0.relation.publications[0].publication = "x" },
    Mutation("PublicationMembership.columns") { $0.relation.publications[0].columns = ["id"] },
    Mutation("PublicationMembership.filter") { $0.relation.publications[0].filter = "true" },
    Mutation("Sequence.name") { $0.sequences[0].name = SampleLayout.name },
    Mutation("Sequence.column") { $0.sequences[0].column = "x" },
    Mutation("Sequence.identity") { $0.sequences[0].identity = true },
    Mutation("Sequence.type") { $0.sequences[0].type = "integer" },
    Mutation("Sequence.start") { $0.sequences[0].start = "2" },
    Mutation("Sequence.increment") { $0.sequences[0].increment = "2" },
    Mutation("Sequence.minimum") { $0.sequences[0].minimum = "2" },
    Mutation("Sequence.maximum") { $0.sequences[0].maximum = "2" },
    Mutation("Sequence.cache") { $0.sequences[0].cache = "2" },
    Mutation("Sequence.cycle") { $0.sequences[0].cycle = true },
    Mutation("Dependent.kind") { $0.dependents[0].kind = .materializedView },
    Mutation("Dependent.identity") { $0.dependents[0].identity = "x" },
    Mutation("Dependent.definition") { $0.dependents[0].definition = nil },
    Mutation("Dependent.relation") { $0.dependents[0].relation = nil },
    Mutation("Dependent.name") { $0.dependents[0].name = "x" },
    Mutation("Dependent.columns") { $0.dependents[0].columns = ["id"] },
    Mutation("Dependent.depth") { $0.dependents[0].depth = 3 },
    Mutation("Partitioning.strategy") { $0.partitioning?.strategy = .range },
    Mutation("Partitioning.key") { $0.partitioning?.key = [] },
    Mutation("Partitioning.partitions") { $0.partitioning?.partitions = [] },
    Mutation("PartitionKeyElement.column") { $0.partitioning?.key[0].column = "x" },
    Mutation("PartitionKeyElement.sql") { $0.partitioning?.key[0].sql = "x" },
    Mutation("PartitionKeyElement.type") { $0.partitioning?.key[0].type = "x" },
    Mutation("PartitionKeyElement.collation") { $0.partitioning?.key[0].collation = "x" },
    Mutation("Partition.bound") { $0.partitioning?.partitions[0].bound = .list([.value("at")]) },
    Mutation("Partition.partitioning") {
      $0.partitioning?.partitions[0].partitioning = SampleLayout.table.partitioning
    },
    Mutation("Partition.detachPending") { $0.partitioning?.partitions[0].detachPending = true },
    Mutation("partition: Relation.name") {
      $0.partitioning?.partitions[0].relation.name = SampleLayout.name.sibling("x")
    },
    Mutation("partition: Relation.owner") { $0.partitioning?.partitions[0].relation.owner = "x" },
    Mutation("partition: Relation.persistence") {
      $0.partitioning?.partitions[0].relation.persistence = .unlogged
    },
    Mutation("partition: Relation.accessMethod") {
      $0.partitioning?.partitions[0].relation.accessMethod = "x"
    },
    Mutation("partition: Relation.tablespace") {
      $0.partitioning?.partitions[0].relation.tablespace = "fast"
    },
    Mutation("partition: Relation.options") {
      $0.partitioning?.partitions[0].relation.options = []
    },
    Mutation("partition: Relation.comment") {
      $0.partitioning?.partitions[0].relation.comment = "x"
    },
    Mutation("partition: Relation.columns") {
      $0.partitioning?.partitions[0].relation.columns = [Column(name: "id", type: "bigint")]
    },
    Mutation("partition: Relation.constraints") {
      $0.partitioning?.partitions[0].relation.constraints = SampleLayout.table.relation.constraints
    },
    Mutation("partition: Relation.triggers") {
      $0.partitioning?.partitions[0].relation.triggers = SampleLayout.table.relation.triggers
    },
    Mutation("partition: Relation.policies") {
      $0.partitioning?.partitions[0].relation.policies = SampleLayout.table.relation.policies
    },
    Mutation("partition: Relation.rules") {
      $0.partitioning?.partitions[0].relation.rules = SampleLayout.table.relation.rules
    },
    Mutation("partition: Relation.rowSecurity") {
      $0.partitioning?.partitions[0].relation.rowSecurity = .init(enabled: true)
    },
    Mutation("partition: Relation.privileges") {
      $0.partitioning?.partitions[0].relation.privileges = []
    },
    Mutation("partition: Relation.statistics") {
      $0.partitioning?.partitions[0].relation.statistics = SampleLayout.table.relation.statistics
    },
    Mutation("partition: Relation.replicaIdentity") {
      $0.partitioning?.partitions[0].relation.replicaIdentity = .full
    },
    Mutation("partition: Relation.publications") {
      $0.partitioning?.partitions[0].relation.publications =
        SampleLayout.table.relation.publications
    },
    Mutation("partition: Partition.relation") {
      $0.partitioning?.partitions[0].relation.indexes.removeLast()
    },
    Mutation("Partition.relation") { $0.partitioning?.partitions[0].relation.owner = "x" },
    Mutation("partition: Index.name") {
      $0.partitioning?.partitions[0].relation.indexes[1].name = "x"
    },
    Mutation("local: Index.name") { $0.partitioning?.partitions[0].relation.indexes[2].name = "x" },
    Mutation("partition: Index.definition") {
      $0.partitioning?.partitions[0].relation.indexes[1].definition = "btree (id, region DESC)"
    },
    Mutation("local: Index.definition") {
      $0.partitioning?.partitions[0].relation.indexes[2].definition = "btree (id, region DESC)"
    },
    Mutation("partition: Index.tablespace") {
      $0.partitioning?.partitions[0].relation.indexes[1].tablespace = "fast"
    },
    Mutation("local: Index.tablespace") {
      $0.partitioning?.partitions[0].relation.indexes[2].tablespace = "fast"
    },
    Mutation("partition: Index.valid") {
      $0.partitioning?.partitions[0].relation.indexes[1].valid = false
    },
    Mutation("local: Index.valid") {
      $0.partitioning?.partitions[0].relation.indexes[2].valid = false
    },
    Mutation("partition: Index.clustered") {
      $0.partitioning?.partitions[0].relation.indexes[1].clustered = true
    },
    Mutation("local: Index.clustered") {
      $0.partitioning?.partitions[0].relation.indexes[2].clustered = true
    },
    Mutation("partition: Index.comment") {
      $0.partitioning?.partitions[0].relation.indexes[1].comment = "x"
    },
    Mutation("local: Index.comment") {
      $0.partitioning?.partitions[0].relation.indexes[2].comment = "x"
    },
    Mutation("partition: Index.statisticsTargets") {
      $0.partitioning?.partitions[0].relation.indexes[1].statisticsTargets = [1: 10]
    },
    Mutation("local: Index.statisticsTargets") {
      $0.partitioning?.partitions[0].relation.indexes[2].statisticsTargets = [1: 10]
    },
    Mutation("second level: Partition.bound") {
      $0.partitioning?.partitions[1].partitioning?.partitions[0].bound = .default
    },
  ]
}
