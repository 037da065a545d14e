import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Files lock a partitioned table before its partitions, as queries do: else one of the two would end by
/// deadlock, and it may be the application.
@Suite(.database, .timeLimit(.minutes(12))) struct LockOrderTests {
  /// A client that has locked the table goes on to its partitions while the file waits for the table.
  private func expectOrder(
    _ conversion: Conversion, _ stage: Stage, _ direction: MigrationDirection
  ) throws {
    let client = try conversion.session("client", settings: ["lock_timeout": "5s"])
    try client.execute("BEGIN; SELECT FROM public.visits WHERE false")
    // It would give up after a moment.
    let commands = try conversion.commands(stage, direction)
      .filter { !$0.contains("lock_timeout") }
    let file = conversion.inBackground(
      "file",
      ["SET deadlock_timeout = '1min'", "SET pgparcel.keep_old = 'off'", "BEGIN"] + commands
        + ["COMMIT"])
    try conversion.waitUntilBlocked("file")
    #expect(try client.query("SELECT count(*) FROM public.visits")[0, 0] == "20")
    try client.execute("COMMIT")
    try file.wait()
  }

  @Test func theLastFile() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .swap)
    try expectOrder(conversion, .finish, .up)
  }

  @Test func theWayBackFromCapture() throws {
    let partitioned = Visits.sql.replacing("PRIMARY KEY, day", with: "NOT NULL, day")
      .replacing("note text);", with: "note text) PARTITION BY HASH (id);")
    let conversion = try Conversion(
      partitioned.replacing(
        "CREATE UNIQUE INDEX visits_code",
        with: """
          ALTER TABLE public.visits ADD PRIMARY KEY (id);
          CREATE TABLE public.v0 PARTITION OF public.visits FOR VALUES WITH (MODULUS 2, REMAINDER 0);
          CREATE TABLE public.v1 PARTITION OF public.visits FOR VALUES WITH (MODULUS 2, REMAINDER 1);
          CREATE INDEX visits_code
          """
      ).replacing("LIKE public.visits INCLUDING ALL", with: "LIKE public.visits"),
      yaml: Visits.yaml)
    try conversion.up(.build, through: .capture)
    try expectOrder(conversion, .capture, .down)
  }
}
