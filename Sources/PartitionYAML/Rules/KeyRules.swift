import Diagnostics
import PartitionCore

/// Primary keys and unique constraints must contain the partition key of every level.
enum KeyRules {
  static func findings(for table: TableDeclaration) -> [Diagnostic] {
    guard case .partitioned(let layout) = table.layout else { return [] }
    var keys: [KeyDeclaration] = []
    collect(layout, into: &keys)
    var findings: [Diagnostic] = []
    if let primary = table.primaryKey {
      findings += self.findings(
        Constraint(
          noun: "primary key", columns: primary.value.map(\.value), span: primary.span,
          form: "primary_key: "), keys)
    }
    for unique in table.unique {
      findings += self.findings(
        Constraint(
          noun: "unique", columns: unique.columns.value.map(\.value), span: unique.columns.span,
          form: "columns: "), keys)
    }
    for index in table.indexes where index.unique && index.definition == nil {
      findings += self.findings(
        Constraint(noun: "unique index", columns: index.columns, span: index.span, form: nil), keys)
    }
    return findings
  }

  private struct Constraint {
    let noun: String
    let columns: [String]
    let span: Span
    let form: String?
  }

  /// The keys of all levels, each column once: partitions of a template share one key.
  private static func collect(_ layout: LayoutDeclaration, into keys: inout [KeyDeclaration]) {
    for key in layout.key.value {
      let known = keys.contains { other in
        key.column.map { $0 == other.column } ?? (key.span.bytes == other.span.bytes)
      }
      if !known { keys.append(key) }
    }
    for inner in layout.partitions.compactMap(\.layout) { collect(inner, into: &keys) }
    if let inner = layout.defaultPartition?.layout { collect(inner, into: &keys) }
    if let template = layout.template { collect(template, into: &keys) }
  }

  private static func findings(
    _ constraint: Constraint, _ keys: [KeyDeclaration]
  ) -> [Diagnostic] {
    let list = constraint.columns.joined(separator: ", ")
    if let expression = keys.first(where: { $0.column == nil }) {
      return [
        Diagnostic(
          .keyLacksPartitionKey,
          "\(constraint.noun) (\(list)) cannot stand beside a partition key that is an expression",
          at: constraint.span, caret: "PostgreSQL cannot enforce it across partitions",
          labels: [Diagnostic.Label(expression.span, "partition key")],
          help: ["partition by a plain column, which the constraint then contains"],
          notes: ["PostgreSQL refuses it (0A000; pgparcel explain E104)"])
      ]
    }
    let missing = keys.filter { key in
      key.column.map { !constraint.columns.contains($0) } ?? false
    }
    let names = missing.compactMap(\.column)
    guard !names.isEmpty else { return [] }
    let typo = typo(constraint, names)
    let all = (constraint.columns + names).map(YAMLText.flowScalar).joined(separator: ", ")
    let help =
      constraint.form.map { "write  \($0)[\(all)]" } ?? "add \(names.joined(separator: ", "))"
    return [
      Diagnostic(
        .keyLacksPartitionKey,
        "\(constraint.noun) (\(list)) does not contain the partition key\(names.count == 1 ? "" : "s") "
          + names.joined(separator: " and "),
        at: constraint.span, caret: "PostgreSQL cannot enforce uniqueness across partitions",
        labels: missing.map { Diagnostic.Label($0.span, "partition key") },
        help: [typo, help].compactMap { $0 },
        notes: ["\(list) alone will no longer be unique (pgparcel explain E104)"],
        // A list with one entry a line ends where the next key begins.
        fix: typo == nil && constraint.form != nil && constraint.span.text.hasPrefix("[")
          ? Fix(constraint.span, "[\(all)]") : nil)
    ]
  }

  /// Two names that differ in a letter or two are one name, mistyped here or there.
  private static func typo(_ constraint: Constraint, _ missing: [String]) -> String? {
    for name in missing {
      if let near = EditDistance.suggestion(for: name, among: constraint.columns) {
        return "`\(name)` in the key, `\(near)` in the \(constraint.noun): did you mean one column?"
      }
    }
    return nil
  }
}

extension IndexDeclaration {
  /// Its plain columns.
  var columns: [String] {
    elements.compactMap { element in
      if case .column(let name) = element.target { name } else { nil }
    }
  }
}
