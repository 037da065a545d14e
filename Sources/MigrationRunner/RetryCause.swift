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

  /// What to do, where the server said it.
  var remedy: String? {
    guard case .condition(_, let hint) = self else { return nil }
    return hint ?? "run it again later, or with more --lock-retries"
  }
}
