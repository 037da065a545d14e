import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient

/// Files of the directory that the database has not run yet, by table.
struct PendingFiles {
  private let byTable: [QualifiedName: [StoredMigration]]
  /// Of them, those that the database has begun. An attempt that failed has left nothing.
  private let begun: Set<MigrationID>

  init(_ migrations: Migrations, _ connection: borrowing Connection) throws {
    let status = try MigrationStatus.read(migrations.check, on: connection)
    let open = status.entries.filter { $0.state.isOpen || $0.state.isWaiting }
    byTable = Dictionary(grouping: open.map(\.migration), by: \.up.file.table)
    begun = Set(open.filter(\.state.isBegun).map(\.id))
  }

  enum Relation {
    /// Nothing is pending.
    case none
    /// The pending files lead where the plan leads.
    case sameEnd([StoredMigration])
    /// They lead elsewhere: new files would start from the same layout as they.
    case other([StoredMigration])

    var isSameEnd: Bool { if case .sameEnd = self { true } else { false } }
  }

  func relation(to plan: Plan) -> Relation {
    guard let files = byTable[plan.table], let last = files.last else { return .none }
    return last.up.file.to == plan.to ? .sameEnd(files) : .other(files)
  }

  /// The command that does what the plans of these tables would do, where files for all are there; else nil.
  func commandInstead(of tables: [TablePlan]) -> String? {
    var files: [StoredMigration] = []
    for table in tables {
      guard case .sameEnd(let own)? = table.plan.map(relation) else { return nil }
      files += own
    }
    return files.isEmpty ? nil : Self.apply(files)
  }

  /// Rolling leaves the fingerprint as it is: what pending files do shows in their statements only.
  func rolling(_ files: [MigrationFile], of table: QualifiedName) -> Relation {
    guard let pending = byTable[table], !pending.isEmpty else { return .none }
    let wanted = files.filter { $0.direction == .up }.map { $0.statements.map(\.sql) }
    let there = pending.map { $0.up.file.statements.map(\.sql) }
    return wanted == there ? .sameEnd(pending) : .other(pending)
  }

  /// Several changes, or one that leads elsewhere, for which one change can stand.
  ///
  /// - Returns: All pending files of the plan's table; nil where there is nothing to gain, or the database is
  ///   in the middle of them.
  func replaceable(by plan: Plan) -> [StoredMigration]? {
    let files = byTable[plan.table] ?? []
    let starts = files.indices.filter { files[$0].id.step == 1 }
    let ends = starts.dropFirst().map { files[$0 - 1] } + files.suffix(1)
    guard let first = files.first?.up.file, starts.first == 0, first.from == plan.from,
      files.allSatisfy({ !begun.contains($0.id) }),
      starts.count > 1 || files.last?.up.file.to != plan.to,
      // What rolls windows is no change of the definition, and no plan makes it again.
      zip(starts, ends).allSatisfy({ files[$0].up.file.from != $1.up.file.to })
    else { return nil }
    return files
  }

  /// New files would start from the layout that pending ones start from.
  func conflict(_ table: TablePlan, _ files: [StoredMigration]) -> Diagnostic {
    let other =
      table.plan.flatMap(replaceable) == nil
      ? "remove the pending files" : "make one change of both with  pgparcel generate --squash"
    return Diagnostic(
      .orderConflict,
      "\(table.name) has files that were not applied yet; new ones would start from the same layout",
      at: table.declaration.table.span,
      help: ["run  \(Self.apply(files))  first, or \(other)"],
      notes: files.map { "pending: \($0.id)" })
  }

  /// The command that runs the pending files.
  private static func apply(_ files: [StoredMigration]) -> String {
    files.allSatisfy { $0.up.file.phase == .afterDeploy }
      ? "pgparcel apply --phase after-deploy" : "pgparcel apply"
  }
}
