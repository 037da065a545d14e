import Diagnostics

/// Resolves the primary key and the unique constraints.
struct KeyResolver {
  let resolver: Resolver
  let retired: Set<String>
  /// Names of live indexes by the names of the desired ones that go on from them.
  var origins: [String: String] = [:]

  init(resolver: Resolver, retired: Set<String>) {
    self.resolver = resolver
    self.retired = retired
  }

  mutating func resolve(_ relation: inout Relation, into bag: inout DiagnosticBag) {
    let declaration = resolver.declaration
    let table = relation.name.name
    let live = relation.indexes.filter { $0.constraint != nil && !retired.contains($0.name) }
    relation.indexes.removeAll { $0.constraint != nil }
    var kept: [Index] = []
    var claimed: Set<String> = []

    let livePrimary = live.first { $0.constraint?.kind == .primaryKey }
    if let columns = declaration.primaryKey?.value.map(\.value) {
      let index = key(
        .primaryKey, columns, name: livePrimary?.name ?? Naming.primaryKey(table: table),
        live: livePrimary)
      kept.append(index)
    } else if let livePrimary {
      kept.append(livePrimary.repaired)
    }
    if let livePrimary {
      claimed.insert(livePrimary.name)
      if let index = kept.first, index.constraint?.columns == livePrimary.constraint?.columns {
        origins[index.name] = livePrimary.name
      }
    }
    let notNull = Set(kept.first?.constraint?.columns ?? [])
    for index in relation.columns.indices where notNull.contains(relation.columns[index].name) {
      relation.columns[index].notNull = true
    }

    for unique in declaration.unique {
      let columns = unique.columns.value.map(\.value)
      let candidates = live.filter {
        $0.constraint?.kind == .unique && !claimed.contains($0.name)
          && (unique.name == nil || unique.name?.value == $0.name)
      }
      let equal = candidates.first { $0.constraint?.columns == columns }
      // A unique constraint that gains the partition key keeps its name.
      let narrower = candidates.first { Set($0.constraint?.columns ?? []).isSubset(of: columns) }
      // One that is declared by its name with other columns is replaced.
      let old = equal ?? narrower ?? (unique.name == nil ? nil : candidates.first)
      let name =
        unique.name?.value ?? old?.name ?? Naming.unique(table: table, columns: columns)
      if let old { claimed.insert(old.name) }
      if let equal { origins[name] = equal.name }
      kept.append(key(.unique, columns, name: name, live: old))
      if equal == nil, let narrower, let before = narrower.constraint?.columns {
        weakened(before, columns, at: unique.columns.span, into: &bag)
      }
    }
    for index in live where !claimed.contains(index.name) {
      origins[index.name] = index.name
      kept.append(index.repaired)
    }
    if let livePrimary, let before = livePrimary.constraint?.columns,
      let after = kept.first(where: { $0.constraint?.kind == .primaryKey })?.constraint?.columns,
      Set(before).isStrictSubset(of: after)
    {
      weakened(before, after, at: declaration.primaryKey?.span, into: &bag)
    }
    relation.indexes = kept + relation.indexes
  }

  private func weakened(
    _ before: [String], _ after: [String], at span: Span?, into bag: inout DiagnosticBag
  ) {
    bag.add(
      Diagnostic(
        .uniquenessWeakened,
        "(\(before.joined(separator: ", "))) alone is no longer unique, only "
          + "(\(after.joined(separator: ", "))) is", at: span,
        notes: ["INSERT … ON CONFLICT (\(before.joined(separator: ", "))) will fail (42P10)"]))
  }

  /// The live key if its columns are these, else a new one of this name.
  private func key(
    _ kind: Index.KeyConstraint.Kind, _ columns: [String], name: String, live: Index?
  ) -> Index {
    if var live, live.constraint?.columns == columns {
      live.name = name
      return live.repaired
    }
    let list = columns.map { resolver.elaboration.quotedNames[$0] ?? SQLText("\(name: $0)").text }
      .joined(separator: ", ")
    let word = kind == .primaryKey ? "PRIMARY KEY" : "UNIQUE"
    return Index(
      name: name, definition: "btree (\(list))", unique: true,
      constraint: Index.KeyConstraint(
        kind: kind, columns: columns, definition: "\(word) (\(list))",
        comment: live?.constraint?.comment),
      tablespace: live?.tablespace, comment: live?.comment)
  }
}

extension Index {
  /// As it is to be: a desired index is valid.
  var repaired: Index {
    var index = self
    index.valid = true
    return index
  }
}
