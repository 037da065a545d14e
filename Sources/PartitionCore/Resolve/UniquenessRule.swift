import Diagnostics

/// PostgreSQL enforces uniqueness per partition only, so every unique index of a partitioned
/// table must contain all key columns of all levels (manual, "Table Partitioning", limitations).
struct UniquenessRule {
  let table: Table
  let declaration: TableDeclaration
  /// `Elaboration.quotedNames`.
  let quotedNames: [String: String]

  func check(into bag: inout DiagnosticBag) {
    let elements = table.keyElements
    guard !elements.isEmpty else { return }
    let columns = elements.compactMap(\.column)
    for index in table.relation.indexes where index.unique {
      let kind = index.constraint?.kind == .primaryKey ? "primary key" : "unique constraint"
      let what = "\(kind) \(index.name)"
      let span = declaration.primaryKey?.span ?? declaration.table.span
      if let expression = elements.first(where: { $0.column == nil }) {
        bag.add(
          Diagnostic(
            .keyLacksPartitionKey,
            "\(what) is impossible: the partition key \(expression.sql) is an expression", at: span,
            help: ["partition by a plain column, or retire \(index.name)"]))
        continue
      }
      let own = index.constraint?.columns ?? columnsOfPlain(index)
      let missing = columns.filter { !own.contains($0) }
      guard !missing.isEmpty else { continue }
      guard index.constraint != nil else {
        bag.add(lacking(index, missing))
        continue
      }
      let full = (own + missing).joined(separator: ", ")
      let fix =
        index.constraint?.kind == .primaryKey
        ? "write  primary_key: [\(full)]"
        : "write  unique: [{columns: [\(full)]}], or list \(index.name) under `retired:`"
      bag.add(
        Diagnostic(
          .keyLacksPartitionKey,
          "\(what) (\(own.joined(separator: ", "))) does not contain the partition key "
            + missing.joined(separator: ", "), at: span,
          caret: "PostgreSQL cannot enforce uniqueness across partitions", help: [fix]))
    }
  }

  private func lacking(_ index: Index, _ missing: [String]) -> Diagnostic {
    Diagnostic(
      .keyLacksPartitionKey,
      "unique index \(index.name) does not contain the partition key "
        + missing.joined(separator: ", "), at: declaration.table.span,
      help: [
        "declare it with \(missing.joined(separator: ", ")) among its columns, or without unique, "
          + "or list \(index.name) under `retired:`"
      ])
  }

  /// Columns among the key's elements, by the server's spelling of their names.
  private func columnsOfPlain(_ index: Index) -> [String] {
    let operands = Set(
      IndexDefinitionText(index.definition).elements.map(IndexDefinitionText.operand))
    return table.relation.columns.map(\.name).filter {
      operands.contains(quotedNames[$0] ?? $0)
    }
  }
}

extension Table {
  /// Elements of the keys of all levels, each once.
  var keyElements: [PartitionKeyElement] {
    var elements: [PartitionKeyElement] = []
    func visit(_ level: Partitioning?) {
      guard let level else { return }
      for element in level.key where !elements.contains(element) { elements.append(element) }
      for partition in level.partitions { visit(partition.partitioning) }
    }
    visit(partitioning)
    return elements
  }
}
