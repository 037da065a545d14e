import Foundation
import TestSupport
import Testing

/// What `plan` says of rows that move between some partitions.
@Suite(.database) struct RearrangementViewTests {
  private func project(_ partitions: String) throws -> Project {
    let project = try Project(database: TestDatabase.current.address)
    try TestDatabase.current.execute(
      """
      CREATE TABLE t (a int PRIMARY KEY, b text) PARTITION BY RANGE (a);
      CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);
      CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (10) TO (30);
      INSERT INTO t SELECT g, repeat('x', 1000) FROM generate_series(0, 29) AS g;
      """)
    try project.write(
      """
      version: 1
      table: public.t
      partition:
        by: range
        key: [a]
        partitions:
      \(partitions)

      """, to: "schemas/t.yaml")
    return project
  }

  private func plan(_ project: Project) -> [String] {
    project.run("plan").output.split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
  }

  @Test func saysWhatIsSplit() throws {
    let project = try project(
      """
          - {name: t_1, from: [0], to: [10]}
          - {name: t_2, from: [10], to: [20]}
          - {name: t_3, from: [20], to: [30]}
      """)
    let lines = plan(project)
    #expect(lines.contains("~ rows of t_2 are split into 2 partitions"), "\(lines)")
    #expect(lines.contains("- t_2 from (10) to (30)"))
    #expect(lines.contains("+ t_3 from (20) to (30)"))
    #expect(!lines.contains { $0.contains("t_1") })
    // What is copied is t_2: its header says so to `apply`, which looks for room.
    #expect(project.run("generate", "--no-proof").status == 0)
    let copy = try #require(
      try project.names(in: "migrations").first { $0.contains("_copy.up.sql") })
    #expect(try project.text("migrations/\(copy)").contains(" copies=public.t_2\n"))
  }

  @Test func saysWhatIsMerged() throws {
    let lines = plan(try project("    - {name: t_all, from: [0], to: [30]}"))
    #expect(lines.contains("~ rows of 2 partitions are merged into t_all"), "\(lines)")
  }

  @Test func saysWhichBoundMoves() throws {
    let lines = plan(
      try project(
        """
            - {name: t_1, from: [0], to: [10]}
            - {name: t_2, from: [10], to: [40]}
        """))
    #expect(
      lines.contains("~ t_2 from (10) to (30) -> from (10) to (40), with its rows"), "\(lines)")
  }
}
