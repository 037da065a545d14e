package import PartitionCore

/// What a run does, as it does it; for progress on stderr and for `jsonl`.
package enum RunnerEvent: Hashable, Sendable {
  case waitingForRunner(RunLock.Holder?)
  /// A comment of an applied file was changed.
  case commentChanged(file: String)
  case started(file: String, direction: MigrationDirection, resumedAt: Int, total: Int)
  /// One of the file's statements is done; `tag` is PostgreSQL's command tag, `subject` the index or
  /// table it worked on.
  case statementDone(
    file: String, number: Int, total: Int, tag: String, subject: StatementSubject)
  /// A statement was found to be done by the attempt before.
  case statementSkipped(file: String, number: Int, total: Int, reason: String)
  /// What an interrupted attempt left was removed or completed.
  case repaired(file: String, action: String)
  /// A try failed for a cause that passes; the next one begins after `pause` seconds.
  case retry(file: String, tried: Int, of: Int, RetryCause, pause: Double)
  /// How far a copy of rows is; `rate` in rows a second, `left` in seconds, as it went lately.
  case progress(file: String, ConversionProgress, rate: Double?, left: Double?)
  /// How far the build of an index is.
  case building(file: String, BuildProgress)
  /// One of the sessions that share a statement ended with an error; the others go on.
  case helperFailed(file: String, reason: String)
  /// A conversion is about to begin, or its copy.
  case needsSpace(file: String, SpaceNeed)
  /// Whether there is as much is not known, and why.
  case spaceUnknown(file: String, String)
  /// A table is in this file, as it was before the run.
  case backedUp(table: QualifiedName, into: String, bytes: Int)
  /// Rows that the file drops are in this file, newly or since an earlier try.
  case exported(file: String, table: QualifiedName, into: String, bytes: Int)
  case finished(file: String, direction: MigrationDirection)
}
