import Foundation
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Two branches that change one table, and what mends that.
@Suite(.database) struct RebaseTests {
  private let table = """
    CREATE TABLE public.events (id bigint NOT NULL, kind text NOT NULL, at timestamptz NOT NULL)
      PARTITION BY LIST (kind);
    CREATE TABLE public.events_a PARTITION OF public.events FOR VALUES IN ('a');
    INSERT INTO public.events SELECT n, 'a', now() FROM generate_series(1, 50) n;
    CREATE TABLE public.rooms (id bigint NOT NULL, floor integer NOT NULL)
      PARTITION BY LIST (floor);
    CREATE TABLE public.rooms_1 PARTITION OF public.rooms FOR VALUES IN (1);
    """

  private func events(partitions: String = "", index: String = "") -> String {
    """
    version: 1
    table: public.events
    partition:
      by: list
      key: [kind]
      partitions:
        - {name: events_a, values: [a]}
    \(partitions)\(index.isEmpty ? "" : "indexes:\n\(index)")
    """
  }

  private let partition = "    - {name: events_b, values: [b]}\n"
  private let index = "  - {name: events_at, columns: [at]}\n"

  private let rooms = """
    version: 1
    table: public.rooms
    partition:
      by: list
      key: [floor]
      partitions:
        - {name: rooms_1, values: [1]}
        - {name: rooms_2, values: [2]}

    """

  /// The branch of the partition has the earlier versions, that of the index the later ones; both are
  /// merged, files and schema.
  private func merged() throws -> Project {
    let database = TestDatabase.current
    try database.execute(table)
    let project = try Project(database: database.address)
    try generate(project, events(partitions: partition), "2025-11-20")
    let other = try Project(database: database.address)
    try generate(other, events(index: index), "2025-11-21")
    try add(other, to: project)
    try project.write(events(partitions: partition, index: index), to: "schemas/events.yaml")
    return project
  }

  private func generate(_ project: Project, _ schema: String, _ day: String) throws {
    try project.write(schema, to: "schemas/events.yaml")
    let run = project.run("generate", "--no-proof", "--as-of", day)
    #expect(run.status == 0, "\(run.error)")
  }

  private func ups(_ project: Project) throws -> [String] {
    try project.names(in: "migrations").filter { $0.hasSuffix(".up.sql") }
  }

  @Test func theLaterBranchIsMadeAnew() throws {
    let project = try merged()
    let before = try ups(project)
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
    let after = try ups(project)
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
    let project = try merged()
    // The other branch was deployed before this one was merged.
    let first = try ups(project).filter { $0.hasPrefix("20251120") }
    let deployed = try Project(database: TestDatabase.current.address)
    try generate(deployed, events(partitions: partition), "2025-11-20")
    #expect(try ups(deployed) == first)
    #expect(deployed.run("apply", "--phase", "all").status == 0)
    let run = project.run("generate", "--rebase")
    #expect(run.status == 0, "\(run.error)")
    #expect(project.run("lint").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    #expect(project.run("verify").status == 0)
  }

  @Test func whatWasAppliedIsNotMadeAnew() throws {
    let project = try merged()
    let applied = try Project(database: TestDatabase.current.address)
    try generate(applied, events(index: index), "2025-11-21")
    #expect(applied.run("apply", "--phase", "all").status == 0)
    let files = try project.names(in: "migrations")
    let run = project.run("generate", "--rebase")
    #expect(run.status == 6)
    #expect(run.error.contains("was applied, so it cannot be made anew"))
    #expect(try project.names(in: "migrations") == files)

    // Its branch may be the one that stays.
    try git(project, "init", "-q")
    try git(project, "add", "migrations/*20251121*")
    try git(project, "commit", "-q", "-m", "the index")
    let other = project.run("generate", "--rebase", "--since", "HEAD")
    #expect(other.status == 0, "\(other.error)")
    let left = try ups(project)
    #expect(
      left.contains { $0.hasPrefix("20251121") } && !left.contains { $0.hasPrefix("20251120") })
    #expect(project.run("lint").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    #expect(project.run("verify").status == 0)
  }

  private func git(_ project: Project, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", project.root, "-c", "user.name=A", "-c", "user.email=a@example.org"]
      + arguments
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func bothBranchesMadeTheSame() throws {
    let project = try merged()
    // Only the partition is left of what the two declare together.
    try project.write(events(partitions: partition), to: "schemas/events.yaml")
    let run = project.run("generate", "--rebase")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.isEmpty)
    #expect(try ups(project).allSatisfy { $0.hasPrefix("20251120") })
    #expect(project.run("lint").status == 0)
    #expect(project.run("apply").status == 0)
    #expect(project.run("verify").status == 0)
  }

  @Test func nothingToMend() throws {
    let database = TestDatabase.current
    try database.execute(table)
    let project = try Project(database: database.address)
    try generate(project, events(partitions: partition), "2025-11-20")
    let run = project.run("generate", "--rebase")
    #expect(run.status == 0)
    #expect(run.error.contains("Nothing to rebase"))
  }

  @Test func aTableThatWasThereBeforeNeedsItsDatabase() throws {
    let project = try merged()
    let offline = try Project()
    try add(project, to: offline)
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
    try project.write(events() + columns, to: "schemas/events.yaml")
    #expect(project.run("generate", "--no-proof", "--as-of", "2025-11-19").status == 0)
    #expect(project.run("apply", "--phase", "all").status == 0)
    let other = try Project(database: database.address)
    try add(project, to: other)
    try generate(project, events(partitions: partition) + columns, "2025-11-20")
    try generate(other, events(index: index) + columns, "2025-11-21")
    let offline = try Project()
    try add(project, to: offline)
    try add(other, to: offline)
    try offline.write(
      events(partitions: partition, index: index) + columns, to: "schemas/events.yaml")
    let run = offline.run("generate", "--rebase", "--as-of", "2025-11-22")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("not checked: whether a database has run the removed files"))
    #expect(offline.run("lint").status == 0)
    let arguments = ["apply", "--phase", "all", "-d", database.address]
    #expect(offline.run(arguments).status == 0)
    #expect(offline.run("verify", "-d", database.address).status == 0)
  }

  @Test func applyRefusesALateFileOfTheSameTableOnly() throws {
    let database = TestDatabase.current
    try database.execute(table)
    let project = try Project(database: database.address)
    try generate(project, events(index: index), "2025-11-21")
    #expect(project.run("apply", "--phase", "all").status == 0)

    // Merged late: files of another table with lower versions.
    let other = try Project(database: database.address)
    try other.write(rooms, to: "schemas/rooms.yaml")
    #expect(other.run("generate", "--no-proof", "--as-of", "2025-11-20").status == 0)
    try add(other, to: project)
    let applied = project.run("apply")
    #expect(applied.status == 0, "\(applied.error)")
    #expect(applied.output.contains("applied  20251120000000_rooms_"))
    #expect(project.run("lint").status == 0)

    // And of the same table: made from the layout before the index.
    try database.execute("DROP INDEX public.events_at")
    let late = try Project(database: database.address)
    try generate(late, events(partitions: partition), "2025-11-19")
    try database.execute("CREATE INDEX events_at ON public.events (at)")
    try add(late, to: project)
    let refused = project.run("apply")
    #expect(refused.status == 6)
    #expect(refused.error.contains("error[E512]"))
    #expect(refused.error.contains("20251119000000_events_"))
    #expect(try database.query("SELECT to_regclass('events_b') IS NULL")[0, 0] == "t")
  }

  /// Merges the files of another branch.
  private func add(_ other: Project, to project: Project) throws {
    for name in try other.names(in: "migrations") where name.hasSuffix(".sql") {
      try project.write(try other.text("migrations/\(name)"), to: "migrations/\(name)")
    }
    // As a union merge does it.
    let sum = "migrations/pgparcel.sum"
    try project.write(((try? project.text(sum)) ?? "") + other.text(sum), to: sum)
  }
}
