import PostgresClient
import TestSupport
import Testing

/// Sessions that have written below a default partition go on writing when a partition beside it is gone.
@Suite(.database) struct StaleBoundsTests {
  private static func schema(_ partitions: String, _ more: String = "") -> String {
    """
    version: 1
    table: public.loads
    partition:
      by: range
      key: [id]
      partitions: [\(partitions)]
      default:
        name: loads_rest
        partition:
          by: range
          key: [day]
          partitions: [{name: loads_early, from: [0], to: [10]}]
          default: {name: loads_late}
    \(more)
    """
  }

  private func project() throws -> Project {
    try TestDatabase.current.execute(
      """
      CREATE TABLE public.loads (id integer NOT NULL, day integer NOT NULL) PARTITION BY RANGE (id);
      CREATE TABLE public.loads_1 PARTITION OF public.loads FOR VALUES FROM (0) TO (100);
      CREATE TABLE public.loads_rest PARTITION OF public.loads DEFAULT PARTITION BY RANGE (day);
      CREATE TABLE public.loads_early PARTITION OF public.loads_rest FOR VALUES FROM (0) TO (10);
      CREATE TABLE public.loads_late PARTITION OF public.loads_rest DEFAULT;
      """)
    return try Project(database: TestDatabase.current.address)
  }

  private func run(_ project: Project, _ arguments: String...) throws {
    let run = project.run(arguments)
    try #require(run.status == 0, "\(run.error)")
  }

  @Test func whenAPartitionLeaves() throws {
    let project = try project()
    let writer = try TestDatabase.current.connect()
    try writer.execute("INSERT INTO public.loads VALUES (300, 50)")
    try project.write(
      Self.schema("", "retired: [{name: loads_1, then: detach}]"), to: "schemas/loads.yaml")
    try run(project, "generate", "--no-proof")
    try run(project, "apply", "--yes")
    try writer.execute("INSERT INTO public.loads VALUES (6, 50)")
  }

  @Test func whenAddedPartitionsGoAgain() throws {
    let project = try project()
    try project.write(
      Self.schema(
        """
        {name: loads_1, from: [0], to: [100]}, {name: loads_2, from: [100], to: [200]},
            {name: loads_3, from: [200], to: [300]}
        """), to: "schemas/loads.yaml")
    try run(project, "generate", "--no-proof")
    try run(project, "apply", "--yes")
    let writer = try TestDatabase.current.connect()
    // Each has rows, so that the way back itself meets what it remembers.
    try writer.execute("INSERT INTO public.loads VALUES (150, 50), (250, 50), (350, 50)")
    try run(project, "down", "--to", "0", "--yes")
    try writer.execute("INSERT INTO public.loads VALUES (151, 50), (251, 50)")
  }
}
