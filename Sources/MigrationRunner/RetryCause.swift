import PartitionCore
import PostgresClient

/// Why a try failed that may succeed a moment later.
package enum RetryCause: Hashable, Sendable {
  /// A lock was not obtained; these hold some, as far as could be seen.
  case lock([Blocker])
  /// The file's own condition does not hold yet, in the server's words: an old snapshot is open, too
  /// much is left to be brought over.
  case condition(String, hint: String?)

  /// Tells a lock timeout from what the file itself raises like one.
  init(_ error: PostgresError, of table: QualifiedName, on connection: borrowing Connection) {
    if let words = error.ownWords {
      self = .condition(words, hint: error.hint)
    } else {
      self = .lock(Blocker.holding(table, on: connection))
    }
  }

  package var blockers: [Blocker] { if case .lock(let blockers) = self { blockers } else { [] } }

  package var sentence: String {
    switch self {
    case .lock: "a lock was not obtained"
    case .condition(let words, _): words
    }
  }

  /// What to do, where the server said it or the holder tells.
  var remedy: String? {
    switch self {
    case .lock(let blockers) where !blockers.isEmpty && blockers.allSatisfy(\.isAutovacuum):
      """
      run it again when the autovacuum is over; unless it is one against wraparound, it makes room for a \
      role that may set deadlock_timeout, which a superuser allows:  GRANT SET ON PARAMETER \
      deadlock_timeout TO …  (from 15 on)
      """
    case .lock: nil
    case .condition(_, let hint): hint ?? "run it again later, or with more --lock-retries"
    }
  }
}
