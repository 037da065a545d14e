import TestSupport

/// A table that is converted online.
enum Visits {
  static let tables = """
    CREATE TABLE public.visits (id bigint PRIMARY KEY, day date NOT NULL, note text);
    CREATE INDEX visits_note ON public.visits (note);
    INSERT INTO public.visits
      SELECT g, date '2025-12-22' + g, 'note ' || g FROM generate_series(1, 20) AS g;
    """

  static let schema = """
    version: 1
    table: public.visits
    primary_key: [id, day]
    partition:
      by: range
      key: [day]
      partitions:
        - {name: visits_2025, from: [MINVALUE], to: ["2026-01-01"]}
        - {name: visits_2026, from: ["2026-01-01"], to: ["2027-01-01"]}
    convert: {strategy: online}

    """

  /// A project with the table's files, none of them applied.
  static func project(
    _ schema: String = Visits.schema, environment: [String: String] = [:]
  ) throws -> Project {
    let project = try Project(database: TestDatabase.current.address, environment: environment)
    try TestDatabase.current.execute(tables)
    try project.write(schema, to: "schemas/visits.yaml")
    let run = project.run("generate", "--no-proof", "--as-of", "2025-11-22")
    guard run.status == 0 else { throw Refused(text: run.error) }
    return project
  }

  struct Refused: Error { let text: String }
}
