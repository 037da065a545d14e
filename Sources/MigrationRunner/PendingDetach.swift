import PartitionCore
import PostgresCatalog
import PostgresClient

/// A partition that DETACH … CONCURRENTLY has begun to detach and that an interruption left between.
///
/// It is no partition for queries any more and still one for ATTACH, so that no way back begins before
/// the detach is brought to its end (ALTER TABLE, "DETACH PARTITION … FINALIZE"). A table has one at most.
enum PendingDetach {
  /// Finishes those that a file began.
  ///
  /// - Throws: `.postgres`.
  static func finish(
    _ file: ParsedMigration, report: (RunnerEvent) -> Void, on connection: borrowing Connection
  ) throws(RunnerError) {
    let pairs = file.commands.compactMap { command -> (parent: String, partition: String)? in
      guard case .detach(let parent, let partition) = ConcurrentStatement(command.sql) else {
        return nil
      }
      return (parent, partition)
    }
    if pairs.isEmpty { return }
    let rows = try connection.ask(
      """
      SELECT asked.place
      FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]))
          WITH ORDINALITY AS asked (parent, partition, place)
        JOIN pg_catalog.pg_inherits i ON i.inhparent = pg_catalog.to_regclass(asked.parent)
          AND i.inhrelid = pg_catalog.to_regclass(asked.partition)
      WHERE i.inhdetachpending
      """, [arrayText(pairs.map(\.parent)), arrayText(pairs.map(\.partition))])
    for row in 0..<rows.count {
      guard let place = rows[row, 0].flatMap({ Int($0) }) else { continue }
      let (parent, partition) = pairs[place - 1]
      let action = ConcurrentStatement.finalize(partition, of: parent)
      try connection.order(action)
      report(.repaired(file: file.fileName, action: action))
    }
  }
}
