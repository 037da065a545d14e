/// A session that holds a lock on a table that a statement waited for.
package struct Blocker: Hashable, Sendable, CustomStringConvertible {
  /// Zero for a prepared transaction, which has no process; `application` names it.
  package let pid: Int
  package let application: String
  /// Seconds since its transaction began.
  package let age: Int
  /// What it does, as `pg_stat_activity` says: `active`, `idle in transaction`; empty where the role
  /// may not see it.
  package let state: String
  /// The first key words of its statement; never values.
  package let command: String

  package init(pid: Int, application: String, age: Int, state: String, command: String) {
    self.pid = pid
    self.application = application
    self.age = age
    self.state = state
    self.command = command
  }

  /// What a worker says of itself begins with that word (autovacuum.c in the server's source); only those who
  /// may see it can tell.
  var isAutovacuum: Bool { command == "autovacuum" }

  package var description: String {
    let open = age < 120 ? "open \(age)s" : "open \(age / 60)m"
    if pid == 0 { return "\(application)  \(open)" }
    let known = [application.isEmpty ? "?" : application, open, state, command]
    return (["pid \(pid)"] + known.filter { !$0.isEmpty }).joined(separator: "  ")
  }
}
