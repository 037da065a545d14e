import Diagnostics

extension JSONSchema {
  static let layoutDefinitions: [(String, JSONValue)] = [
    ("layout", layout), ("key", key), ("window", window),
    ("listPartition", partition(required: ["name", "values"], bounds: listBounds)),
    ("rangePartition", partition(required: ["name", "from", "to"], bounds: rangeBounds)),
    ("hashPartition", partition(required: ["name", "modulus", "remainder"], bounds: hashBounds)),
    ("defaultPartition", partition(required: ["name"], bounds: [])),
    ("values", Form.list(nil, of: scalar, atLeast: 1)),
  ]

  static let scalar = JSONValue.object([
    ("type", .strings(["string", "number", "boolean", "null"]))
  ])

  private static let layout = Form.object(
    "How a table or partition is divided.", required: ["by", "key"],
    [
      ("by", Form.choice(["list", "range", "hash"], "The strategy.")),
      (
        "key",
        Form.list("Columns or expressions to divide by.", of: Form.reference("key"), atLeast: 1)
      ),
      ("partitions", Form.list("The partitions.", of: .bool(true))),
      ("default", Form.reference("defaultPartition")),
      (
        "count",
        Form.integer(1...LayoutExpansion.maximumPartitions, "Hash: the number of partitions.")
      ),
      ("name", Form.name("Hash: the name pattern, with {table}, {parent}, {remainder}.")),
      ("window", Form.reference("window")),
      ("subpartition", Form.reference("layout")),
      (
        "defaults",
        Form.object(
          "What partitions are created with that say nothing else.",
          [("tablespace", Form.name(nil)), ("with", Form.reference("options"))])
      ),
    ],
    rules: [
      (
        "allOf",
        .array([
          when("list", items: "listPartition", no: ["count", "name", "window"]),
          when("range", items: "rangePartition", no: ["count", "name"]),
          when("hash", items: "hashPartition", no: ["window", "default"]),
          // A hash layout is either counted or listed.
          .object([
            ("if", isBy("hash")),
            (
              "then",
              Form.anyOf([Form.required(["partitions"]), Form.required(["count", "name"])])
            ),
          ]),
          Form.excludes("partitions", ["count", "name"]),
        ])
      )
    ])

  private static func isBy(_ strategy: String) -> JSONValue {
    .object([
      ("required", .strings(["by"])),
      ("properties", .object([("by", .object([("const", .string(strategy))]))])),
    ])
  }

  private static func when(
    _ strategy: String, items: String, no keys: [String]
  ) -> JSONValue {
    .object([
      ("if", isBy(strategy)),
      (
        "then",
        .object([
          (
            "properties",
            .object([("partitions", .object([("items", Form.reference(items))]))])
          ),
          ("not", Form.anyOf(keys.map { Form.required([$0]) })),
        ])
      ),
    ])
  }

  private static let key = Form.either(
    "A column's name, or an expression in SQL.", Form.name(nil), "keyElement")

  private static let listBounds: [(String, JSONValue)] = [
    (
      "values",
      described("values", "Texts cast to the column's type; plain null is NULL.")
    )
  ]
  private static let rangeBounds: [(String, JSONValue)] = [
    ("from", described("values", "Inclusive; MINVALUE has no lower end.")),
    ("to", described("values", "Exclusive; MAXVALUE has no upper end.")),
  ]
  private static let hashBounds: [(String, JSONValue)] = [
    (
      "modulus",
      Form.integer(
        1...Int(Int32.max), "Only for partitions that `count` and `name` of the layout cannot say.")
    ),
    ("remainder", Form.integer(0...Int(Int32.max), "Less than the modulus.")),
  ]

  private static func described(_ definition: String, _ text: String) -> JSONValue {
    .object([
      ("description", .string(text)), ("allOf", .array([Form.reference(definition)])),
    ])
  }

  private static func partition(
    required: [String], bounds: [(String, JSONValue)]
  ) -> JSONValue {
    Form.object(
      "One partition.", required: required,
      [
        ("name", Form.name("Its name; {table}, {parent} and {value} are replaced, {{ is a brace."))
      ] + bounds + [
        ("was", Form.name("Its former name, if it shall be renamed.")),
        ("tablespace", Form.name(nil)),
        ("with", Form.reference("options")),
        ("comment", Form.text(nil)),
        ("indexes", Form.list("Indexes of this partition only.", of: Form.reference("index"))),
        (
          "partition",
          Form.either(
            "A layout of its own, or none to ignore the template.", Form.choice(["none"], nil),
            "layout")
        ),
      ])
  }

  private static let window = Form.object(
    "Partitions of equal length that come and go with time.",
    required: ["interval", "start", "name"],
    [
      (
        "interval",
        Form.numberOr(interval, "Length of each: 1 month, 3 hours, or a number for integer keys.")
      ),
      ("start", Form.text("The first boundary.")),
      ("timezone", Form.name("Where days begin; timestamptz keys need it.")),
      ("premake", Form.integer(0...1000, "How many intervals ahead.")),
      ("name", Form.name("Name pattern with {table}, {parent}, {start:YYYY_MM}, {end:..}.")),
      (
        "encoding",
        Form.choice(
          WindowDecoder.Encoding.allCases.map(\.rawValue), "How a key that is no date holds a time."
        )
      ),
      (
        "retention",
        Form.object(
          "What becomes of old partitions.", required: ["keep", "then"],
          [
            ("keep", Form.numberOr(interval, "A duration: 36 months.")),
            ("then", Form.choice(["keep", "detach", "drop", "archive"], nil)),
            ("archive", JSONSchema.archive), ("export", JSONSchema.export),
          ])
      ),
    ])

  private static let interval =
    "^0*[1-9][0-9]{0,17}( +(minute|hour|day|week|month|quarter|year)s?)?$"
}
