import PostgresClient
import TestSupport
import Testing

/// Names that the schema file gives to what is to come, and that something else in the database bears.
@Suite(.database) struct HeldNamesTests {
  private func project(_ sql: String) throws -> Project {
    try TestDatabase.current.execute(
      """
      CREATE TABLE public.t (id int NOT NULL, ward text NOT NULL) PARTITION BY RANGE (id);
      CREATE TABLE public.t_1 PARTITION OF public.t FOR VALUES FROM (0) TO (100);
      CREATE TABLE public.other (id int NOT NULL, ward text NOT NULL) PARTITION BY LIST (ward);
      \(sql)
      """)
    let project = try Project(database: TestDatabase.current.address)
    try project.write(
      """
      version: 1
      table: public.t
      partition:
        by: range
        key: [id]
        partitions:
          - {name: t_1, from: [0], to: [100]}
          - name: t_2
            from: [100]
            to: [200]
            partition:
              by: list
              key: [ward]
              partitions:
                - {name: t_2_a, values: [a]}
      indexes:
        - {name: t_ward, columns: [ward]}

      """, to: "schemas/t.yaml")
    return project
  }

  @Test(arguments: [
    ("CREATE VIEW public.t_2 AS SELECT 1;", "a view public.t_2", "8:13"),
    (
      "CREATE TABLE public.t_2_a PARTITION OF public.other DEFAULT;", "a table public.t_2_a",
      "15:20"
    ),
    ("CREATE SEQUENCE public.t_2_a;", "a sequence public.t_2_a", "15:20"),
    ("CREATE INDEX t_ward ON public.other (ward);", "an index public.t_ward", "17:12"),
    ("CREATE TYPE public.t_2 AS ENUM ();", "a type public.t_2", "8:13"),
  ])
  func isSaidBeforeAnythingIsWritten(_ sql: String, _ holder: String, _ place: String) throws {
    let project = try project(sql)
    for command in [["plan"], ["generate"], ["generate", "--no-proof"]] {
      let run = project.run(command)
      #expect(run.status == 1, "\(run.output)")
      #expect(
        run.error.contains("E031") && run.error.contains("\(holder) is there already"),
        "\(run.error)")
      #expect(run.error.contains("t.yaml:\(place)"), "\(run.error)")
    }
    #expect((try? project.names(in: "migrations"))?.isEmpty ?? true)
  }

  @Test func namesOfOtherSchemasAndOfOnesOwnAreNoMatter() throws {
    let project = try project(
      """
      CREATE SCHEMA s; CREATE VIEW s.t_2 AS SELECT 1;
      CREATE INDEX t_ward_idx ON public.t_1 (ward);
      -- An index has no type of its name.
      CREATE TYPE public.t_ward AS ENUM ();
      """)
    #expect(project.run("generate").status == 0)
    let apply = project.run("apply")
    #expect(apply.status == 0, "\(apply.error)")
    #expect(project.run("plan", "--exit-code").status == 0)
  }

  /// What the copy of a conversion is to be named shows in the first file only.
  @Test func theProofSaysWhatToDoToo() throws {
    try TestDatabase.current.execute(
      """
      CREATE TABLE public.visits (id int PRIMARY KEY);
      CREATE TABLE public.visits_new (id int);
      """)
    let project = try Project(database: TestDatabase.current.address)
    try project.write(
      """
      version: 1
      table: public.visits
      partition:
        by: range
        key: [id]
        partitions: [{name: visits_1, from: [0], to: [100]}]
      """, to: "schemas/visits.yaml")
    let run = project.run("generate")
    #expect(run.status == 1)
    #expect(run.error.contains("public.visits_new exists already"), "\(run.error)")
    #expect(run.error.contains("rename it or drop it"), "\(run.error)")
    #expect(
      run.error.contains("do what the file's own check says")
        && !run.error.contains("a fault of pgparcel"), "\(run.error)")
  }
}
