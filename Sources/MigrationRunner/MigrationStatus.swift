package import PartitionCore
package import PostgresClient

/// Where every migration stands, for `status` and `verify`.
package struct MigrationStatus: Sendable {
  package enum State: Hashable, Sendable {
    case applied(at: String)
    case baselined
    case pending
    /// Pending, of the phase after the deploy.
    case afterDeploy
    /// As `afterDeploy`, and too early: it drops an old table that is kept until then.
    case kept(until: String)
    /// Stopped part-way; `apply` goes on, or `down` where the way back stopped.
    case partly(MigrationDirection, done: Int, total: Int)
    /// Pending; the last attempt failed and left nothing.
    case failed(at: String, error: String)
    /// An attempt has not ended: it runs now, or its session was killed.
    case running
  }

  package struct Entry: Sendable {
    package let migration: StoredMigration
    package let state: State
    /// The table is as after this file already, though the history does not know it.
    package let isThere: Bool
    package var id: MigrationID { migration.id }
  }

  package let entries: [Entry]
  /// Names of the history that the directory lacks.
  package let missing: [String]
  /// The command lines that note in the history what is there already.
  package let cure: [String]
  /// Converted tables whose old copy is still to be kept, in the order of their names.
  package let kept: [KeptTable]

  private init(
    _ ledger: Ledger, _ unrecorded: UnrecordedFiles?, _ kept: [QualifiedName: KeptTable]
  ) {
    self.kept = kept.values.sorted { $0.table < $1.table }
    let there = Set((unrecorded?.ids ?? []).map(\.version))
    entries = ledger.migrations.map {
      Entry(
        migration: $0, state: Self.state(of: $0, ledger, kept), isThere: there.contains($0.version))
    }
    cure = unrecorded?.cure ?? []
    missing = ledger.state.appliedOrder.filter {
      ledger.migration($0) == nil && ledger.state.standing(of: $0) != .baselined
    }.compactMap { ledger.state.lastRow(of: $0)?.name }
  }

  /// Reads the history; writes nothing, so a read-only role is enough.
  ///
  /// - Parameter live: Where given, pending files are held against the tables, too.
  /// - Throws: `.newerHistory`, `.postgres`.
  package static func read(
    _ check: DirectoryCheck, live: LiveFingerprint? = nil, on connection: borrowing Connection
  ) throws(RunnerError) -> MigrationStatus {
    let ledger = Ledger(check, try HistoryTable.rows(on: connection))
    let kept = try KeptTable.all(ledger, on: connection)
    guard let live else { return MigrationStatus(ledger, nil, kept) }
    return MigrationStatus(ledger, try UnrecordedFiles(ledger, live: live, on: connection), kept)
  }

  private static func state(
    of migration: StoredMigration, _ ledger: Ledger, _ kept: [QualifiedName: KeptTable]
  ) -> State {
    let version = "\(migration.version)"
    let last = ledger.state.lastRow(of: version)
    if last?.state == .running { return .running }
    switch ledger.state.standing(of: version) {
    case .applied: return .applied(at: ledger.state.appliedRow(of: version)?.finishedAt ?? "")
    case .baselined: return .baselined
    case .partly(let direction, let done):
      let file = direction == .up ? migration.up : migration.down
      return .partly(direction, done: done, total: file?.commands.count ?? done)
    case .pending:
      let file = migration.up.file
      // Whatever an attempt said: nothing is wrong, it was too early.
      if file.phase == .afterDeploy, let kept = kept[file.table] {
        return .kept(until: kept.until)
      }
      if let last, last.state == .failed {
        return .failed(at: last.finishedAt ?? last.startedAt, error: last.error ?? "")
      }
      return file.phase == .afterDeploy ? .afterDeploy : .pending
    }
  }
}
