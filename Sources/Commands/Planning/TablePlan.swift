import Diagnostics
import MigrationRunner
import PartitionCore
import PartitionYAML
import PostgresCatalog

/// What a plan run found out about one declared table.
struct TablePlan {
  let declaration: TableDeclaration
  /// Nil where the server refused the declaration.
  let input: Planning.Input?
  /// Nil where findings forbid a plan.
  let outcome: Planning.Outcome?
  /// Nil where the table does not exist.
  let actual: Table?
  /// Of the table and its partitions together; nil where nobody knows.
  let size: RelationSize?
  /// The online conversion of the table that is under way.
  let conversion: ConversionProgress?
  /// How the windows of the live table stand; empty where it has none or is not divided yet as
  /// declared.
  let windows: [WindowState]
  /// What the plan rolls; nil where it is a plan of the definition.
  let roll: WindowRoll?
  /// What the conversion takes on disk; nil where there is none, or nobody knows.
  let space: SpaceNeed?

  var name: QualifiedName { declaration.table.value }
  var plan: Plan? { outcome?.plan }
  /// Nil where few partitions are made.
  var cost: PartitionCost? {
    plan.flatMap { PartitionCost(of: $0, present: actual?.allPartitions.count ?? 0) }
  }
  /// Whether something is to be done.
  var hasChanges: Bool { plan.map { !$0.changes.isEmpty || !$0.steps.isEmpty } ?? false }
}

/// All tables of one run.
struct PlanResult {
  var tables: [TablePlan]
  var findings: DiagnosticBag
  var server: ServerFacts
  var hasChanges: Bool { tables.contains(where: \.hasChanges) }

  /// Tables that new files can be made for.
  var changed: [TablePlan] { tables.filter { $0.hasChanges && $0.conversion == nil } }

  /// Conversions that have to end before anything else is done to their tables.
  var unfinished: [ConversionProgress] {
    tables.compactMap { $0.hasChanges ? $0.conversion : nil }
  }
}
