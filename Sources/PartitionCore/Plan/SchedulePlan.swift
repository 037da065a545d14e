/// The plan that has pg_cron roll the windows of a table inside the database.
package struct SchedulePlan {
  let function: WindowFunctionSQL
  let actual: Table
  let rolling: Set<Int>
  /// When, in cron's five fields.
  package let schedule: String

  package init(
    _ function: WindowFunctionSQL, actual: Table, rolling: Set<Int>, schedule: String
  ) {
    self.function = function
    self.actual = actual
    self.rolling = rolling
    self.schedule = schedule
  }

  /// The name of the job.
  package var job: String { "pgparcel \(actual.name)" }

  /// The function as `to_regprocedure` takes it, and its body without the lines around it.
  package var signature: String {
    let sql: SQLText = "\(function.name)(timestamptz)"
    return sql.text
  }
  package var body: String { function.body.text }

  package func plan() -> Plan {
    let layout = Fingerprint(of: actual, rolling: rolling)
    return Plan(
      table: actual.name, from: layout, to: layout, slug: "schedule", changes: [], steps: [step()],
      rolling: rolling)
  }

  private func step() -> Step {
    var guards = Guard()
    guards.refuse(
      when: "pg_catalog.to_regprocedure('cron.schedule(text,text,text)') IS NULL",
      "pg_cron is not there: in the database that cron.database_name names, run  CREATE EXTENSION "
        + "pg_cron")
    let name = function.name
    let call: SQLText = "SELECT \(name)()"
    var up = [guards.statement].compactMap { $0 }
    up.append(.createSchema(SyncNames.schema))
    up.append(function.create())
    up.append(
      Statement(
        "REVOKE ALL ON FUNCTION \(name)(timestamptz) FROM PUBLIC",
        why: "Only its owner rolls windows, as whom the job runs."))
    up.append(
      Statement(
        """
        SELECT cron.schedule(\(literal: job), \(literal: schedule), \(literal: call.text))
        """, why: "A job of this name that is there already takes the new schedule."))
    return Step(
      name: "pg_cron",
      what: ["has pg_cron roll the windows of \(actual.name) at \(schedule)"],
      downWhat: ["takes the job away; partitions stay as they are"],
      transaction: .single, up: up,
      down: [
        Statement(
          "SELECT cron.unschedule(jobid) FROM cron.job WHERE jobname = \(literal: job)"),
        Statement("DROP FUNCTION IF EXISTS \(name)(timestamptz)"),
      ],
      hazards: function.drops.map {
        .deletesData("every partition of \($0) once it has outlived its retention")
      }, reversal: .keeps("every partition that the job made"))
  }
}
