import Foundation
import MigrationRunner
import PartitionCore
import PostgresClient
import Synchronization
import TestSupport
import Testing

/// A migrations directory in a temporary place beside the database of the test.
final class Project: Sendable {
  let directory: MigrationDirectory
  let database = TestDatabase.current
  private let recorded = Mutex<[RunnerEvent]>([])
  var events: [RunnerEvent] { recorded.withLock { $0 } }

  init() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "pgparcel-\(UUID())")
    directory = MigrationDirectory(root.path)
    try database.execute("CREATE TABLE public.events (id integer PRIMARY KEY)")
  }

  deinit { try? FileManager.default.removeItem(atPath: directory.path) }

  static let table = QualifiedName("public", "events")

  /// One step's pair of files.
  func add(
    _ second: Int, _ from: String = "a", _ to: String = "b", _ up: [Statement],
    down: [Statement] = [], transaction: Step.Transaction = .single,
    downTransaction: Step.Transaction? = nil, phase: Step.Phase = .beforeDeploy,
    table: QualifiedName = Project.table, step: Int = 1, of steps: Int = 1,
    hazards: [MigrationFile.HazardNote] = [], downHazards: [MigrationFile.HazardNote] = []
  ) throws {
    let version = try #require(MigrationVersion("202511221030\(second)"))
    let file = MigrationFile(
      id: MigrationID(version: version, slug: table.name, step: step, name: "step"), table: table,
      steps: steps, transaction: transaction, phase: phase, from: Fingerprint(text: from),
      to: Fingerprint(text: to), hazards: hazards,
      lockTimeout: transaction == .single ? "200ms" : nil, statements: up)
    var back = file
    back.direction = .down
    (back.from, back.to) = (file.to, file.from)
    back.transaction = downTransaction ?? transaction
    back.hazards = downHazards
    back.statements = down
    _ = try directory.write([file, back])
  }

  /// Changes the text of a file and records it as `generate` would.
  func edit(_ second: Int, _ old: String, _ new: String) throws {
    let path = "\(directory.path)/202511221030\(second)_events_1_step.up.sql"
    let text = try String(contentsOfFile: path, encoding: .utf8).replacing(old, with: new)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let sums = try directory.check().migrations.flatMap { [$0.up, $0.down].compactMap(\.self) }
    let sum = SumFile(Dictionary(uniqueKeysWithValues: sums.map { ($0.fileName, $0.checksum) }))
    try sum.printed().write(
      toFile: "\(directory.path)/pgparcel.sum", atomically: true, encoding: .utf8)
  }

  static var options: RunOptions {
    var options = RunOptions()
    options.lockRetries = 2
    options.retryPause = 0.01...0.02
    options.lockTimeout = "200ms"
    return options
  }

  private var record: @Sendable (RunnerEvent) -> Void {
    { event in self.recorded.withLock { $0.append(event) } }
  }

  @discardableResult
  func apply(
    _ phase: Step.Phase? = .beforeDeploy, to: String? = nil,
    _ options: RunOptions = Project.options,
    live: LiveFingerprint? = nil
  ) throws -> Applier.Outcome {
    try Applier(
      try directory.check(),
      selection: .init(phase: phase, to: to.flatMap { MigrationVersion($0) }),
      options: options, live: live, report: record
    ).apply(on: database.connect())
  }

  @discardableResult
  func down(
    _ extent: Reverter.Extent = .last(1), _ options: RunOptions = Project.options
  ) throws -> [MigrationID] {
    try Reverter(try directory.check(), extent, options: options, report: record)
      .revert(on: database.connect())
  }

  func status() throws -> [MigrationStatus.State] {
    try MigrationStatus.read(try directory.check(), on: database.connect())
      .entries.map(\.state)
  }

  /// `direction state done/total sqlstate` of each row of the history.
  func history() throws -> [String] {
    try database.query(
      """
      SELECT concat_ws(' ', direction, state, statements_done || '/' || statements_total, sqlstate)
      FROM pgparcel.history ORDER BY id
      """
    ).map { $0.rows[$0.number, 0] ?? "" }
  }

  /// Terminates the runner's session as soon as it meets a condition on `pg_stat_activity`.
  func killRunner(when condition: String) {
    let database = database
    let condition = condition
    Thread.detachNewThread {
      guard let connection = try? database.connect() else { return }
      for _ in 0..<1000 {
        let rows = try? connection.query(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE 'pgparcel/apply/%'
            AND (\(condition))
          """)
        if rows?.isEmpty == false { return }
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  func exists(_ name: String) throws -> Bool {
    try database.query("SELECT to_regclass($1) IS NOT NULL", [name])[0, 0] == "t"
  }
}

/// The `RunnerError` that `body` throws.
func failure(_ body: () throws -> Void) throws -> RunnerError {
  do { try body() } catch let error as RunnerError { return error }
  throw NoFailure()
}

struct NoFailure: Error {}
