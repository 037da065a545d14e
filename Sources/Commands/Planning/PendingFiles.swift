import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient

/// Files of the directory that the database has not run yet, by table.
struct PendingFiles {
  private let byTable: [QualifiedName: [StoredMigration]]

  init(_ migrations: Migrations, _ connection: borrowing Connection) throws {
    let status = try MigrationStatus.read(migrations.check, on: connection)
    let open = status.entries.filter { $0.state.isOpen || $0.state.isWaiting }
    byTable = Dictionary(grouping: open.map(\.migration), by: \.up.file.table)
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
}
