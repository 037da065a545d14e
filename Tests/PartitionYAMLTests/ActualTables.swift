import PartitionCore

/// Tables as the catalogs show them.
enum ActualTables {
  static let all = [
    "visits": visits, "strange names": strangeNames, "uneven": uneven, "ranges": ranges,
    "plain": plain,
  ]

  static let visits: Table = {
    let eu = Relation(
      name: name("visits_eu"), tablespace: "fast_ssd",
      options: [
        StorageParameter("autovacuum_enabled", "false"), StorageParameter("fillfactor", "85"),
      ], comment: "two\nlines",
      indexes: [
        Index(name: "visits_eu_code", definition: "btree (code)"),
        Index(name: "visits_eu_code_idx", definition: "btree (code)", parent: "visits_code_idx"),
      ])
    let days = Partitioning(
      strategy: .range, key: [PartitionKeyElement(column: "day", sql: "day", type: "date")],
      partitions: [
        partition("us_old", .range(from: [.minValue], to: [.value("2025-01-01")])),
        partition("us_new", .range(from: [.value("2025-01-01")], to: [.maxValue])),
      ])
    let hashes = Partitioning(
      strategy: .hash, key: [PartitionKeyElement(column: "id", sql: "id", type: "bigint")],
      partitions: (0..<3).map {
        partition("visits_other_\($0)", .hash(modulus: 3, remainder: $0))
      })
    let key = PartitionKeyElement(
      column: "region", sql: "region COLLATE \"C\" text_pattern_ops", type: "text")
    return Table(
      relation: Relation(name: name("visits"), columns: columns, indexes: indexes),
      partitioning: Partitioning(
        strategy: .list, key: [key],
        partitions: [
          Partition(
            relation: eu, bound: .list(["de", "no", "true", "a b"].map { .value($0) })),
          partition("visits_{us}", .list([.value("us")]), days),
          partition("visits_other", .default, hashes),
        ]))
  }()

  private static let columns = [
    Column(name: "id", type: "bigint", notNull: true, identity: .always),
    Column(name: "region", type: "text", notNull: true, collation: "\"C\""),
    Column(name: "day", type: "date", notNull: true, defaultExpression: "CURRENT_DATE"),
    Column(name: "code", type: "numeric(10,2)"),
    Column(
      name: "no", type: "boolean",
      generated: Column.Generated(expression: "(code > (0)::numeric)", stored: true)),
  ]

  private static let indexes = [
    Index(
      name: "visits_pkey", definition: "btree (id, region, day)", unique: true,
      constraint: Index.KeyConstraint(
        kind: .primaryKey, columns: ["id", "region", "day"],
        definition: "PRIMARY KEY (id, region, day)")),
    Index(
      name: "visits_code_key", definition: "btree (code, region, day, id)", unique: true,
      constraint: Index.KeyConstraint(
        kind: .unique, columns: ["code", "region", "day", "id"],
        definition: "UNIQUE (code, region, day, id)")),
    Index(name: "visits_code_idx", definition: "btree (code, \"no\")"),
    Index(
      name: "visits_lower_idx",
      definition: "btree (lower(code::text), region, day, id) WHERE (code > (0)::numeric)",
      unique: true, tablespace: "fast_ssd"),
  ]

  /// Names and values that YAML, SQL or patterns would misread.
  static let strangeNames = Table(
    relation: Relation(
      name: QualifiedName("My \"Schema\"", "event.log"),
      columns: [
        Column(name: "x-odd", type: "text"), Column(name: "null", type: "character varying(9)"),
        Column(name: "é\t🐘", type: "timestamp with time zone"),
      ],
      indexes: [
        Index(name: "true", definition: "btree (\"x-odd\", \"a\"\"b\", \"null\" DESC)"),
        Index(name: "17", definition: "btree (\"x-odd\", \"a\"\"b, c\")"),
      ]),
    partitioning: Partitioning(
      strategy: .list,
      key: [PartitionKeyElement(column: nil, sql: "(lower(\"x-odd\"))", type: "text")],
      partitions: [
        partition("~", .list([.value("~"), .value("MINVALUE"), .value("yes"), .value("")])),
        partition(
          "1e3", .list([.value("null"), .null, .value("1e3"), .value("\u{85}\u{1F}\\\"")])),
        partition("{value}", .list([.value("- a"), .value("# b"), .value("c: d"), .value(" ")])),
      ]))

  /// Hash partitions that a count cannot say.
  static let uneven = Table(
    relation: Relation(name: name("uneven")),
    partitioning: Partitioning(
      strategy: .hash,
      key: [
        PartitionKeyElement(column: "a", sql: "a", type: "integer"),
        PartitionKeyElement(column: "My Col", sql: "\"My Col\" my_ops", type: "text"),
      ],
      partitions: [
        partition("even", .hash(modulus: 2, remainder: 0)),
        partition("one", .hash(modulus: 4, remainder: 1)),
        partition("three", .hash(modulus: 4, remainder: 3)),
      ]))

  static let ranges = Table(
    relation: Relation(name: name("ranges")),
    partitioning: Partitioning(
      strategy: .range,
      key: [
        PartitionKeyElement(column: "flag", sql: "flag", type: "boolean"),
        PartitionKeyElement(column: "n", sql: "n", type: "numeric(10,2)"),
        PartitionKeyElement(column: "at", sql: "at", type: "timestamp with time zone"),
      ],
      partitions: [
        partition(
          "low",
          .range(
            from: [.minValue, .minValue, .minValue],
            to: [.value("false"), .value("-2.50"), .value("2025-01-01 00:00:00+00")])),
        partition(
          "high",
          .range(
            from: [.value("false"), .value("-2.50"), .value("2025-01-01 00:00:00+00")],
            to: [.value("true"), .maxValue, .maxValue])),
      ]))

  static let plain = Table(relation: Relation(name: name("plain")))

  private static func name(_ name: String) -> QualifiedName { QualifiedName("public", name) }

  private static func partition(
    _ name: String, _ bound: PartitionBound, _ partitioning: Partitioning? = nil
  ) -> Partition {
    Partition(
      relation: Relation(name: self.name(name)), bound: bound, partitioning: partitioning)
  }
}
