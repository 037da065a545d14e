import PostgresClient
import MigrationProof

/// The main job from start to end; every claim is checked as it is made.
struct DemoStory {
  let rows: Int

  func tell(_ stage: borrowing DemoStage) throws {
    try setScene(stage)
    try declare(stage)
    try convert(stage)
    let booking = try write(stage)
    try takeBack(stage, booking)
    try convertAgain(stage, booking)
    stage.say(
      "That was all of it: a live table divided, undone and divided again, with nothing lost."
        + " The server and its files are removed now. Your turn:  pgparcel init")
  }

  private func setScene(_ stage: borrowing DemoStage) throws {
    stage.say(
      "1. A clinic keeps all appointments in one table. One in ten is open; the application asks"
        + " for those all day long.")
    try stage.connection.execute(DemoTables.create)
    try stage.connection.execute(DemoTables.fill(rows: rows))
    let counts = try count(stage)
    stage.print("\(counts.all) appointments, \(counts.open) of them open")
    let plan = try explain(stage)
    stage.print(plan.text)
    try stage.check(plan.tables == ["appointments"], "the query reads the one big table")
  }

  private func declare(_ stage: borrowing DemoStage) throws {
    stage.say("2. A developer says in YAML how the table should be divided.")
    try stage.pgparcel("init", "--quiet")
    try stage.write(DemoTables.schema, to: "schemas/appointments.yaml")
    stage.print(DemoTables.schema)
    try stage.pgparcel("validate")
    stage.say("3. What would change? `plan` reads the database and writes nothing.")
    try stage.pgparcel("plan", "--exit-code", expecting: .differences)
    stage.say(
      "4. `generate` writes SQL files for review, after running them up, down and up again on"
        + " another throwaway server.")
    try stage.pgparcel("generate")
    let files = try stage.files(in: "migrations")
    guard let swap = files.first(where: { $0.hasSuffix("swap.up.sql") }) else {
      return try stage.check(false, "there is a swap file")
    }
    try stage.check(
      files.count { $0.hasSuffix(".up.sql") } == files.count { $0.hasSuffix(".down.sql") },
      "every file has its way back")
    stage.say("The top of \(swap) tells a reviewer what it does, locks and loses:")
    let header = try stage.text(of: "migrations/\(swap)").split(separator: "\n")
      .prefix { $0.hasPrefix("--") }
    stage.print(header.joined(separator: "\n"))
  }

  private func convert(_ stage: borrowing DemoStage) throws {
    let before = try count(stage)
    let sum = try checksum(stage)
    stage.say(
      "5. `apply` runs the files while the clinic goes on booking. Rows are copied, what is written"
        + " meanwhile is brought over, and two names change hands.")
    let day = try stage.whileBooking { try stage.pgparcel("apply", "--yes") }
    let after = try count(stage)
    try stage.check(
      after.all == before.all + day.booked, "all \(after.all) rows are there, the new ones too")
    try stage.check(
      try checksum(stage, "WHERE slot_date <> '\(DemoTables.day)'") == sum,
      "every row is what it was")
    stage.say("The same query, the application unchanged:")
    let plan = try explain(stage)
    stage.print(plan.text)
    try stage.check(plan.tables == ["appointments_active"], "it reads appointments_active only")
    try stage.pgparcel("verify")
  }

  /// - Returns: The id of the new appointment.
  private func write(_ stage: borrowing DemoStage) throws -> String {
    stage.say("6. The clinic goes on working: a patient books, another visit is completed.")
    let booking = try stage.value(DemoTables.booking)
    try stage.check(
      try place(of: booking, stage) == "appointments_active",
      "the booking went to appointments_active")
    let done = try stage.value("SELECT id FROM appointments_active ORDER BY id LIMIT 1")
    try stage.connection.execute(
      "UPDATE appointments SET is_completed = true WHERE id = '\(done)'")
    try stage.check(
      try place(of: done, stage) == "appointments_completed",
      "the completed visit moved to appointments_completed")
    return booking
  }

  private func takeBack(_ stage: borrowing DemoStage, _ booking: String) throws {
    let before = try count(stage)
    try stage.pgparcel("status")
    stage.say(
      "7. Second thoughts? `down` takes everything back, new rows included, and again nobody has to"
        + " stop working.")
    let day = try stage.whileBooking { try stage.pgparcel("down", "--to", "0", "--yes") }
    try stage.check(
      try place(of: booking, stage) == "appointments", "the booking is in the plain table")
    let after = try count(stage)
    try stage.check(
      after.all == before.all + day.booked, "all \(after.all) rows are there, the new ones too")
    try stage.check(
      try stage.value("SELECT relkind FROM pg_class WHERE oid = 'appointments'::regclass") == "r",
      "appointments is a plain table again")
  }

  private func convertAgain(_ stage: borrowing DemoStage, _ booking: String) throws {
    stage.say(
      "8. And forth once more. The old copy is kept for a day; a clinic in a hurry says for its"
        + " whole database that it need not be (pgparcel.keep_old = 'off').")
    try stage.pgparcel("apply", "--yes")
    try stage.pgparcel("status")
    try stage.connection.execute(
      "ALTER DATABASE \(DemoTables.database) SET pgparcel.keep_old = 'off'")
    try stage.pgparcel("apply", "--yes", "--phase", "after-deploy")
    try stage.check(
      try place(of: booking, stage) == "appointments_active", "the booking is still there")
    try stage.check(
      try stage.value("SELECT to_regclass('appointments_old') IS NULL") == "t",
      "the old copy is gone")
    try stage.pgparcel("plan", "--exit-code")
    try stage.pgparcel("status")
  }

  private struct Counts: Equatable {
    let all: Int
    let open: Int
  }

  private func count(_ stage: borrowing DemoStage) throws -> Counts {
    let row = try stage.connection.query(
      "SELECT count(*) AS all, count(*) FILTER (WHERE NOT is_completed) AS open FROM appointments")[
        0]
    return Counts(all: try row.int("all"), open: try row.int("open"))
  }

  /// Of all rows, whatever their order.
  private func checksum(_ stage: borrowing DemoStage, _ which: String = "") throws -> String {
    try stage.value(
      "SELECT sum(hashtextextended(a::text, 0)::numeric) FROM appointments a \(which)")
  }

  private func place(of id: String, _ stage: borrowing DemoStage) throws -> String {
    try stage.value("SELECT tableoid::regclass FROM appointments WHERE id = '\(id)'")
  }

  private func explain(
    _ stage: borrowing DemoStage
  ) throws -> (text: String, tables: [String]) {
    let rows = try stage.connection.query("EXPLAIN \(DemoTables.query)")
    let text = rows.indices.compactMap { rows[$0, 0] }.joined(separator: "\n")
    let json = try stage.value("EXPLAIN (COSTS OFF, VERBOSE, FORMAT JSON) \(DemoTables.query)")
    let tables = try ExplainedPlan(json: json).scans.map(\.relation).sorted()
    return ("EXPLAIN \(DemoTables.query)\n\(text)", tables)
  }
}
