package import PartitionCore

/// What the history says of each migration, and of each table's layout.
package struct AppliedState: Sendable {
  /// Where one migration stands after its last attempt.
  package enum Standing: Hashable, Sendable {
    case pending
    case applied, baselined
    /// A file without transaction stopped after `done` statements. For the way down: what was
    /// applied is partly taken back.
    case partly(MigrationDirection, done: Int)
  }

  package let rows: [HistoryRow]
  private var standings: [String: (standing: Standing, last: HistoryRow)] = [:]
  private var lastUps: [String: HistoryRow] = [:]
  private var order: [String] = []
  private var layouts: [QualifiedName: (layout: Fingerprint, version: String)] = [:]

  /// What a failed attempt at a file may have left behind.
  package enum Traces: Hashable, Sendable {
    /// Nothing: the file is one transaction.
    case none
    /// What its statements did; each that fails undoes itself.
    case done
    /// Also what its first statement did before it failed.
    case doneAndFirst
  }

  /// - Parameter traces: Says of a version and direction what its file can leave behind.
  package init(
    _ rows: [HistoryRow], traces: (_ version: String, MigrationDirection) -> Traces
  ) {
    self.rows = rows
    for row in rows { add(row, traces(row.version, row.direction)) }
  }

  private mutating func add(_ row: HistoryRow, _ traces: Traces) {
    if row.direction == .up { lastUps[row.version] = row }
    let before = standing(of: row.version)
    var standing = before
    switch (row.state, row.direction) {
    case (.applied, _), (.baselined, _), (.reverted, _):
      standing = row.state == .reverted ? .pending : row.state == .applied ? .applied : .baselined
      if let table = row.table { layouts[table] = (row.to, row.version) }
      order.removeAll { $0 == row.version }
      if row.state != .reverted { order.append(row.version) }
    case (.running, _), (.failed, _):
      guard traces != .none, row.statementsDone > 0 || traces == .doneAndFirst else { break }
      standing = .partly(row.direction, done: row.statementsDone)
      if before == .pending { order.append(row.version) }
    }
    standings[row.version] = (standing, row)
  }

  package func standing(of version: String) -> Standing {
    standings[version]?.standing ?? .pending
  }

  /// The last attempt at a version.
  package func lastRow(of version: String) -> HistoryRow? { standings[version]?.last }

  /// The last attempt to apply a version.
  package func lastUp(of version: String) -> HistoryRow? { lastUps[version] }

  /// The last row that says that a version was applied.
  package func appliedRow(of version: String) -> HistoryRow? {
    rows.last {
      $0.version == version && $0.direction == .up
        && ($0.state == .applied || $0.state == .baselined)
    }
  }

  /// Versions that are applied or partly applied, in the order in which they became so.
  package var appliedOrder: [String] { order }

  /// The layout that the files left a table with, and the file that did.
  package func layout(
    of table: QualifiedName
  ) -> (layout: Fingerprint, version: String)? { layouts[table] }
}
