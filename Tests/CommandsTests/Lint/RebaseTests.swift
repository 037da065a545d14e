import Foundation
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Two branches that change one table, and what mends that.
@Suite(.database) struct RebaseTests {
  @Test func theLaterBranchIsMadeAnew() throws {
    let project = try Branches.merged()
    let before = try Branches.ups(project)
    let (kept, old) = (
      before.filter { $0.hasPrefix("20251120") }, before.filter { $0.hasPrefix("20251121") }
    )
    let lint = project.run("lint")
    #expect(lint.status == 6)
    #expect(lint.error.contains("error[E512]: two files start from layout"))
    #expect(lint.error.contains(kept[0]) && lint.error.contains(old[0]))
    #expect(lint.error.contains("pgparcel generate --rebase"))
    #expect(project.run("apply").status == 6)
    #expect(project.run("generate").status == 6)

    let run = project.run("generate", "--rebase", "--as-of", "2025-11-22")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("proven: up leads to the declared layout"))
    #expect(!run.error.contains("not checked"))
    for name in old { #expect(run.error.contains("removed  \(name)")) }
    let after = try Branches.ups(project)
    #expect(Set(kept).isSubset(of: after) && Set(old).isDisjoint(with: after))
    #expect(after.contains { $0.hasPrefix("20251122000000_events_") })
    #expect(run.output.split(separator: "\n").allSatisfy { $0.contains("/20251122") })

    let clean = project.run("lint")
    #expect(clean.status == 0, "\(clean.error)")
    #expect(clean.output == "\(after.count * 2) files checked, no error.\n")
    #expect(project.run("generate", "--check").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    let verify = project.run("verify")
    #expect(verify.status == 0, "\(verify.error)")
    #expect(project.run("plan", "--exit-code").status == 0)
    let names = try TestDatabase.current.query(
      "SELECT to_regclass('events_b') IS NOT NULL AND to_regclass('events_at') IS NOT NULL")
    #expect(names[0, 0] == "t")
    #expect(project.run("down", "--to", "0", "--yes").status == 0)
  }

  @Test func theChangeThatStaysMayBeApplied() throws {
    let project = try Branches.merged()
    // The other branch was deployed before this one was merged.
    let first = try Branches.ups(project).filter { $0.hasPrefix("20251120") }
    let deployed = try Project(database: TestDatabase.current.address)
    try Branches.generate(deployed, Branches.events(partitions: Branches.partition), "2025-11-20")
    #expect(try Branches.ups(deployed) == first)
    #expect(deployed.run("apply", "--phase", "all").status == 0)
    let run = project.run("generate", "--rebase")
    #expect(run.status == 0, "\(run.error)")
    #expect(project.run("lint").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    #expect(project.run("verify").status == 0)
  }

  @Test func whatWasAppliedIsNotMadeAnew() throws {
    let project = try Branches.merged()
    let applied = try Project(database: TestDatabase.current.address)
    try Branches.generate(applied, Branches.events(index: Branches.index), "2025-11-21")
    #expect(applied.run("apply", "--phase", "all").status == 0)
    let files = try project.names(in: "migrations")
    let run = project.run("generate", "--rebase")
    #expect(run.status == 6)
    #expect(run.error.contains("was applied, so it cannot be made anew"))
    #expect(try project.names(in: "migrations") == files)

    // Its branch may be the one that stays.
    try project.git("init", "-q")
    try project.git("add", "migrations/*20251121*")
    try project.git("commit", "-q", "-m", "the index")
    let other = project.run("generate", "--rebase", "--since", "HEAD")
    #expect(other.status == 0, "\(other.error)")
    let left = try Branches.ups(project)
    #expect(
      left.contains { $0.hasPrefix("20251121") } && !left.contains { $0.hasPrefix("20251120") })
    #expect(project.run("lint").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    #expect(project.run("verify").status == 0)
  }

  /// A conversion in several steps, the last of them for after the deploy, and an index; each of them
  /// once the change that stays.
  @Test(arguments: [true, false])
  func aConversionStaysOrIsMadeAnew(_ conversionIsFirst: Bool) throws {
    let database = TestDatabase.current
    try database.execute(Clinic.tables)
    let online = Clinic.schema.replacing("offline", with: "online")
    let plain = """
      version: 1
      table: public.appointments
      primary_key: [id]
      partition: none
      indexes:
        - {name: idx_doctor, columns: [doc_id]}
        - {name: idx_done, columns: [is_completed, doc_id]}

      """
    let project = try Project(database: database.address)
    try Branches.generate(project, conversionIsFirst ? online : plain, "2025-11-20")
    let other = try Project(database: database.address)
    try Branches.generate(other, conversionIsFirst ? plain : online, "2025-11-21")
    try Branches.add(other, to: project)
    try project.write(
      online.replacing(
        "convert:", with: "  - {name: idx_done, columns: [is_completed, doc_id]}\nconvert:"),
      to: "schemas/events.yaml")
    #expect(project.run("lint").status == 6)
    let run = project.run("generate", "--rebase", "--as-of", "2025-11-22")
    #expect(run.status == 0, "\(run.error)")
    #expect(project.run("lint").status == 0)
    // The old table is kept for a while; nobody here waits for it.
    try database.execute("ALTER DATABASE \(database.name) SET pgparcel.keep_old = 'off'")
    for _ in 0..<2 {
      let applied = project.run("apply", "--phase", "all")
      #expect(applied.status == 0, "\(applied.error)")
    }
    let verify = project.run("verify")
    #expect(verify.status == 0, "\(verify.error)")
    #expect(try database.query("SELECT count(*) FROM appointments")[0, 0] == "100")
  }

  @Test func aChangeUnderWayIsEndedFirst() throws {
    let database = TestDatabase.current
    try database.execute(Clinic.tables)
    let project = try Project(database: database.address)
    let online = Clinic.schema.replacing("offline", with: "online")
    try Branches.generate(project, online, "2025-11-20")
    let other = try Project(database: database.address)
    try Branches.generate(
      other, online.replacing("appointments_active", with: "appointments_open"), "2025-11-21")
    #expect(project.run("apply").status == 0)
    try Branches.add(other, to: project)
    let run = project.run("generate", "--rebase")
    #expect(run.status == 6)
    #expect(run.error.contains("is under way"))
    #expect(try Branches.ups(project).contains { $0.hasPrefix("20251121") })
  }

  /// A file after the first drops rows that `apply` exports; nothing is exported where files are replayed.
  @Test func behindAFileThatDropsExportedRows() throws {
    func schema(_ indexes: String...) -> String {
      Bookings.schema(
        Bookings.window + "\nretention: {keep: 2 months, then: drop, export: true}",
        more: "indexes: [\(indexes.joined(separator: ", "))]\n")
    }
    let (doctor, at) = ("{name: by_doctor, columns: [doctor]}", "{name: by_at, columns: [at]}")
    try TestDatabase.current.execute(
      Bookings.table(["2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01"]))
    let database = TestDatabase.current.address
    let project = try Project(database: database)
    let (other, main) = (try Project(database: database), try Project(database: database))
    try Branches.generate(project, schema(doctor), "2025-11-20")
    try Branches.generate(other, schema(at), "2025-11-21")
    try main.write(schema(), to: "schemas/events.yaml")
    let maintain = main.run("maintain", "--generate", "--no-proof", "--as-of", "2025-12-07")
    try #require(maintain.status == 0, "\(maintain.error)")
    for branch in [other, main] { try Branches.add(branch, to: project) }
    try project.write(schema(doctor, at), to: "schemas/events.yaml")
    let run = project.run("generate", "--rebase", "--as-of", "2025-12-07")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("removed"), "\(run.error)")
    let apply = project.run("apply", "--phase", "all", "--allow", "DELETES_DATA")
    #expect(apply.status == 0, "\(apply.error)")
    let verify = project.run("verify", "--as-of", "2025-12-07")
    #expect(verify.status == 0, "\(verify.output)\(verify.error)")
  }

  @Test func bothBranchesMadeTheSame() throws {
    let project = try Branches.merged()
    // Only the partition is left of what the two declare together.
    try project.write(Branches.events(partitions: Branches.partition), to: "schemas/events.yaml")
    let run = project.run("generate", "--rebase")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.isEmpty)
    #expect(try Branches.ups(project).allSatisfy { $0.hasPrefix("20251120") })
    #expect(project.run("lint").status == 0)
    #expect(project.run("apply").status == 0)
    #expect(project.run("verify").status == 0)
  }

  @Test func nothingToMend() throws {
    let database = TestDatabase.current
    try database.execute(Branches.table)
    let project = try Project(database: database.address)
    try Branches.generate(project, Branches.events(partitions: Branches.partition), "2025-11-20")
    let run = project.run("generate", "--rebase")
    #expect(run.status == 0)
    #expect(run.error.contains("Nothing to rebase"))
  }

  @Test func aTableThatWasThereBeforeNeedsItsDatabase() throws {
    let project = try Branches.merged()
    let offline = try Project()
    try Branches.add(project, to: offline)
    try offline.write(try project.text("schemas/events.yaml"), to: "schemas/events.yaml")
    let run = offline.run("generate", "--rebase")
    #expect(run.status == 64)
    #expect(run.error.contains("was there before its first file"))
    try TestDatabase.current.execute("CREATE INDEX stray ON public.events (id)")
    let drifted = project.run("generate", "--rebase")
    #expect(drifted.status == 6)
    #expect(drifted.error.contains("none of its files starts from or leads to"))
  }

  @Test func filesAloneAreEnoughForATableThatBeginsWithThem() throws {
    let columns = "columns: {id: {type: bigint}, kind: {type: text}, at: {type: timestamptz}}\n"
    let database = TestDatabase.current
    let project = try Project(database: database.address)
    try project.write(Branches.events() + columns, to: "schemas/events.yaml")
    #expect(project.run("generate", "--no-proof", "--as-of", "2025-11-19").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    let other = try Project(database: database.address)
    try Branches.add(project, to: other)
    try Branches.generate(
      project, Branches.events(partitions: Branches.partition) + columns, "2025-11-20")
    try Branches.generate(other, Branches.events(index: Branches.index) + columns, "2025-11-21")
    let offline = try Project()
    try Branches.add(project, to: offline)
    try Branches.add(other, to: offline)
    try offline.write(
      Branches.events(partitions: Branches.partition, index: Branches.index) + columns,
      to: "schemas/events.yaml")
    let run = offline.run("generate", "--rebase", "--as-of", "2025-11-22")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("not checked: whether a database has run the removed files"))
    #expect(offline.run("lint").status == 0)
    let arguments = ["apply", "--phase", "all", "-d", database.address]
    #expect(offline.run(arguments).status == 0)
    #expect(offline.run("verify", "-d", database.address).status == 0)
  }

  /// A window over numbers reaches as far as the keys of the live table.
  @Test func windowsFollowTheRowsOfTheLiveTable() throws {
    let database = TestDatabase.current
    try database.execute(
      """
      CREATE TABLE public.log (id bigint PRIMARY KEY, at date);
      INSERT INTO public.log SELECT n * 100, '2025-01-01' FROM generate_series(0, 39) n;
      """)
    let start = "version: 1\ntable: public.log\nprimary_key: [id]\n"
    let index = "indexes: [{name: log_at, columns: [at]}]\n"
    let window = """
      partition:
        by: range
        key: [id]
        window: {interval: 1000, start: 0, premake: 2, name: "{table}_{start}"}
      convert: {strategy: offline}

      """
    let project = try Project(database: database.address)
    try Branches.generate(project, start + "partition: none\n" + index, "2025-11-20")
    let other = try Project(database: database.address)
    try Branches.generate(other, start + window, "2025-11-21")
    try Branches.add(other, to: project)
    try project.write(start + window + index, to: "schemas/events.yaml")
    let run = project.run("generate", "--rebase", "--as-of", "2025-11-22")
    #expect(run.status == 0, "\(run.error)")
    let applied = project.run("apply", "--phase", "all")
    #expect(applied.status == 0, "\(applied.error)")
    #expect(
      try LivePartitions.names(of: "public.log")
        == ["log_0", "log_1000", "log_2000", "log_3000", "log_4000", "log_5000"])
    #expect(project.run("verify").status == 0)
  }
}
