import Commands
import Foundation
import MigrationRunner
import Synchronization
import PostgresClient
import TestSupport

/// A project in a temporary directory, and command lines run in it inside this process.
///
/// A class, because the directory is removed once, when the test is over.
final class Project: Sendable {
  let root: String
  let environment: [String: String]

  struct Run {
    let status: Int32
    let output: String
    let error: String
  }

  /// - Parameter database: what `DATABASE_URL` says; nil for none.
  init(database: String? = nil, environment: [String: String] = [:]) throws {
    root = FileManager.default.temporaryDirectory.path + "/pgparcel-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    var all = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
    all["DATABASE_URL"] = database
    self.environment = all.merging(environment) { $1 }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ text: String, to path: String) throws {
    let url = URL(filePath: root).appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: URL(filePath: root).appending(path: path), encoding: .utf8)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: "\(root)/\(path)")
  }

  func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(path)").sorted()
  }

  /// Runs a command line; `-C` is added.
  func run(_ arguments: String..., answers: [String]? = nil) -> Run {
    run(arguments, answers: answers)
  }

  func run(_ arguments: [String], answers: [String]? = nil, disk: Disk = .here) -> Run {
    let streams = Streams()
    let left = Mutex(answers ?? [])
    let console = Console(
      inputIsTerminal: answers != nil, errorIsTerminal: answers != nil,
      readLine: { left.withLock { $0.isEmpty ? nil : $0.removeFirst() } },
      write: { streams.write($1, to: $0) })
    let world = World(
      environment: environment, console: console, now: { 1_763_807_400 }, disk: disk)
    let status = Pgparcel.run(["-C", root] + arguments, in: world)
    return Run(status: status, output: streams.output, error: streams.error)
  }
}

/// What a run printed.
private final class Streams: Sendable {
  private let texts = Mutex((output: "", error: ""))

  var output: String { texts.withLock { $0.output } }
  var error: String { texts.withLock { $0.error } }

  func write(_ text: String, to stream: Console.Stream) {
    texts.withLock { texts in
      switch stream {
      case .output: texts.output += text
      case .error: texts.error += text
      }
    }
  }
}

extension TestDatabase {
  /// As a user would write it into `DATABASE_URL`.
  var address: String {
    let variables = target.toolEnvironment
    let words = [
      ("host", "PGHOST"), ("port", "PGPORT"), ("user", "PGUSER"), ("password", "PGPASSWORD"),
    ]
    let pairs = words.compactMap { word, variable in
      variables[variable].map { "\(word)='\($0)'" }
    }
    return (pairs + ["dbname='\(name)'"]).joined(separator: " ")
  }
}

/// The guide's tables in their smallest form.
enum Clinic {
  static let tables = """
    CREATE TABLE public.appointments (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      doc_id bigint NOT NULL,
      is_completed boolean NOT NULL DEFAULT false
    );
    CREATE INDEX idx_doctor ON public.appointments (doc_id);
    INSERT INTO public.appointments (doc_id, is_completed)
      SELECT n % 5, n % 10 <> 0 FROM generate_series(1, 100) n;
    """

  static let schema = """
    version: 1
    table: public.appointments
    primary_key: [id, is_completed]
    partition:
      by: list
      key: [is_completed]
      partitions:
        - {name: appointments_active, values: [false]}
        - {name: appointments_completed, values: [true]}
    indexes:
      - {name: idx_doctor, columns: [doc_id]}
    convert: {strategy: offline}
    assert:
      - name: open appointments
        sql: SELECT * FROM appointments WHERE is_completed = $1
        params: [false]
        scans: [appointments_active]

    """

  /// A project with the schema file, and the test's database with the table.
  static func project() throws -> Project {
    let database = TestDatabase.current
    try database.execute(tables)
    let project = try Project(database: database.address)
    try project.write(schema, to: "schemas/appointments.yaml")
    return project
  }
}
