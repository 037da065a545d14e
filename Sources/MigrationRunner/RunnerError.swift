package import Diagnostics
package import PartitionCore
package import PostgresClient

/// Why a run stopped, one case per cause.
package enum RunnerError: Error, Sendable {
  /// The directory does not pass its own check.
  case directory([Diagnostic])
  case fileAccess(path: String, reason: String)
  /// The server could not be asked; no statement of a file was running.
  case postgres(PostgresError)
  /// The role of the session may not do what is to come; nothing was changed.
  case missingRights([MissingRight])
  /// The server is a standby, which cannot be written.
  case replica
  /// The history was written by a newer pgparcel.
  case newerHistory(format: Int)
  /// Another runner works on this database.
  case busy(RunLock.Holder?)
  /// A lock was not obtained in any try, or a condition of the file that passes did not; the database
  /// is as it was before the file.
  case lockTimeout(file: String, line: Int, tries: Int, RetryCause)
  /// A statement failed; the file's transaction was rolled back, or nothing of it had run.
  case failed(file: String, line: Int, PostgresError)
  /// A file without transaction stopped part-way; running it again goes on from there.
  case partial(file: String, line: Int, done: Int, total: Int, PostgresError?)
  /// The way back of this file stopped part-way; only `down` goes on from there.
  case halfWayBack(file: String)
  /// The run was asked to stop, between two statements.
  case interrupted(file: String?)
  /// The table's layout is not the one that the file starts from.
  case stale(file: String, table: QualifiedName, expected: Fingerprint, actual: Fingerprint?)
  /// The table is as after the file already, though the history does not know it.
  case unrecorded(file: String, table: QualifiedName, cure: [String])
  /// The file starts from a layout that another applied file has already left.
  case orderConflict(file: String, table: QualifiedName, applied: String?)
  /// The file's SQL is not what was applied.
  case changedFile(file: String, appliedAt: String)
  /// The history names a version that the directory lacks.
  case missingFile(String)
  /// A hazard of the file was not allowed.
  case hazard(file: String, [MigrationFile.HazardNote])
  /// The server's disk is too small for the copy of a table.
  case noSpace(file: String, table: QualifiedName, path: String, needed: Int, free: Int)
  /// A table could not be copied into a file before the run, as was asked; nothing was run.
  case noBackup(table: QualifiedName, reason: String)
  /// Rows that the file drops could not be written into a file of their own before; nothing was dropped.
  case noExport(file: String, reason: String)
  /// The file has no way back; so many that were applied after it have one.
  case noWayBack(file: String, reason: String, after: Int)
  /// No migration of the directory or history bears this version.
  case unknownVersion(String)
}

extension RunnerError {
  /// The finding for people and for JSON. Holds no value and no password.
  package var diagnostics: [Diagnostic] {
    if case .directory(let findings) = self { return findings }
    if case .missingRights(let rights) = self {
      return MissingRight.distinct(rights).map {
        Diagnostic(.missingRights, $0.sentence, help: ["run  \($0.cure)"])
      }
    }
    let (code, message, help) = text
    return [Diagnostic(code, message, help: help, notes: notes)]
  }

  private var text: (Diagnostic.Code, String, [String]) {
    switch self {
    case .directory: (.malformedFile, "the migrations directory is damaged", [])
    case .missingRights(let rights):
      (.missingRights, rights.map(\.sentence).joined(separator: "; "), rights.map(\.cure))
    case .fileAccess(let path, let reason): (.fileAccess, "\(path): \(reason)", [])
    case .postgres(let error):
      (error.kind == .connection ? .connection : .serverError, error.description, [])
    case .replica:
      (
        .connection, "the server is a read replica",
        ["connect to the primary (target_session_attrs=read-write)"]
      )
    case .newerHistory(let format):
      (
        .stalePlan,
        "the history is of format \(format), this pgparcel knows \(HistoryTable.format)",
        ["install a newer pgparcel"]
      )
    case .busy(let holder):
      (
        .busy,
        "another pgparcel works on this database" + (holder.map { ": \($0)" } ?? ""),
        ["run it again when the other has ended, or wait with  --wait 5m"]
      )
    case .lockTimeout(let file, let line, let tries, let cause):
      (
        .busy,
        "\(file):\(line): \(cause.sentence), in \(tries == 1 ? "1 try" : "\(tries) tries");"
          + " nothing was changed",
        [
          cause.remedy
            ?? "run it again when the sessions named have ended, or with more --lock-retries"
        ]
      )
    case .failed(let file, let line, let error):
      (
        error.isDenial ? .missingRights : .serverError, "\(file):\(line): \(error)",
        Self.help(afterFailing: error, of: file)
      )
    case .partial(let file, let line, let done, let total, let error):
      (
        .partial,
        "\(file):\(line): stopped after \(done) of \(total) statements"
          + (error.map { ": \($0)" } ?? ""),
        Self.help(afterStopping: error, in: file)
      )
    case .halfWayBack(let file):
      (.partial, "\(file) stopped part-way", ["run  pgparcel down  again"])
    case .interrupted(let file):
      (.partial, "stopped as asked" + (file.map { " in \($0)" } ?? ""), ["run it again to go on"])
    case .stale(let file, let table, let expected, let actual):
      (
        .stalePlan,
        "\(file) starts from layout \(expected) of \(table), which is "
          + (actual.map { "at \($0)" } ?? "missing"), ["run  pgparcel plan  and generate again"]
      )
    case .unrecorded(let file, let table, let cure):
      (
        .stalePlan, "\(file) is not noted as applied, and \(table) is so already",
        cure.map { "if another tool ran it, run  \($0)" }
      )
    case .orderConflict(let file, let table, let applied):
      (
        .orderConflict,
        "\(file) does not start from the present layout of \(table)"
          + (applied.map { ", which \($0) made" } ?? ""),
        ["remove its file and run  pgparcel generate  again"]
      )
    case .changedFile(let file, let appliedAt):
      (
        .changedFile, "\(file) was changed after it was applied on \(appliedAt)",
        ["restore it (git checkout -- migrations/\(file)) and generate a new migration"]
      )
    case .missingFile(let name):
      (.missingFile, "\(name) was applied and is missing", ["restore it from version control"])
    case .hazard(let file, let notes):
      (
        .destructiveChange,
        "\(file): " + notes.map { "\($0.word) \($0.detail)" }.joined(separator: "; "),
        [
          "allow it with  --allow "
            + Set(notes.map(\.word)).sorted().joined(separator: ",")
        ]
      )
    case .noSpace(let file, let table, let path, let needed, let free):
      (
        .diskSpace,
        "\(file) needs \(Amounts.bytes(needed)) in \(path) for the copy of \(table) and its WAL;"
          + " \(Amounts.bytes(free)) are free",
        [
          "make room there, or let partitions go into another tablespace and generate again",
          "if the figures mislead, run it with  --allow \(SpaceCheck.word)",
        ]
      )
    case .noBackup(let table, let reason):
      (
        .fileAccess, "nothing was run, for \(table) could not be copied into a file: \(reason)",
        ["mend that and run it again, or leave --backup out"]
      )
    case .noExport(let file, let reason):
      (
        .fileAccess,
        "\(file) drops nothing, for its rows could not be written into a file: \(reason)",
        ["mend that and run it again, or say where to write with  --export-dir"]
      )
    case .noWayBack(let file, let reason, let after):
      (
        .destructiveChange, "\(file): \(reason)",
        after == 0 ? [] : ["run  pgparcel down -n \(after)  to take back what came after it"]
      )
    case .unknownVersion(let version): (.missingFile, "there is no migration \(version)", [])
    }
  }

  /// The command that runs a file again.
  private static func command(_ file: String) -> String {
    file.hasSuffix(".down.sql") ? "pgparcel down" : "pgparcel apply"
  }

  private static func help(afterFailing error: PostgresError, of file: String) -> [String] {
    // A connection can break while COMMIT is under way; only the history knows the outcome.
    if error.isConnectionLoss { return ["see  pgparcel status  and run it again"] }
    let nothing = "nothing of this file remains applied"
    guard error.isAboutData else { return [nothing] }
    return [nothing, "mend the data that the message names, then run  \(command(file))"]
  }

  private static func help(afterStopping error: PostgresError?, in file: String) -> [String] {
    var again = "run the same command again to go on"
    if let error, error.isAboutData {
      again = "mend the data that the message names, then run  \(command(file))  to go on"
    } else if error?.ownWords != nil {
      again = "do what the message says, then run  \(command(file))  to go on"
    }
    return file.hasSuffix(".down.sql") ? [again] : [again, "or take it back with  pgparcel down"]
  }

  private var notes: [String] {
    switch self {
    case .lockTimeout(_, _, _, .lock(let blockers)): blockers.map { "held by \($0)" }
    case .failed(_, _, let error): [error.offendingKey].compactMap { $0 }
    case .partial(_, _, _, _, let error): [error?.offendingKey].compactMap { $0 }
    default: []
    }
  }
}
