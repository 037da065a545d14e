import Diagnostics

extension JSONSchema {
  static let tableDefinitions: [(String, JSONValue)] = [
    ("tableName", tableName), ("unique", unique), ("column", column), ("retired", retired),
    ("options", Form.map("Storage parameters.", of: Form.text(nil))), ("convert", convert),
    ("assertion", assertion),
  ]

  private static let tableName = JSONValue.object([
    ("description", .string("Schema and name in their true spelling, without SQL quotes.")),
    (
      "anyOf",
      .array([
        Form.pattern("^[^.]+\\.[^.]+$", nil),
        Form.object(
          nil, required: ["schema", "name"],
          [("schema", Form.name(nil)), ("name", Form.name(nil))]),
      ])
    ),
  ])

  private static let unique = JSONValue.object([
    ("description", .string("Columns that are unique together, with every partition key column.")),
    (
      "anyOf",
      .array([
        Form.names(nil),
        Form.object(
          nil, required: ["columns"], [("columns", Form.names(nil)), ("name", Form.name(nil))]),
      ])
    ),
  ])

  private static let column = Form.object(
    nil,
    [
      ("type", Form.name("The type in SQL.")),
      ("nullable", Form.flag(nil)),
      ("default", Form.text("The default in SQL.")),
      ("generated", Form.text("The expression of a generated column in SQL.")),
      ("identity", Form.choice(["always", "by default"], nil)),
      ("collation", Form.name("The collation in SQL.")),
    ],
    rules: [
      (
        "allOf",
        .array([
          Form.excludes("generated", ["default", "identity"]),
          Form.excludes("identity", ["default"]),
        ])
      )
    ])

  private static let retired = Form.object(
    nil, required: ["name", "then"],
    [
      ("name", Form.name(nil)),
      (
        "then",
        Form.choice(["detach", "archive", "drop"], "drop also needs --allow DELETES_DATA.")
      ),
      ("archive", archive), ("export", export),
    ])

  /// Where archived partitions go.
  static let archive = Form.object(
    "Where it goes; with retired, default: the schema archive.",
    [("schema", Form.name(nil)), ("tablespace", Form.name(nil))])

  static let export = Form.flag(
    "With drop: whether the rows are written into a file before they go. Default: false.")

  private static let convert = Form.object(
    "How a table gets its new layout; only read when it needs one.",
    [
      (
        "strategy", Form.choice(["online", "attach", "offline", "manual"], "Default: online.")
      ),
      (
        "partition",
        Form.name(
          "With attach: the partition that the table itself becomes. Default: the one from MINVALUE."
        )
      ),
      (
        "batch",
        Form.object(
          "Size of the copied batches, and the pause between them.",
          [
            ("rows", Form.integer(1...10_000_000, nil)),
            ("pause", Form.pattern("^[0-9]{1,7} *(ms|s|min)$", "50ms, 2s")),
          ])
      ),
      (
        "default_rows",
        Form.choice(
          ["locked", "online"],
          "How rows of the default partition get to one that is added for them. Default: locked.")
      ),
      (
        "keep_old",
        Form.pattern(
          "^0*[1-9][0-9]{0,17} +(minute|hour|day|week|month|quarter|year)s?$",
          "How long the old copy is kept.")
      ),
    ])

  private static let assertion = Form.object(
    nil, required: ["name", "sql"],
    [
      ("name", Form.name(nil)),
      ("sql", Form.name("The query, with $1, $2…")),
      ("params", Form.list("Values of the parameters.", of: scalar)),
      (
        "scans",
        Form.list("The exact set of partitions that it may scan.", of: Form.name(nil))
      ),
      ("max_partitions", Form.integer(1...1_000_000, "How many partitions it may scan.")),
      (
        "plan",
        Form.choice(["custom", "generic", "both"], "Which plans are looked at. Default: both.")
      ),
    ],
    rules: [
      (
        "oneOf",
        .array([Form.required(["scans"]), Form.required(["max_partitions"])])
      )
    ])
}
