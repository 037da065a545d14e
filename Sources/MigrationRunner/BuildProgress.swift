import PostgresClient

/// How far the build of an index is, as `pg_stat_progress_create_index` says.
package struct BuildProgress: Hashable, Sendable {
  package enum Unit: String, Hashable, Sendable { case blocks, rows }

  /// The index, as far as the statement names it.
  package let name: String
  /// In the server's words: `building index: scanning table`.
  package let phase: String
  package let done: Int
  /// Zero where the phase has no measure.
  package let total: Int
  package let unit: Unit
  /// The process that the build waits for.
  package let waitsFor: Int?

  package init(
    name: String, phase: String, done: Int, total: Int, unit: Unit, waitsFor: Int? = nil
  ) {
    self.name = name
    self.phase = phase
    self.done = done
    self.total = total
    self.unit = unit
    self.waitsFor = waitsFor
  }

  package var percent: Int? { total > 0 ? min(done, total) * 100 / total : nil }

  /// What a process builds at this moment; nil for nothing.
  static func read(
    _ name: String, pid: Int, on connection: borrowing Connection
  ) throws(RunnerError) -> BuildProgress? {
    let rows = try connection.ask(
      """
      SELECT phase, blocks_done, blocks_total, tuples_done, tuples_total,
        NULLIF(current_locker_pid, 0)
      FROM pg_catalog.pg_stat_progress_create_index WHERE pid = $1
      """, ["\(pid)"])
    guard !rows.isEmpty else { return nil }
    func number(_ column: Int) -> Int { rows[0, column].flatMap { Int($0) } ?? 0 }
    let phase = rows[0, 0] ?? ""
    // Blocks stay what they were when tuples begin to count.
    let counts = number(4) > 0 && phase.contains("tuples")
    return BuildProgress(
      name: name, phase: phase, done: number(counts ? 3 : 1), total: number(counts ? 4 : 2),
      unit: counts ? .rows : .blocks, waitsFor: rows[0, 5].flatMap { Int($0) })
  }
}
