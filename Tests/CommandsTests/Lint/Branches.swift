import PostgresClient
import TestSupport
import Testing

/// Two branches that change one table, each in a project of its own, and their merge.
enum Branches {
  static let table = """
    CREATE TABLE public.events (id bigint NOT NULL, kind text NOT NULL, at timestamptz NOT NULL)
      PARTITION BY LIST (kind);
    CREATE TABLE public.events_a PARTITION OF public.events FOR VALUES IN ('a');
    INSERT INTO public.events SELECT n, 'a', now() FROM generate_series(1, 50) n;
    CREATE TABLE public.rooms (id bigint NOT NULL, floor integer NOT NULL)
      PARTITION BY LIST (floor);
    CREATE TABLE public.rooms_1 PARTITION OF public.rooms FOR VALUES IN (1);
    """

  static func events(partitions: String = "", index: String = "") -> String {
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

  static let partition = "    - {name: events_b, values: [b]}\n"
  static let index = "  - {name: events_at, columns: [at]}\n"

  static let rooms = """
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
  static func merged() throws -> Project {
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

  static func generate(_ project: Project, _ schema: String, _ day: String) throws {
    try project.write(schema, to: "schemas/events.yaml")
    let run = project.run("generate", "--no-proof", "--as-of", day)
    #expect(run.status == 0, "\(run.error)")
  }

  static func ups(_ project: Project) throws -> [String] {
    try project.names(in: "migrations").filter { $0.hasSuffix(".up.sql") }
  }

  /// Merges the files of another branch.
  static func add(_ other: Project, to project: Project) throws {
    for name in try other.names(in: "migrations") where name.hasSuffix(".sql") {
      try project.write(try other.text("migrations/\(name)"), to: "migrations/\(name)")
    }
    // As a union merge does it.
    let sum = "migrations/pgparcel.sum"
    try project.write(((try? project.text(sum)) ?? "") + other.text(sum), to: sum)
  }
}
