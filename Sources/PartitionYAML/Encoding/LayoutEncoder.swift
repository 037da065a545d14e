package import PartitionCore

/// Writes the actual layout of a table as a schema file, for `import`.
package enum LayoutEncoder {
  /// A schema file that decodes to this layout.
  ///
  /// `comments` say what the file cannot; they stand at its top, and `proposal` beside the partitions.
  /// With `includeColumns` an empty database can be given the table.
  package static func encode(
    _ table: Table, includeColumns: Bool = true, comments: [String] = [],
    proposal: WindowProposal? = nil
  ) -> String {
    var lines = YAMLLines()
    lines.line("# yaml-language-server: $schema=../.pgparcel/schema-v1.json")
    for comment in comments { lines.comment(comment) }
    // Declared partitions live beside their table.
    for partition in table.allPartitions where partition.name.schema != table.name.schema {
      lines.comment("partition \(partition.name.name) lives in schema \(partition.name.schema)")
    }
    lines.line("version: 1")
    lines.pair("table", name(table.name))
    writeKeys(table, into: &lines)
    if includeColumns { writeColumns(table, into: &lines) }
    if let partitioning = table.partitioning {
      PartitioningEncoder.write(partitioning, proposal: proposal, into: &lines)
    } else {
      lines.line("partition: none")
    }
    IndexEncoder.write(table.relation.indexes, into: &lines)
    return lines.text
  }

  private static func name(_ name: QualifiedName) -> String {
    let schema = YAMLText.flowScalar(name.schema)
    let table = YAMLText.flowScalar(name.name)
    // Quoted parts may hold dots.
    guard schema == name.schema, table == name.name else {
      return "{schema: \(schema), name: \(table)}"
    }
    return "\(schema).\(table)"
  }

  private static func writeKeys(_ table: Table, into lines: inout YAMLLines) {
    let keys = table.relation.indexes.filter { $0.constraint != nil }.sorted { $0.name < $1.name }
    for index in keys {
      guard let constraint = index.constraint, constraint.kind == .primaryKey else { continue }
      lines.pair("primary_key", list(constraint.columns))
    }
    let unique = keys.filter { $0.constraint?.kind == .unique }
    guard !unique.isEmpty else { return }
    lines.block("unique") { lines in
      for index in unique {
        lines.item { lines in
          lines.pair("name", YAMLText.flowScalar(index.name))
          lines.pair("columns", list(index.constraint?.columns ?? []))
        }
      }
    }
  }

  private static func writeColumns(_ table: Table, into lines: inout YAMLLines) {
    let columns = table.relation.columns
    // A table without columns has nothing to check.
    guard !columns.isEmpty else { return }
    lines.block("columns") { lines in
      for column in columns {
        let serial = serialType(of: column, in: table)
        var pairs = [
          ("type", serial ?? typeText(column.type)), ("nullable", String(!column.notNull)),
        ]
        if let text = column.defaultExpression, serial == nil {
          pairs.append(("default", YAMLText.doubleQuoted(text)))
        }
        if let generated = column.generated {
          pairs.append(("generated", YAMLText.doubleQuoted(generated.expression)))
        }
        if let identity = column.identity {
          pairs.append(("identity", identity == .always ? "always" : "by default"))
        }
        if let collation = column.collation {
          pairs.append(("collation", YAMLText.flowScalar(collation)))
        }
        let body = pairs.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
        lines.line("\(YAMLText.flowScalar(column.name)): {\(body)}")
      }
    }
  }

  /// `bigserial` and its kin, where the column and its sequence are just that.
  private static func serialType(of column: Column, in table: Table) -> String? {
    let words = ["smallint": "smallserial", "integer": "serial", "bigint": "bigserial"]
    let name = Naming.fitted("\(table.name.name)_\(column.name)_seq")
    guard let word = words[column.type], column.notNull,
      column.defaultExpression?.hasPrefix("nextval(") == true,
      table.sequences.contains(
        .serial(table.name.sibling(name), column: column.name, type: column.type))
    else { return nil }
    return word
  }

  /// Types are mostly words with blanks, readable without quotes.
  private static func typeText(_ type: String) -> String {
    let words = type.split(separator: " ", omittingEmptySubsequences: false)
    return words.allSatisfy { YAMLText.flowScalar($0) == $0 } ? type : YAMLText.doubleQuoted(type)
  }

  private static func list(_ names: [String]) -> String {
    "[" + names.map(YAMLText.flowScalar).joined(separator: ", ") + "]"
  }
}
