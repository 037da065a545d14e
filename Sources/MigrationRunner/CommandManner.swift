import PartitionCore

/// How one statement of a file without transaction is sent.
enum CommandManner: Equatable {
  /// In a transaction with its mark in the history: done and noted, or neither.
  case withMark
  /// On its own, waiting for locks as long as it takes: its waits block nobody behind it, and a
  /// timeout would only leave an invalid index or a pending detach.
  case concurrently
  /// On its own, with the lock timeout: it may commit inside (`DO`, `CALL`).
  case alone

  init(_ command: ParsedMigration.Command) {
    if ConcurrentStatement(command.sql) != nil { self = .concurrently; return }
    var scanner = SQLScanner(Array(command.sql.utf8))
    let bytes = Array(command.sql.utf8)
    while let token = scanner.next() {
      guard token.kind == .word else { continue }
      // REINDEX … CONCURRENTLY, REFRESH … CONCURRENTLY.
      if String(decoding: bytes[token.range], as: UTF8.self).uppercased() == "CONCURRENTLY" {
        self = .concurrently
        return
      }
    }
    switch (command.words.first, command.words.dropFirst().first) {
    case (_, "DATABASE"), (_, "TABLESPACE"), ("ALTER", "SYSTEM"), ("CREATE", "SUBSCRIPTION"),
      ("DROP", "SUBSCRIPTION"):
      self = .alone
    case ("CREATE", _), ("ALTER", _), ("DROP", _), ("COMMENT", _), ("GRANT", _), ("REVOKE", _),
      ("INSERT", _), ("UPDATE", _), ("DELETE", _), ("TRUNCATE", _), ("ANALYZE", _), ("SELECT", _):
      self = .withMark
    default: self = .alone
    }
  }
}

extension ParsedMigration {
  /// What a failed attempt at this file can leave behind.
  var traces: AppliedState.Traces {
    if file.transaction == .single { return .none }
    return commands.first.map(CommandManner.init) == .withMark ? .done : .doneAndFirst
  }
}
