import Diagnostics
import MigrationProof
import PartitionCore
import PartitionYAML
import PostgresClient
import TestSupport
import Testing

/// The files of a conversion by their names, in the order in which they run; `prepare`, `key` and
/// `attach` are those of a table that becomes a partition itself, `settle` one of partitions that
/// are exchanged.
enum Stage: String, CaseIterable, Sendable {
  case build, prepare, key, attach, capture, copy, indexes
  case catchUp = "catch_up"
  case swap, validate, settle, finish

  /// Those of an online conversion.
  static let online = allCases.filter { ![.prepare, .key, .attach, .settle].contains($0) }
}

/// One table on the way to another layout, and a twin that takes the same writes and is never
/// converted.
///
/// The files run as psql runs them: each in a session of its own with the database's settings.
struct Conversion {
  let database: TestDatabase
  /// The table's name as SQL.
  let table: String
  let plan: Plan
  let files: [MigrationFile]
  private let runs: [String: ScriptRun]

  /// - Parameters:
  ///   - sql: makes the table, and `public.twin` where `write` is used.
  ///   - yaml: the table's file, but for the version and `convert`.
  ///   - convert: how.
  init(
    _ sql: String = Visits.sql, yaml: String = Visits.yaml, table: String = "public.visits",
    convert: String = "{strategy: online}", in database: TestDatabase = .current
  ) throws {
    self.database = database
    self.table = table
    try database.execute(sql)
    var bag = DiagnosticBag()
    let plan = try Self.plan(yaml, convert: convert, in: database, into: &bag)
    let version = try #require(MigrationVersion("20260101000000"))
    self.plan = try #require(plan, "\(TextRenderer().rendered(bag))")
    files = MigrationFile.files(for: self.plan, firstVersion: version)
    var runs: [String: ScriptRun] = [:]
    for file in files {
      runs["\(file.id.name) \(file.direction.rawValue)"] = try ScriptRun(printing: file)
    }
    self.runs = runs
  }

  /// The same files on another server, which has the table already.
  init(_ other: Conversion, on database: TestDatabase) {
    self.database = database
    table = other.table
    plan = other.plan
    files = other.files
    runs = other.runs
  }

  static func plan(
    _ yaml: String, convert: String = "{strategy: online}", in database: TestDatabase,
    into bag: inout DiagnosticBag
  ) throws -> Plan? {
    let text = "version: 1\n\(yaml)\nconvert: \(convert)\n"
    guard let declaration = decodeTable(path: "table.yaml", text: text, into: &bag) else {
      return nil
    }
    return try LivePlanning.plan(declaration, on: database.connect(), into: &bag)?.outcome.plan
  }

  // MARK: Files

  func file(_ stage: Stage, _ direction: MigrationDirection = .up) throws -> ScriptRun {
    try #require(runs["\(stage.rawValue) \(direction.rawValue)"], "no file \(stage.rawValue)")
  }

  /// Runs the files from one stage through another; the stage `validate` is not always there.
  func up(_ first: Stage = .build, through last: Stage? = nil) throws {
    for stage in try stages(first, last ?? first) { try run(stage) }
  }

  /// Takes back, from the later stage to the earlier one.
  func down(_ last: Stage, through first: Stage? = nil) throws {
    for stage in try stages(first ?? last, last).reversed() { try run(stage, .down) }
  }

  private func stages(_ first: Stage, _ last: Stage) throws -> [Stage] {
    let all = Stage.allCases
    let from = try #require(all.firstIndex(of: first))
    let to = try #require(all.firstIndex(of: last))
    return all[from...to].filter { runs["\($0.rawValue) up"] != nil }
  }

  /// Runs one file; the swap after its catch-up, as its header says, unless it is left out.
  func run(
    _ stage: Stage, _ direction: MigrationDirection = .up, settings: [String: String] = [:],
    catchingUp: Bool = true
  ) throws {
    let file = try file(stage, direction)
    let session = try database.connect(settings: settings)
    if catchingUp, let procedure = file.file.file.catchUp {
      let call: SQLText = "CALL \(procedure)()"
      try session.execute(call.text)
    }
    try file.run(on: session)
  }

  /// The error of PostgreSQL at which a file stops.
  func failure(
    _ stage: Stage, _ direction: MigrationDirection = .up, settings: [String: String] = [:],
    catchingUp: Bool = true
  ) throws -> PostgresError {
    do {
      try run(stage, direction, settings: settings, catchingUp: catchingUp)
    } catch let failure as ScriptRun.Failure {
      return failure.error
    } catch let error as PostgresError { return error }
    throw Missing(what: "\(stage.rawValue) did not fail")
  }

  /// `pgparcel.<schema>_<table>_<suffix>` of the only conversion under way.
  func object(_ suffix: String) throws -> String {
    let names = try query("SELECT name FROM pgparcel.conversions")
    return "pgparcel.\(try #require(names.first))_\(suffix)"
  }
}

struct Missing: Error { let what: String }

/// The ordinary case: visits of two years, partitioned by day.
enum Visits {
  static let sql = """
    CREATE TABLE public.visits (
      id bigint PRIMARY KEY, day date NOT NULL, code integer, note text);
    CREATE UNIQUE INDEX visits_code ON public.visits (code, day);
    INSERT INTO public.visits
      SELECT g, date '2025-12-22' + g, g, 'note ' || g FROM generate_series(1, 20) AS g;
    CREATE TABLE public.twin (LIKE public.visits INCLUDING ALL);
    INSERT INTO public.twin SELECT * FROM public.visits;
    """

  /// By day: ids 1 to 9 lie in 2025, 10 to 20 in 2026; nothing lies outside.
  static let yaml = byDay()

  static func byDay(_ more: String = "") -> String {
    """
    table: public.visits
    primary_key: [id, day]
    partition:
      by: range
      key: [day]
      partitions:
        - {name: visits_2025, from: [MINVALUE], to: ["2026-01-01"]}
        - {name: visits_2026, from: ["2026-01-01"], to: ["2027-01-01"]}
    \(more)
    """
  }

  static let byHash = """
    table: public.visits
    primary_key: [id]
    partition:
      by: hash
      key: [id]
      count: 2
      name: "visits_{remainder}"
    """
}
