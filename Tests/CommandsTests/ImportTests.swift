import TestSupport
import Testing

@Suite(.database) struct ImportTests {
  @Test func writesAFileThatPlansToNothing() throws {
    let project = try Project(database: TestDatabase.current.address)
    try TestDatabase.current.execute(
      """
      CREATE TABLE public.visits (id bigint, day date, note text, PRIMARY KEY (id, day))
        PARTITION BY RANGE (day);
      CREATE TABLE public.visits_2025 PARTITION OF public.visits
        FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
      CREATE TABLE public.visits_rest PARTITION OF public.visits DEFAULT;
      CREATE INDEX visits_note ON public.visits (lower(note)) WHERE note IS NOT NULL;
      """)
    let run = project.run("import")
    #expect(run.status == 0)
    #expect(run.output == "schemas/visits.yaml\n")
    let plan = project.run("plan", "--exit-code")
    #expect(plan.status == 0, "\(plan.output)\(plan.error)")

    let again = project.run("import", "visits")
    #expect(again.status == 1)
    #expect(again.error.contains("is there already"))
    #expect(project.run("import", "visits", "--force").status == 0)
    #expect(
      project.run("import", "visits", "--stdout").output
        == (try project.text("schemas/visits.yaml")))
  }

  /// Takes the comment's mark from the window, and the partitions of these names from the list.
  private func accept(_ path: String, without names: String..., in project: Project) throws {
    let lines = try project.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "  # window:"))
    var text = lines[..<start].map(String.init)
    var rest = lines[start...]
    while let line = rest.first, line.hasPrefix("  # ") {
      text.append("  " + line.dropFirst("  # ".count))
      rest = rest.dropFirst()
    }
    while let line = rest.popFirst() {
      if names.contains(where: { line == "    - name: \($0)" }) {
        rest = rest.drop { $0.hasPrefix("      ") }
      } else {
        text.append(String(line))
      }
    }
    try project.write(text.joined(separator: "\n"), to: path)
  }

  @Test func proposesAWindowThatGoesOn() throws {
    let project = try Project(database: TestDatabase.current.address)
    try TestDatabase.current.execute(
      """
      CREATE TABLE public.visits (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE public.visits_before PARTITION OF public.visits
        FOR VALUES FROM (MINVALUE) TO ('2025-10-01 00:00+00');
      CREATE TABLE public.visits_2025_10 PARTITION OF public.visits
        FOR VALUES FROM ('2025-10-01 00:00+00') TO ('2025-11-01 00:00+00');
      CREATE TABLE public.visits_2025_11 PARTITION OF public.visits
        FOR VALUES FROM ('2025-11-01 00:00+00') TO ('2025-12-01 00:00+00');
      """)
    let run = project.run("import")
    #expect(run.status == 0)
    #expect(
      run.error.contains(
        "public.visits: the newest 2 partitions are of 1 month each; the file proposes a window"),
      "\(run.error)")
    #expect(project.run("plan", "--exit-code").status == 0)
    try accept(
      "schemas/visits.yaml", without: "visits_2025_10", "visits_2025_11", in: project)
    let plan = project.run("plan", "--exit-code")
    #expect(plan.status == 0, "\(plan.output)\(plan.error)")
    try project.roll("2025-11-05")
    #expect(
      try LivePartitions.names(of: "visits") == [
        "visits_2025_10", "visits_2025_11", "visits_2025_12", "visits_2026_01", "visits_2026_02",
        "visits_before",
      ])
  }

  @Test func suggestsTables() throws {
    let project = try Clinic.project()
    let run = project.run("import", "apointments")
    #expect(run.status == 1)
    #expect(run.error.contains("did you mean `appointments`?"))
  }

  @Test func refusesPartitions() throws {
    let project = try Project(database: TestDatabase.current.address)
    try TestDatabase.current.execute(
      """
      CREATE TABLE t (a int) PARTITION BY LIST (a);
      CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1);
      """)
    let run = project.run("import", "t_1")
    #expect(run.status == 6)
    #expect(run.error.contains("public.t_1 is a partition of public.t"))
  }
}
