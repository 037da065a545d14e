import Diagnostics

/// Resolves the plain indexes of the table, or those of one partition alone.
///
/// A declared index is the live one of its name or, without a name, of its definition. Live
/// indexes that the file does not name stay; only `retired:` lets one go.
struct IndexResolver {
  let resolver: Resolver
  let retired: Set<String>

  mutating func resolve(
    _ declared: [IndexDeclaration], of relation: inout Relation, actual: Relation?,
    origins: inout [String: String], into bag: inout DiagnosticBag
  ) {
    let own = { (index: Index) in index.constraint == nil && index.parent == nil }
    var live = actual?.indexes.filter { own($0) && !retired.contains($0.name) } ?? []
    // The usual partition has none for itself.
    if declared.isEmpty, live.isEmpty, !relation.indexes.contains(where: own) { return }
    relation.indexes.removeAll(where: own)
    var resolved: [Index] = []
    for item in declared.sorted(by: { ($0.name != nil ? 0 : 1) < ($1.name != nil ? 0 : 1) }) {
      guard let body = resolver.elaboration.indexes[item.body.text] else { continue }
      var index = Index(
        name: "", definition: body.definition, unique: item.unique,
        tablespace: item.tablespace?.value)
      let equal = live.first {
        $0.definition == index.definition && $0.unique == index.unique
          && (item.name == nil || $0.name == item.name?.value)
      }
      let sameName = live.first { $0.name == item.name?.value }
      let renamed = live.first {
        sameName == nil && $0.definition == index.definition && $0.unique == index.unique
      }
      if var old = equal ?? renamed {
        live.removeAll { $0.name == old.name }
        let name = item.name?.value ?? old.name
        origins[name] = old.name
        old.name = name
        if let tablespace = index.tablespace { old.tablespace = tablespace }
        index = old.repaired
      } else {
        live.removeAll { $0.name == item.name?.value }
        index.name = item.givenName(on: relation.name.name)
      }
      resolved.append(index)
    }
    for index in live {
      origins[index.name] = index.name
      if actual?.name == resolver.declaration.table.value, !declared.isEmpty || !live.isEmpty {
        bag.add(
          Diagnostic(
            .undeclaredPartition, "index \(index.name) is not in the file; it stays",
            severity: .note, at: resolver.declaration.table.span,
            help: ["declare it, or list it under `retired:` to let it go"]))
      }
      resolved.append(index.repaired)
    }
    relation.indexes += resolved.sorted { $0.name < $1.name }
  }
}
