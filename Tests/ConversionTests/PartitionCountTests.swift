import MigrationProof
import MigrationRunner
import PartitionCore
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// Conversions into very many partitions, on servers with PostgreSQL's own room for locks.
@Suite(.serialized, .timeLimit(.minutes(12))) struct PartitionCountTests {
  /// What every PostgreSQL has that nobody configured.
  private static let settings = ["max_locks_per_transaction": "64", "max_connections": "100"]

  private static func byCentury(_ count: Int) -> String {
    let partitions = (0..<count).map { number in
      """
          - {name: v_\(number), from: ["\(1000 + number * 100)-01-01"], to: ["\(1100 + number * 100)-01-01"]}
      """
    }
    return """
      table: public.visits
      primary_key: [id, day]
      partition:
        by: range
        key: [day]
        partitions:
      \(partitions.joined(separator: "\n"))
      """
  }

  private static let laden =
    Visits.sql + """
      CREATE TABLE public.rooms (id integer PRIMARY KEY);
      INSERT INTO public.rooms SELECT generate_series(1, 20);
      ALTER TABLE public.visits ADD CONSTRAINT room FOREIGN KEY (code) REFERENCES public.rooms;
      ALTER TABLE public.visits ADD CONSTRAINT bed FOREIGN KEY (code) REFERENCES public.rooms;
      CREATE INDEX visits_note ON public.visits (note);
      CREATE FUNCTION public.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER first BEFORE INSERT ON public.visits
        FOR EACH ROW EXECUTE FUNCTION public.nothing();
      CREATE TRIGGER second BEFORE INSERT ON public.visits
        FOR EACH ROW EXECUTE FUNCTION public.nothing();
      """

  /// Runs one file and counts the locks that its session holds at once.
  private func locks(
    of stage: Stage, _ direction: MigrationDirection, _ conversion: Conversion
  ) throws -> Int {
    let script = try conversion.file(stage, direction)
    let session = try conversion.database.connect()
    let isSingle = script.file.file.transaction == .single
    var most = 0
    if isSingle { try session.execute("BEGIN") }
    for command in script.file.commands {
      let isAlone = !isSingle && !["CALL", "VACUUM"].contains(command.words.first)
      if isAlone { try session.execute("BEGIN") }
      try session.execute(command.sql)
      // Several modes of one object are one entry of the lock table.
      let held = try session.query(
        """
        SELECT count(DISTINCT (locktype, relation, classid, objid, virtualxid, transactionid::text)) AS n
          FROM pg_locks WHERE pid = pg_backend_pid()
        """)
      most = max(most, try held[0].int("n"))
      if isAlone { try session.execute("COMMIT") }
    }
    if isSingle { try session.execute("COMMIT") }
    return most
  }

  @Test("49. No file locks more than was said in advance", .database, arguments: [false, true])
  func predicted(_ isLaden: Bool) throws {
    let conversion = try Conversion(
      isLaden ? Self.laden : Visits.sql, yaml: Self.byCentury(100))
    let need = try #require(conversion.plan.lockNeed)
    let session = try conversion.session("version")
    for direction in [MigrationDirection.up, .down] {
      let stages = Stage.allCases.filter { stage in
        stage != .finish && conversion.files.contains { $0.id.name == stage.rawValue }
      }
      for stage in direction == .up ? stages : stages.reversed() {
        if stage == .swap {
          try conversion.write("UPDATE public.visits SET note = 'drained' WHERE id = 3")
          // With so many partitions few keys leave one by one, more of them together.
          try conversion.write("DELETE FROM public.visits WHERE id = \(direction == .up ? 5 : 6)")
        }
        let held = try locks(of: stage, direction, conversion)
        // Dropping takes a few more since 18; the lock table has a tenth more than it promises.
        let reserve = session.serverVersion < 180000 ? 0 : need / 10
        #expect(held <= need + reserve, "\(stage) \(direction)")
      }
    }
    try conversion.expectTwins()
  }

  @Test("49. No offline file does either", .database, arguments: [false, true])
  func predictedOffline(_ isLaden: Bool) throws {
    let conversion = try Conversion(
      isLaden ? Self.laden : Visits.sql, yaml: Self.byCentury(100), convert: "{strategy: offline}")
    let need = try #require(conversion.plan.lockNeed)
    let reserve = try conversion.session("version").serverVersion < 180000 ? 0 : need / 10
    for direction in [MigrationDirection.up, .down] {
      let held = try locks(of: .swap, direction, conversion)
      #expect(held <= need + reserve, "\(direction)")
    }
  }

  @Test("49b. A thousand partitions, forth and back, with default settings") func thousand() throws
  {
    try withServer(Self.settings) { _, database in
      let conversion = try Conversion(yaml: Self.byCentury(1000), in: database)
      try conversion.up(.build, through: .catchUp)
      try conversion.write("UPDATE public.visits SET note = 'drained' WHERE id = 3")
      let swap = try conversion.session("swap")
      try swap.execute("BEGIN")
      var since = ContinuousClock.now
      for command in try conversion.commands(.swap) {
        if command.hasPrefix("LOCK TABLE"), command.contains("\"visits\"") { since = .now }
        try swap.execute(command)
      }
      try swap.execute("COMMIT")
      print("the swap into 1,000 partitions held its lock for \(ContinuousClock.now - since)")
      #expect(try conversion.isPartitioned())
      try conversion.expectTwins()
      try conversion.write("UPDATE public.visits SET note = 'after' WHERE id = 4")
      try conversion.down(.swap, through: .build)
      try conversion.expectTwins()
    }
  }

  @Test(
    "49c. What would not fit is refused by the first file",
    arguments: ["online", "offline"])
  func tooMany(_ strategy: String) throws {
    try withServer(Self.settings) { _, database in
      let conversion = try Conversion(
        Self.laden, yaml: Self.byCentury(1000), convert: "{strategy: \(strategy)}", in: database)
      let need = try #require(conversion.plan.lockNeed)
      #expect(need > 6400)
      let error = try conversion.failure(strategy == "online" ? .build : .swap)
      #expect(error.sqlState == "53400")
      #expect(error.message.contains("\(need) objects"))
      #expect(try conversion.value("SELECT to_regnamespace('pgparcel')") == "NULL")
    }
  }
}
