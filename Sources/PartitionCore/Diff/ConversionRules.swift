import Diagnostics

/// What a conversion can carry over, and what must be refused by name before anything runs.
struct ConversionRules {
  let from: Table
  let resolution: Resolution
  let declaration: TableDeclaration?

  private var to: Table { resolution.desired }

  func check(into bag: inout DiagnosticBag) {
    strategy(into: &bag)
    relation(into: &bag)
    partitions(into: &bag)
    dependents(into: &bag)
    selfReferences(into: &bag)
  }

  private func strategy(into bag: inout DiagnosticBag) {
    let strategy = resolution.conversion.strategy
    switch strategy {
    case .offline: return
    case .online: identity(into: &bag)
    case .attach:
      AttachRules(from: from, resolution: resolution, place: place).check(into: &bag)
    case .manual:
      bag.add(
        .unplanned(
          "converting \(from.name) with strategy \(strategy.rawValue)", at: place,
          help: "write  convert: {strategy: online}  to convert it beside its readers and writers"))
    }
  }

  /// Online, rows are followed by their key: it must tell them apart in both layouts.
  private func identity(into bag: inout DiagnosticBag) {
    for table in [from, to] {
      let notNull = Set(table.relation.columns.filter(\.notNull).map(\.name))
      if let key = table.identityColumns, notNull.isSuperset(of: key) { continue }
      let which = table == from ? "\(from.name)" : "the new layout of \(from.name)"
      bag.add(
        Diagnostic(
          .noRowIdentity,
          "\(which) has no primary key and no unique index of NOT NULL columns, so an online "
            + "conversion cannot follow its rows",
          at: place,
          help: [
            "add one:  ALTER TABLE \(from.name) ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY "
              + "PRIMARY KEY",
            "or write  convert: {strategy: offline}  to convert under a lock",
          ]))
      return
    }
  }

  private var place: Span? { declaration?.convert.strategySpan ?? declaration?.table.span }

  private func relation(into bag: inout DiagnosticBag) {
    let relation = from.relation
    if relation.persistence != .permanent {
      refuse(.unsupportedTable, "being \(relation.persistence.rawValue)", into: &bag)
    }
    if relation.isForeign { refuse(.unsupportedTable, "being a foreign table", into: &bag) }
    for constraint in relation.constraints where constraint.kind == .exclusion {
      refuse(.uncarriedObject, "exclusion constraint \(constraint.name)", into: &bag)
    }
    for rule in relation.rules { refuse(.uncarriedObject, "rule \(rule.name)", into: &bag) }
    for trigger in relation.triggers where to.partitioning != nil && trigger.hasTransitionRows {
      refuse(
        .uncarriedObject, "row trigger \(trigger.name) with transition tables", into: &bag)
    }
    let privileges =
      (relation.privileges ?? []) + relation.columns.flatMap { $0.privileges ?? [] }
    for grantor in Set(privileges.map(\.grantor)).subtracting([relation.owner]).sorted() {
      refuse(.uncarriedObject, "privileges granted by \(grantor), who is not the owner", into: &bag)
    }
  }

  /// What a partition has for itself has no place in another layout.
  private func partitions(into bag: inout DiagnosticBag) {
    for partition in from.allPartitions {
      let relation = partition.relation
      if relation.isForeign {
        refuse(.unsupportedTable, "\(partition.name), a foreign table", into: &bag)
      }
      if partition.detachPending {
        refuse(.unsupportedTable, "\(partition.name), whose detach is pending,", into: &bag)
      }
      let own =
        relation.constraints.filter { $0.kind != .notNull }.map { "constraint \($0.name)" }
        + relation.triggers.map { "trigger \($0.name)" }
        + relation.policies.map { "policy \($0.name)" } + relation.rules.map { "rule \($0.name)" }
        + relation.statistics.map { "statistics \($0.name)" }
        + relation.publications.map { "publication \($0.publication)" }
      for object in own {
        refuse(.uncarriedObject, "\(object) of partition \(partition.name)", into: &bag)
      }
    }
  }

  private func dependents(into bag: inout DiagnosticBag) {
    for dependent in from.dependents {
      if let partition = dependent.partition {
        refuse(
          .uncarriedObject, "\(dependent.identity), which is bound to partition \(partition)",
          into: &bag)
        continue
      }
      switch dependent.kind {
      case .view, .sqlFunction:
        if dependent.definition == nil { refuse(.uncarriedObject, dependent.identity, into: &bag) }
      case .publicationForAllTables: continue
      case .incomingForeignKey: foreignKey(dependent, into: &bag)
      case .materializedView, .rule, .policy, .rowType, .inheritanceChild, .inheritanceParent,
        .regclassConstant, .extension_, .other:
        refuse(.uncarriedObject, dependent.identity, into: &bag)
      }
    }
  }

  private func foreignKey(_ dependent: Dependent, into bag: inout DiagnosticBag) {
    guard dependent.relation != from.name else { return }
    let allowed = resolution.droppedForeignKeys.contains { dependent.isNamed($0) }
    if allowed || staysUnique(dependent.columns) { return }
    let columns = dependent.columns.joined(separator: ", ")
    bag.add(
      Diagnostic(
        .incomingForeignKey,
        "\(dependent.identity) references \(from.name)(\(columns)), which cannot stay unique",
        at: declaration?.table.span,
        help: [
          "to let it go, write  foreign_keys_in: {\(dependent.declaredName): drop}",
          "or partition by hash of (\(columns)), which keeps it unique",
        ]))
  }

  private func selfReferences(into bag: inout DiagnosticBag) {
    for constraint in from.relation.foreignKeys where constraint.references == from.name {
      guard !staysUnique(constraint.referencedColumns) else { continue }
      bag.add(
        Diagnostic(
          .incomingForeignKey,
          "\(constraint.name) references \(from.name) itself by "
            + "(\(constraint.referencedColumns.joined(separator: ", "))), which cannot stay unique",
          at: declaration?.table.span,
          help: ["drop the constraint first, or partition by a key that keeps it unique"]))
    }
  }

  private func staysUnique(_ columns: [String]) -> Bool {
    to.relation.indexes.contains { Set($0.constraint?.columns ?? []) == Set(columns) }
  }

  private func refuse(
    _ code: Diagnostic.Code, _ what: String, into bag: inout DiagnosticBag
  ) {
    bag.add(
      Diagnostic(
        code, "a conversion of \(from.name) cannot carry over \(what)",
        at: declaration?.table.span,
        help: ["drop it before the conversion and create it again afterwards"]))
  }
}

extension Dependent {
  /// `invoices.appointment_id`, as `foreign_keys_in` names it.
  var declaredName: String {
    "\(relation?.name ?? identity).\(referencingColumns.joined(separator: ","))"
  }

  func isNamed(_ key: String) -> Bool {
    key == declaredName
      || key == "\(relation?.description ?? "").\(referencingColumns.joined(separator: ","))"
      || key == name
  }

  /// From the constraint's own text: `FOREIGN KEY (appointment_id) REFERENCES …`.
  private var referencingColumns: [String] {
    guard let definition, let open = definition.firstIndex(of: "("),
      let close = definition[open...].firstIndex(of: ")")
    else { return [] }
    return definition[definition.index(after: open)..<close].split(separator: ",").map {
      String($0.drop { $0 == " " })
    }
  }
}

extension Trigger {
  /// Row triggers with transition tables exist on plain tables only (manual, CREATE TRIGGER).
  var hasTransitionRows: Bool {
    definition.contains(" REFERENCING ") && definition.contains(" FOR EACH ROW ")
  }
}
