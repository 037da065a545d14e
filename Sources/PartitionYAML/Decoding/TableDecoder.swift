package import Diagnostics
package import PartitionCore

/// Decodes and checks one schema file, without a server.
///
/// Everything that is wrong is reported at once. The result is nil only where too little was
/// readable to speak of a table; ask the bag whether there were errors.
package func decodeTable(
  path: String, bytes: [UInt8], into bag: inout DiagnosticBag
) -> TableDeclaration? {
  let document = YAMLDocument(path: path, bytes: bytes, into: &bag)
  guard let root = document.root else { return nil }
  guard var table = TableDecoder.table(root, of: document.file, into: &bag) else { return nil }
  if case .partitioned(let layout) = table.layout {
    var expansion = LayoutExpansion(table: table.table.value.name)
    table.layout = .partitioned(expansion.expanded(layout))
    bag.add(expansion.findings)
  }
  bag.add(LayoutRules.findings(for: table))
  return table
}

/// The same for a text.
package func decodeTable(
  path: String, text: String, into bag: inout DiagnosticBag
) -> TableDeclaration? {
  decodeTable(path: path, bytes: Array(text.utf8), into: &bag)
}

/// The top level of a schema file.
enum TableDecoder {
  static let keys = [
    "version", "table", "primary_key", "unique", "foreign_keys_in", "columns", "undeclared",
    "retired", "partition", "indexes", "grants", "convert", "assert",
  ]

  static func table(
    _ root: YAMLNode, of file: SourceFile, into bag: inout DiagnosticBag
  ) -> TableDeclaration? {
    let decoder = NodeDecoder(node: root, key: "the file")
    guard case .mapping = root.content else {
      decoder.wrong(
        "a schema file is a mapping (`key: value`), not \(root.kind)",
        help: "write at least `version: 1`, `table:` and `partition:`", into: &bag)
      return nil
    }
    guard let mapping = decoder.mapping(keys, into: &bag) else { return nil }
    checkVersion(mapping, into: &bag)
    let name = mapping.required("table", help: "write `table: public.appointments`", into: &bag)
      .flatMap { self.name($0, into: &bag) }
    let layout = mapping.required(
      "partition", help: "write `partition: {by: .., key: [..], ..}`, or `partition: none`",
      into: &bag
    ).flatMap { self.layout($0, into: &bag) }
    // Decoded before giving up, so that all findings show in one run.
    var table = TableDeclaration(
      source: file, table: name ?? Spanned(QualifiedName("", ""), at: root.span),
      layout: layout ?? .plain(root.span))
    decodeKeys(mapping, into: &table, &bag)
    table.columns = mapping["columns"].flatMap { ColumnDecoder.columns($0, into: &bag) }
    table.retired = retired(mapping["retired"], into: &bag)
    table.indexes = IndexDecoder.indexes(mapping["indexes"], into: &bag)
    table.convert = ConversionDecoder.conversion(mapping["convert"], into: &bag)
    table.assertions = AssertionDecoder.assertions(mapping["assert"], into: &bag)
    let undeclared = mapping["undeclared"]?.choice(
      TableDeclaration.UndeclaredPolicy.self, into: &bag)
    table.undeclared = undeclared?.value ?? .keep
    let grants = mapping["grants"]?.choice(TableDeclaration.GrantsPolicy.self, into: &bag)
    table.grants = grants?.value ?? .inherit
    return name == nil || layout == nil ? nil : table
  }

  private static func checkVersion(_ mapping: MappingDecoder, into bag: inout DiagnosticBag) {
    guard let version = mapping.required("version", help: "write `version: 1`", into: &bag) else {
      return
    }
    guard version.node.plain != "1" else { return }
    guard let number = version.node.plain, CoreSchema(plain: number) == .int else {
      version.wrong("`version` must be the number 1", into: &bag)
      return
    }
    bag.add(
      Diagnostic(
        .invalidValue, "schema files of version \(number) are unknown", at: version.span,
        help: ["write `version: 1`"]))
  }

  /// `public.appointments`, or a mapping for names with dots.
  private static func name(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> Spanned<QualifiedName>? {
    if case .mapping = decoder.node.content {
      guard let mapping = decoder.mapping(["schema", "name"], into: &bag) else { return nil }
      let schema = mapping.required("schema", into: &bag)?.text(into: &bag)
      let name = mapping.required("name", into: &bag)?.text(into: &bag)
      guard let schema, let name else { return nil }
      return Spanned(QualifiedName(schema.value, name.value), at: decoder.span)
    }
    guard let text = decoder.text(into: &bag) else { return nil }
    let parts = text.value.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      bag.add(
        Diagnostic(
          .invalidValue, "`table` must be a schema and a name, as in public.appointments",
          at: text.span,
          help: [
            parts.count == 1
              ? "write `table: public.\(text.value)`"
              : "a name with a dot: `table: {schema: .., name: ..}`"
          ]))
      return nil
    }
    return Spanned(QualifiedName(String(parts[0]), String(parts[1])), at: text.span)
  }

  private static func layout(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> TableDeclaration.LayoutChoice? {
    if decoder.node.plain == "none" { return .plain(decoder.span) }
    return LayoutDecoder.layout(decoder, into: &bag).map { .partitioned($0) }
  }

  private static func decodeKeys(
    _ mapping: MappingDecoder, into table: inout TableDeclaration, _ bag: inout DiagnosticBag
  ) {
    table.primaryKey = mapping["primary_key"]?.names(into: &bag)
    for item in mapping["unique"]?.list(into: &bag) ?? [] {
      if case .sequence = item.node.content {
        if let columns = item.names(into: &bag) {
          table.unique.append(UniqueDeclaration(name: nil, columns: columns))
        }
        continue
      }
      guard let entry = item.mapping(["columns", "name"], into: &bag) else { continue }
      let name = entry["name"]?.text(into: &bag)
      let columns = entry.required("columns", into: &bag)?.names(into: &bag)
      if let columns { table.unique.append(UniqueDeclaration(name: name, columns: columns)) }
    }
    guard let foreignKeys = mapping["foreign_keys_in"],
      let entries = MappingDecoder.entries(of: foreignKeys, into: &bag)
    else { return }
    for entry in entries {
      let decoder = NodeDecoder(node: entry.value, key: entry.key.value)
      let treatment = decoder.choice(TableDeclaration.ForeignKeyTreatment.self, into: &bag)
      if let treatment { table.foreignKeysIn[entry.key] = treatment.value }
    }
  }

  private static func retired(
    _ decoder: NodeDecoder?, into bag: inout DiagnosticBag
  ) -> [RetiredDeclaration] {
    (decoder?.list(into: &bag) ?? []).compactMap { item in
      guard let mapping = item.mapping(["name", "then", "archive", "export"], into: &bag) else {
        return nil
      }
      let name = mapping.required("name", into: &bag)?.text(into: &bag)
      let then = mapping.required(
        "then", help: "write `then: detach`, `archive` or `drop`", into: &bag)?
        .choice(RetiredDeclaration.Fate.self, into: &bag)
      guard let name, let then else { return nil }
      var retired = RetiredDeclaration(name: name, then: then.value)
      let archive = ArchiveDecoder.archive(
        mapping, then: then.value == .archive, usual: Spanned("archive", at: name.span), into: &bag)
      (retired.archiveSchema, retired.archiveTablespace) = (archive.schema, archive.tablespace)
      retired.exported = ArchiveDecoder.export(mapping, then: then.value == .drop, into: &bag)
      return retired
    }
  }
}
