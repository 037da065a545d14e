import Diagnostics
import PartitionCore
import PartitionYAML
import PostgresClient

/// Windows that pg_cron is to roll inside the database.
struct PgCron {
  /// As the command line says it; nil for a schedule that fits the shortest window.
  let schedule: String?

  /// The table with a plan that installs the job; nil where it is installed so already.
  ///
  /// - Throws: `Failure` for windows that the function cannot roll; `PostgresError`.
  func plan(_ table: TablePlan, _ connection: borrowing Connection) throws -> TablePlan? {
    guard let actual = table.actual else { return nil }
    let windows = try table.windows.map { window in
      guard let program = window.program else {
        throw Failure(
          Diagnostic(
            .unplannedChange,
            "pg_cron cannot roll the window of \(window.parent): its partitions are divided further",
            at: window.span, help: ["let a timer run  pgparcel maintain --apply"]))
      }
      if program.keep != nil, program.departure == .drop(exported: true) {
        throw Failure(
          Diagnostic(
            .unplannedChange,
            "pg_cron cannot write the rows of \(window.parent) into files before it drops them",
            at: window.span,
            help: ["let a timer run  pgparcel maintain --apply", "or leave `export` out"]))
      }
      return (parent: window.parent, program: program)
    }
    let plan = SchedulePlan(
      WindowFunctionSQL(table: actual.name, windows: windows), actual: actual,
      rolling: table.declaration.rollingDepths, schedule: schedule ?? Self.usual(table.windows))
    if try isInstalled(plan, connection) { return nil }
    return table.replacing(plan: plan.plan())
  }

  private func isInstalled(
    _ plan: SchedulePlan, _ connection: borrowing Connection
  ) throws -> Bool {
    guard
      try connection.query("SELECT pg_catalog.to_regclass('cron.job') IS NOT NULL")[0, 0] == "t"
    else { return false }
    let rows = try connection.query(
      """
      SELECT FROM pg_catalog.pg_proc AS p, cron.job AS j
        WHERE p.oid = pg_catalog.to_regprocedure($1) AND pg_catalog.btrim(p.prosrc, E'\\n') = $2
          AND j.jobname = $3 AND j.schedule = $4 AND j.active
      """, [plan.signature, plan.body, plan.job, plan.schedule])
    return !rows.isEmpty
  }

  /// Days and longer at night, hours early in each, minutes every minute.
  private static func usual(_ windows: [WindowState]) -> String {
    func has(_ unit: String) -> Bool { windows.contains { $0.interval.contains(unit) } }
    if has("minute") { return "* * * * *" }
    return has("hour") ? "5 * * * *" : "15 3 * * *"
  }
}

extension TablePlan {
  fileprivate func replacing(plan: Plan) -> TablePlan {
    TablePlan(
      declaration: declaration, input: input,
      outcome: actual.map { Planning.Outcome(desired: $0, plan: plan) }, actual: actual, size: size,
      conversion: conversion, windows: windows, roll: nil, space: nil)
  }
}
