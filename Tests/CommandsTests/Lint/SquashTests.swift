import Foundation
import PostgresClient
import TestSupport
import Testing

/// Changes that wait in the directory, made one with what the schema file says now.
@Suite(.database) struct SquashTests {
  /// Two changes on top of each other, of which nothing was applied, and a third one in the schema file.
  private func waiting() throws -> Project {
    let database = TestDatabase.current
    try database.execute(Branches.table)
    let project = try Project(database: database.address)
    try Branches.generate(project, Branches.events(partitions: Branches.partition), "2025-11-20")
    try project.write(
      Branches.events(partitions: Branches.partition, index: Branches.index),
      to: "schemas/events.yaml")
    return project
  }

  @Test func whatWaitsAndWhatIsNewBecomeOneChange() throws {
    let project = try waiting()
    let before = try Branches.ups(project)
    let refused = project.run("generate")
    #expect(refused.status == 6)
    #expect(refused.error.contains("pgparcel generate --squash"))
    #expect(try Branches.ups(project) == before)

    let run = project.run("generate", "--squash", "--as-of", "2025-11-22")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("proven: up leads to the declared layout"))
    for name in before { #expect(run.error.contains("removed  \(name)")) }
    let after = try Branches.ups(project)
    #expect(!after.isEmpty && after.allSatisfy { $0.hasPrefix("20251122") })
    #expect(run.output.split(separator: "\n").count == after.count * 2)
    let lint = project.run("lint")
    #expect(lint.status == 0, "\(lint.error)")
    #expect(project.run("generate", "--squash").output.isEmpty)
    #expect(try Branches.ups(project) == after)
    #expect(project.run("apply").status == 0)
    #expect(project.run("plan", "--exit-code").status == 0)
    #expect(project.run("down", "--to", "0", "--yes").status == 0)
  }

  @Test func aChangeThatWasThoughtBetterOfGoes() throws {
    let project = try waiting()
    try project.write(Branches.events(), to: "schemas/events.yaml")
    let run = project.run("generate", "--squash", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect((json["written"] as? [String])?.isEmpty == true)
    #expect((json["removed"] as? [String])?.isEmpty == false)
    #expect(try Branches.ups(project).isEmpty)
    #expect(project.run("lint").status == 0)
  }

  @Test func whatFailedAndLeftNothingMayGo() throws {
    let project = try waiting()
    let before = try Branches.ups(project)
    let connection = try TestDatabase.current.connect()
    try connection.execute("CREATE TABLE public.events_b ()")
    #expect(project.run("apply").status == 1)
    try connection.execute("DROP TABLE public.events_b")
    #expect(project.run("status").output.contains("failed"))
    let run = project.run("generate", "--squash", "--no-proof")
    #expect(run.status == 0, "\(run.error)")
    #expect(try Set(before).isDisjoint(with: Branches.ups(project)))
    #expect(project.run("apply").status == 0)
    #expect(project.run("verify").status == 0)
  }

  @Test func whatTheDatabaseHasBegunStays() throws {
    let project = try waiting()
    try project.write(
      Branches.events(index: Branches.index), to: "schemas/events.yaml")
    // The first of the files for an index, and then another index.
    let fresh = project.run("generate", "--squash", "--no-proof")
    #expect(fresh.status == 0, "\(fresh.error)")
    let files = try Branches.ups(project)
    #expect(files.count > 1)
    #expect(project.run("apply", "--to", String(files[0].prefix(14))).status == 0)
    try project.write(
      Branches.events(partitions: Branches.partition, index: Branches.index),
      to: "schemas/events.yaml")
    let run = project.run("generate", "--squash")
    #expect(run.status == 6, "\(run.output)")
    #expect(run.error.contains("E512") && !run.error.contains("--squash"), "\(run.error)")
    #expect(try Branches.ups(project) == files)
  }

  @Test func whatOthersMayHaveRunStays() throws {
    let project = try waiting()
    try project.git("init", "-q")
    try project.git("add", "migrations")
    try project.git("commit", "-q", "-m", "the partition")
    let files = try project.names(in: "migrations")
    let run = project.run("generate", "--squash", "--since", "HEAD")
    #expect(run.status == 6)
    #expect(run.error.contains(" is part of HEAD, so it stays"))
    #expect(try project.names(in: "migrations") == files)
  }

  @Test(arguments: ["--check", "--rebase"])
  func excludes(_ option: String) throws {
    let run = try Project(database: TestDatabase.current.address).run(
      "generate", "--squash", option)
    #expect(run.status == 64)
    #expect(run.error.contains("--squash and \(option) exclude each other"))
  }
}
