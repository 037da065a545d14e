import PostgresClient
import TestSupport
import Testing

/// Rows that no partition of a divided one takes: that is said, and nothing is lost.
@Suite(.database) struct MisfitTests {
  private static let tables = """
    CREATE TABLE public.t (id int NOT NULL, state text NOT NULL) PARTITION BY LIST (state);
    CREATE TABLE public.t_rest PARTITION OF public.t DEFAULT PARTITION BY RANGE (id);
    CREATE TABLE public.t_low PARTITION OF public.t_rest FOR VALUES FROM (0) TO (100);
    """

  private func schema(_ partition: String) -> String {
    """
    version: 1
    table: public.t
    partition:
      by: list
      key: [state]
      partitions:
        - \(partition)
      default:
        name: t_rest
        partition:
          by: range
          key: [id]
          partitions: [{name: t_low, from: [0], to: [100]}]

    """
  }

  private func project(_ tables: String, _ partition: String) throws -> Project {
    try TestDatabase.current.execute(tables)
    let project = try Project(database: TestDatabase.current.address)
    try project.write(schema(partition), to: "schemas/t.yaml")
    let generate = project.run("generate", "--no-proof")
    try #require(generate.status == 0, "\(generate.error)")
    return project
  }

  private func ids() throws -> [String] {
    try TestDatabase.current.query("SELECT id FROM public.t ORDER BY id").map { try $0.text("id") }
  }

  @Test func theWayBackIntoADefaultPartition() throws {
    let project = try project(Self.tables, "{name: t_done, values: [done]}")
    #expect(
      try project.text("migrations/\(project.names(in: "migrations")[1])")
        .contains("it refuses while rows of what it drops fit"))
    try #require(project.run("apply").status == 0)
    try TestDatabase.current.execute("INSERT INTO public.t VALUES (1, 'done'), (100, 'done')")
    let down = project.run("down", "--to", "0", "--yes")
    #expect(down.status == 1)
    #expect(
      down.error.contains("public.t_done has rows that no partition of public.t_rest takes"),
      "\(down.error)")
    #expect(try ids() == ["1", "100"])
    try TestDatabase.current.execute("DELETE FROM public.t WHERE id = 100")
    let again = project.run("down", "--to", "0", "--yes")
    #expect(again.status == 0, "\(again.error)")
    #expect(try ids() == ["1"])
  }

  @Test func theWayOutOfADefaultPartition() throws {
    let project = try project(
      Self.tables + "INSERT INTO public.t VALUES (1, 'done'), (2, 'done');",
      """
      {name: t_done, values: [done],
           partition: {by: list, key: [id], partitions: [{name: t_one, values: [1]}]}}
      """)
    let apply = project.run("apply")
    #expect(apply.status == 1)
    #expect(
      apply.error.contains("public.t_rest has rows that no partition of public.t_done takes"),
      "\(apply.error)")
    #expect(try ids() == ["1", "2"])
    try TestDatabase.current.execute("DELETE FROM public.t WHERE id = 2")
    #expect(project.run("apply").status == 0)
    #expect(try ids() == ["1"])
  }
}
