import MigrationProof
import PartitionCore
import PostgresClient
import Synchronization
import TestSupport
import Testing

/// Rows of some partitions move to others beside writers; the rest of the table is left alone.
@Suite(.database) struct RearrangementTests {
  /// February is split; January, March and the default partition stay as they are.
  static let sql = ["visits", "twin"].map { table in
    """
    CREATE TABLE public.\(table) (
      id bigint NOT NULL, day date NOT NULL, code integer, note text, PRIMARY KEY (id, day)
    ) PARTITION BY RANGE (day);
    CREATE TABLE public.\(table)_01 PARTITION OF public.\(table)
      FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
    CREATE TABLE public.\(table)_02 PARTITION OF public.\(table)
      FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
    CREATE TABLE public.\(table)_03 PARTITION OF public.\(table)
      FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
    CREATE TABLE public.\(table)_rest PARTITION OF public.\(table) DEFAULT;
    CREATE INDEX \(table)_code ON public.\(table) (code);
    INSERT INTO public.\(table)
      SELECT g, date '2026-01-01' + g % 100, g, 'note ' || g FROM generate_series(1, 300) AS g;
    """
  }.joined(separator: "\n")

  static let split = """
    table: public.visits
    partition:
      by: range
      key: [day]
      partitions:
        - {name: visits_01, from: ["2026-01-01"], to: ["2026-02-01"]}
        - {name: visits_02, from: ["2026-02-01"], to: ["2026-02-15"]}
        - {name: visits_02b, from: ["2026-02-15"], to: ["2026-03-01"]}
        - {name: visits_03, from: ["2026-03-01"], to: ["2026-04-01"]}
      default: {name: visits_rest}
    """

  /// February and March become one, and take days of the default partition besides.
  static let merged = """
    table: public.visits
    partition:
      by: range
      key: [day]
      partitions:
        - {name: visits_01, from: ["2026-01-01"], to: ["2026-02-01"]}
        - {name: visits_02, from: ["2026-02-01"], to: ["2026-04-05"]}
      default: {name: visits_rest}
    """

  /// February is divided by hash.
  static let divided = """
    table: public.visits
    partition:
      by: range
      key: [day]
      partitions:
        - {name: visits_01, from: ["2026-01-01"], to: ["2026-02-01"]}
        - name: visits_02
          from: ["2026-02-01"]
          to: ["2026-03-01"]
          partition: {by: hash, key: [id], count: 2, name: "visits_02_{remainder}"}
        - {name: visits_03, from: ["2026-03-01"], to: ["2026-04-01"]}
      default: {name: visits_rest}
    """

  /// January and February below a partition of their own, of which February is split.
  static let below = (
    sql: ["visits", "twin"].reduce(sql) { sql, table in
      sql.replacing(
        """
        CREATE TABLE public.\(table)_01 PARTITION OF public.\(table)

        """,
        with: """
          CREATE TABLE public.\(table)_winter PARTITION OF public.\(table)
            FOR VALUES FROM ('2026-01-01') TO ('2026-03-01') PARTITION BY RANGE (day);
          CREATE TABLE public.\(table)_01 PARTITION OF public.\(table)_winter

          """
      ).replacing(
        "\(table)_02 PARTITION OF public.\(table)\n",
        with: "\(table)_02 PARTITION OF public.\(table)_winter\n")
    },
    yaml: """
    table: public.visits
    partition:
      by: range
      key: [day]
      partitions:
        - name: visits_winter
          from: ["2026-01-01"]
          to: ["2026-03-01"]
          partition:
            by: range
            key: [day]
            partitions:
              - {name: visits_01, from: ["2026-01-01"], to: ["2026-02-01"]}
              - {name: visits_02, from: ["2026-02-01"], to: ["2026-02-15"]}
              - {name: visits_02b, from: ["2026-02-15"], to: ["2026-03-01"]}
        - {name: visits_03, from: ["2026-03-01"], to: ["2026-04-01"]}
      default: {name: visits_rest}
    """
  )

  static let layouts = [(sql, split), (sql, merged), (sql, divided), (below.sql, below.yaml)]

  static let stages: [Stage] = [.build, .capture, .copy, .indexes, .catchUp, .swap, .settle]

  @Test(
    "Random writes between all files, forth, back and forth again",
    arguments: layouts, Seed.some(1))
  func writesBetween(_ layout: (sql: String, yaml: String), _ seed: Seed) throws {
    let conversion = try Conversion(layout.sql, yaml: layout.yaml)
    #expect(conversion.plan.rearrangement != nil)
    var writes = RandomWrites(seed)
    for stage in Self.stages {
      try writes.write(40, to: conversion)
      try conversion.run(stage)
      try conversion.expectTwins()
    }
    for stage in [Stage.settle, .swap] {
      try writes.write(40, to: conversion)
      try conversion.run(stage, .down)
      try conversion.expectTwins()
    }
    try writes.write(40, to: conversion)
    for stage in [Stage.swap, .settle] {
      try conversion.run(stage)
      try conversion.expectTwins()
      try writes.write(40, to: conversion)
    }
    try conversion.run(.finish, settings: ["pgparcel.keep_old": "off"])
    try conversion.expectTwins()
    #expect(try conversion.value("SELECT to_regnamespace('pgparcel')") == "NULL")
  }

  @Test("A writer beside all files, forth and back", arguments: layouts, Seed.some(1))
  func writerBeside(_ layout: (sql: String, yaml: String), _ seed: Seed) throws {
    let conversion = try Conversion(layout.sql, yaml: layout.yaml)
    let stopped = Mutex(false)
    let written = Mutex(0)
    let writer = Background {
      var writes = RandomWrites(seed)
      let session = try conversion.session("writer")
      while !stopped.withLock({ $0 }) {
        try session.write(writes.statement())
        written.withLock { $0 += 1 }
      }
    }
    defer { stopped.withLock { $0 = true } }
    for stage in Self.stages { try patiently(conversion, stage, .up) }
    for stage in [Stage.settle, .swap] { try patiently(conversion, stage, .down) }
    for stage in [Stage.swap, .settle] { try patiently(conversion, stage, .up) }
    stopped.withLock { $0 = true }
    try writer.wait()
    #expect(written.withLock { $0 } > 50)
    try conversion.expectTwins()
    try conversion.down(.settle, through: .swap)
    try conversion.expectTwins()
  }

  /// As `apply` does it: again after a lock that was not to be had.
  private func patiently(
    _ conversion: Conversion, _ stage: Stage, _ direction: MigrationDirection
  ) throws {
    for _ in 0..<50 {
      do { return try conversion.run(stage, direction) } catch {
        guard
          "\(error)".contains("lock timeout") || "\(error)".contains("too much is logged")
            || "\(error)".contains("old snapshot")
        else { throw error }
      }
    }
    throw Missing(what: "\(stage.rawValue) found no moment to run")
  }

  @Test("TRUNCATE of a source, or of what took its place", arguments: stages)
  func truncated(_ moment: Stage) throws {
    let conversion = try Conversion(Self.sql, yaml: Self.split)
    for stage in Self.stages {
      try conversion.run(stage)
      guard stage == moment else { continue }
      let end = [.swap, .settle].contains(stage) ? "2026-02-15" : "2026-03-01"
      try conversion.execute("TRUNCATE public.visits_02")
      try conversion.execute(
        "DELETE FROM public.twin WHERE day >= '2026-02-01' AND day < '\(end)'")
      try conversion.write("INSERT INTO public.visits VALUES (900, '2026-02-03', 1, 'later')")
    }
    try conversion.expectTwins()
    try conversion.down(.settle, through: .swap)
    try conversion.expectTwins()
  }
}
