import Diagnostics
import MigrationProof
import MigrationRunner
import PostgresClient
import ScratchServer

extension GenerateCommand {
  /// Makes files anew that conflict with those of another branch.
  func rebased(_ session: Session) throws -> Report {
    let asOf = try AsOf(session.settings.value(asOf, "as-of"))
    let migrations = try Migrations(session, tolerant: true)
    let rebase = try Rebase(migrations, session, tables: tables, since: since, asOf: asOf)
    var report = Report(findings: migrations.findings)
    guard !rebase.subjects.isEmpty else {
      report.remarks = ["Nothing to rebase: no two changes of a table start from the same layout."]
      report.members = [("written", .array([])), ("removed", .array([]))]
      return report
    }
    let database = try Database.named(session)
    let ledger = try database.map {
      Ledger(migrations.check, try HistoryTable.rows(on: $0.connect()))
    }
    if let ledger { try rebase.refuseApplied(ledger) }
    let server = try ScratchServer.start(
      binaries: .find(
        bindir: session.settings.value(scratch.bindir, "scratch-bindir"),
        environment: session.world.environment,
        preferredMajor: try database.map { try $0.connect().serverVersion / 10_000 }))
    defer { server.stop() }
    session.writer.event("running the files that stay on a scratch server")
    let start = try rebase.replayed(
      on: server, live: database.flatMap { one in ledger.map { (one.target, $0) } })
    var workbench = rebase.workbench
    workbench.rows = database?.target
    let result = try workbench.plan(try Connection(start.target, applicationName: "pgparcel"))
    guard !result.findings.hasErrors else { throw Failure(result.findings) }
    report.findings = result.findings
    report.findings.add(start.gaps.map { Diagnostic(.proofGap, $0) })
    let due = result.tables.filter { $0.hasChanges && $0.plan != nil }
    try write(
      due, of: start.target, result.server, migrations, superseding: rebase.removed, session,
      &report)
    report.members.append(("history_checked", .bool(ledger != nil)))
    if ledger == nil {
      report.remarks.append(
        "not checked: whether a database has run the removed files, for none was named")
    }
    // Whatever is left is about other tables.
    report.findings.add(try Migrations(session, tolerant: true).findings.diagnostics)
    return report
  }
}
