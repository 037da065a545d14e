import Diagnostics

extension JSONSchema {
  static let indexDefinitions: [(String, JSONValue)] = [
    ("index", index), ("indexElement", indexElement), ("keyElement", keyElement),
  ]

  private static let index = Form.object(
    nil,
    [
      (
        "columns",
        Form.list(
          "Columns or expressions.",
          of: Form.either(nil, Form.name(nil), "indexElement"), atLeast: 1)
      ),
      ("name", Form.name(nil)),
      ("unique", Form.flag(nil)),
      ("method", Form.name("Access method. Default: btree.")),
      ("where", Form.text("Predicate in SQL.")),
      ("include", Form.names("Columns that are only stored.")),
      ("with", Form.reference("options")),
      ("tablespace", Form.name(nil)),
      (
        "definition",
        Form.name("Instead of columns: all that stands behind USING in CREATE INDEX.")
      ),
    ],
    rules: [
      ("oneOf", .array([Form.required(["columns"]), Form.required(["definition"])])),
      (
        "allOf",
        .array([Form.excludes("definition", ["method", "where", "include", "with"])])
      ),
    ])

  private static let indexElement = Form.object(
    nil,
    [
      ("column", Form.name(nil)),
      ("expression", Form.text("An expression in SQL.")),
      ("order", Form.choice(["asc", "desc"], nil)),
      ("nulls", Form.choice(["first", "last"], nil)),
      ("opclass", Form.name("Operator class in SQL.")),
      ("collation", Form.name("Collation in SQL.")),
    ], rules: columnOrExpression)

  private static let keyElement = Form.object(
    nil,
    [
      ("column", Form.name(nil)),
      ("expression", Form.text("An expression in SQL; it excludes primary keys.")),
      ("opclass", Form.name("Operator class in SQL.")),
      ("collation", Form.name("Collation in SQL.")),
    ], rules: columnOrExpression)

  private static let columnOrExpression: [(String, JSONValue)] = [
    ("oneOf", .array([Form.required(["column"]), Form.required(["expression"])]))
  ]
}
