import Diagnostics
import MigrationRunner
import PartitionCore
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
  /// What the conversion takes on disk; nil where there is none, or nobody knows.
  let space: SpaceNeed?

  var name: QualifiedName { declaration.table.value }
  var plan: Plan? { outcome?.plan }
  /// Whether something is to be done.
  var hasChanges: Bool { plan.map { !$0.changes.isEmpty || !$0.steps.isEmpty } ?? false }
}

/// All tables of one run.
struct PlanResult {
  var tables: [TablePlan]
  var findings: DiagnosticBag
  var server: ServerFacts
  var hasChanges: Bool { tables.contains(where: \.hasChanges) }

  /// Tables with something to do, as arguments for the next command.
  var changedNames: [String] { tables.filter(\.hasChanges).map(\.name.name) }
}
