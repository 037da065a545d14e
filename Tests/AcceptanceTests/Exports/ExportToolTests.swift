import Foundation
import MigrationExport
import PostgresClient
import TestSupport
import Testing

/// Exported files in the hands of the tools themselves, where they are installed.
@Suite(.database) struct ExportToolTests {
  @Test(.needsPrograms("dbmate"), arguments: ExportedCase.few)
  func dbmate(_ test: ExportedCase) throws {
    let files = try test.prepare(.dbmate)
    let directory = try ExportedDirectory(files)
    defer { directory.remove() }
    let database = TestDatabase.current
    // dbmate's own table is there before and after.
    try database.execute("CREATE TABLE public.schema_migrations (version varchar PRIMARY KEY)")
    let variables = database.target.toolEnvironment
    let user = variables["PGUSER"] ?? ""
    let query =
      "socket=\(variables["PGHOST"] ?? "")&port=\(variables["PGPORT"] ?? "")&sslmode=disable"
    let url = "postgres://\(user)@/\(database.name)?\(query)"
    func dbmate(_ word: String) throws {
      let run = try ForeignProgram.run(
        "dbmate",
        [
          "--url", url, "--migrations-dir", directory.path, "--no-dump-schema", word,
        ], environment: [:])
      #expect(run.status == 0, "\(run.text)")
    }
    try test.roundTrip(
      up: { try dbmate("migrate") },
      down: { for _ in files { try dbmate("rollback") } })
  }

  @Test(.needsPrograms("sqitch", "psql"), arguments: ExportedCase.few)
  func sqitch(_ test: ExportedCase) throws {
    let directory = try ExportedDirectory(try test.prepare(.sqitch))
    defer { directory.remove() }
    let database = TestDatabase.current
    let environment = database.target.toolEnvironment.merging([
      "SQITCH_FULLNAME": "Test", "SQITCH_EMAIL": "test@localhost", "HOME": directory.path,
    ]) { $1 }
    func sqitch(_ words: String...) throws {
      let run = try ForeignProgram.run(
        "sqitch", ["--chdir", directory.path] + words + ["db:pg:\(database.name)"],
        environment: environment)
      #expect(run.status == 0, "\(run.text)")
    }
    // Its registry is there before and after.
    try sqitch("deploy", "--to", "@ROOT")
    try sqitch("revert", "-y")
    try test.roundTrip(
      up: {
        try sqitch("deploy", "--verify")
        try sqitch("verify")
      },
      down: { try sqitch("revert", "-y") })
  }
}

/// Exported files in a temporary directory.
struct ExportedDirectory {
  let path: String

  init(_ files: [ExportedFile]) throws {
    path = FileManager.default.temporaryDirectory.path + "/pgparcel-export-\(UUID().uuidString)"
    for file in files {
      let url = URL(filePath: path).appending(path: file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try file.content(over: nil).write(to: url, atomically: true, encoding: .utf8)
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
