package import Diagnostics

/// The form of schema files as a JSON Schema (draft-07), for editors.
///
/// It accepts every file that decodes. What JSON cannot tell, such as overlaps, stays with the
/// decoder.
package enum JSONSchema {
  /// The text of `schema-v1.json`.
  package static let text = document.rendered(pretty: true) + "\n"

  package static let document = JSONValue.object(
    [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("$id", .string("pgparcel/schema-v1.json")),
      ("title", .string("pgparcel schema file, version 1")),
    ] + members(of: table) + [("definitions", .object(definitions))])

  private static let table = Form.object(
    "One table and how it is partitioned.", required: ["version", "table", "partition"],
    [
      ("version", Form.constant(1, "Version of this format.")),
      ("table", Form.reference("tableName")),
      (
        "primary_key",
        Form.names("Columns of the primary key. It must contain every partition key column.")
      ),
      ("unique", Form.list("Unique constraints.", of: Form.reference("unique"))),
      (
        "foreign_keys_in",
        Form.map(
          "What becomes of foreign keys from other tables when a key they use changes.",
          of: Form.choice(["extend", "drop"], nil))
      ),
      (
        "columns",
        Form.map(
          "The columns. A missing table is created from them; otherwise they are only checked.",
          of: Form.reference("column"))
      ),
      (
        "undeclared",
        Form.choice(
          ["keep", "detach", "error"],
          "What becomes of partitions that exist and are not declared. Default: keep.")
      ),
      ("retired", Form.list("Partitions to let go.", of: Form.reference("retired"))),
      (
        "partition",
        Form.either("The layout, or none for a plain table.", Form.choice(["none"], nil), "layout")
      ),
      ("indexes", Form.list("Indexes on every partition.", of: Form.reference("index"))),
      (
        "grants",
        Form.choice(
          ["inherit", "none"], "Whether partitions get the table's privileges. Default: inherit.")
      ),
      ("convert", Form.reference("convert")),
      ("assert", Form.list("Queries and what they may scan.", of: Form.reference("assertion"))),
    ])

  private static let definitions: [(String, JSONValue)] =
    tableDefinitions + layoutDefinitions + indexDefinitions

  private static func members(of value: JSONValue) -> [(String, JSONValue)] {
    if case .object(let members) = value { members } else { [] }
  }
}
