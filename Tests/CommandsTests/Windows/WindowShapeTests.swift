import PostgresClient
import TestSupport
import Testing

/// Windows below other levels, above others, and under names that have to be quoted.
@Suite(.database, .timeLimit(.minutes(12))) struct WindowShapeTests {
  @Test func rollsBelowAListForEachOfItsPartitions() throws {
    let schema = """
      version: 1
      table: public.visits
      columns:
        id: {type: bigint, nullable: false}
        region: {type: text, nullable: false}
        day: {type: date, nullable: false}
      primary_key: [id, region, day]
      partition:
        by: list
        key: [region]
        partitions:
          - {name: visits_eu, values: [de, fr]}
          - {name: visits_us, values: [us]}
        subpartition:
          by: range
          key: [day]
          window:
            interval: 3 months
            start: "2025-07-01"
            premake: 1
            name: "{parent}_{start:YYYY}q{start:Q}"
            retention: {keep: 1 quarter, then: detach}
      """
    let project = try Bookings.project(after: "", schema: schema)
    #expect(project.run("generate", "--no-proof").status == 0)
    let apply = project.run("apply")
    try #require(apply.status == 0, "\(apply.error)")
    #expect(
      try LivePartitions.names(of: "visits_eu")
        == ["visits_eu_2025q3", "visits_eu_2025q4", "visits_eu_2026q1"])
    try project.roll("2026-02-01")
    for parent in ["visits_eu", "visits_us"] {
      #expect(
        try LivePartitions.names(of: parent)
          == ["2025q4", "2026q1", "2026q2"].map { "\(parent)_\($0)" })
    }
    // A value that comes later brings its own.
    try project.write(
      schema.replacing(
        "values: [us]}", with: "values: [us]}\n    - {name: visits_br, values: [br]}"),
      to: "schemas/bookings.yaml")
    let day = ["--as-of", "2026-02-01"]
    let generate = project.run(["generate", "--no-proof"] + day)
    try #require(generate.status == 0, "\(generate.error)")
    #expect(project.run("apply").status == 0)
    try project.roll("2026-02-02")
    #expect(try LivePartitions.names(of: "visits_br").last == "visits_br_2026q2")
  }

  @Test func newPartitionsAreDividedAsTheTemplateSays() throws {
    let project = try Bookings.project(
      after: Bookings.table([]),
      schema: Bookings.schema(
        Bookings.window + "\nretention: {keep: 1 month, then: detach}",
        more: """
            subpartition: {by: hash, key: [id], count: 2, name: "{parent}_h{remainder}"}
          """))
    try project.roll("2025-11-22")
    try project.roll("2026-01-22")
    let leaves = try TestDatabase.current.query(
      "SELECT relid::regclass::text AS name FROM pg_partition_tree('bookings') WHERE isleaf ORDER BY 1"
    ).map { try $0.text("name") }
    #expect(leaves.count == 8)
    #expect(leaves.first == "bookings_2025_12_h0")
    #expect(leaves.last == "bookings_2026_03_h1")
  }

  @Test func quotesNames() throws {
    let project = try Bookings.project(
      after: """
        CREATE SCHEMA "My App";
        CREATE TABLE "My App"."Book""ings" (
          id bigint, "At Time" timestamptz, PRIMARY KEY (id, "At Time")
        ) PARTITION BY RANGE ("At Time");
        CREATE INDEX "odd index" ON "My App"."Book""ings" ("At Time");
        """,
      schema: """
        version: 1
        table: {schema: My App, name: 'Book"ings'}
        primary_key: [id, At Time]
        indexes:
          - {name: odd index, columns: [At Time]}
        partition:
          by: range
          key: [At Time]
          window:
            interval: 1 month
            start: "2025-09-01"
            timezone: Europe/Berlin
            premake: 1
            name: "{table} {start:YYYY-MM}"
            retention: {keep: 1 month, then: archive, archive: {schema: "Ar ch'ive"}}
        """)
    try project.roll("2025-11-22")
    try project.roll("2026-01-22")
    let names = try LivePartitions.names(of: #""My App"."Book""ings""#)
    #expect(
      names
        == ["12", "01", "02"].enumerated().map { index, month in
          "Book\"ings \(index == 0 ? 2025 : 2026)-\(month)"
        })
    let archived = try TestDatabase.current.query(
      #"SELECT count(*) FROM pg_class WHERE relnamespace = '"Ar ch''ive"'::regnamespace AND relkind = 'r'"#
    )
    #expect(archived[0, 0] == "2")
  }
}
