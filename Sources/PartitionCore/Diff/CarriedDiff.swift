import Diagnostics

/// Reports differences in what pgparcel carries but does not own: no plan changes it, and none
/// passes over it in silence.
struct CarriedDiff {
  let actual: Table
  let desired: Table
  /// The partitions that both have.
  let pairs: [PartitionPair]

  func report(into bag: inout DiagnosticBag) {
    compare(actual.relation, desired.relation, isRoot: true, into: &bag)
    refuse(actual.dependents != desired.dependents, "what depends on", actual.name, &bag)
    refuse(actual.sequences != desired.sequences, "the sequences of", actual.name, &bag)
    for pair in pairs {
      compare(pair.actual.relation, pair.desired.relation, isRoot: false, into: &bag)
    }
  }

  private func compare(
    _ old: Relation, _ new: Relation, isRoot: Bool, into bag: inout DiagnosticBag
  ) {
    guard old != new else { return }
    let name = old.name
    refuse(isRoot && old.name != new.name, "the name of", name, &bag)
    refuse(
      isRoot && !old.options.isSame(as: new.options), "the storage parameters of", name, &bag)
    refuse(isRoot && old.tablespace != new.tablespace, "the tablespace of", name, &bag)
    refuse(old.owner != new.owner, "the owner of", name, &bag)
    refuse(old.persistence != new.persistence, "the persistence of", name, &bag)
    refuse(old.isForeign != new.isForeign, "the kind of", name, &bag)
    refuse(old.accessMethod != new.accessMethod, "the access method of", name, &bag)
    refuse(old.columns != new.columns, columnWords(old.columns, new.columns), name, &bag)
    refuse(old.constraints != new.constraints, "the constraints of", name, &bag)
    refuse(old.triggers != new.triggers, "the triggers of", name, &bag)
    refuse(old.policies != new.policies, "the policies of", name, &bag)
    refuse(old.rules != new.rules, "the rules of", name, &bag)
    refuse(old.rowSecurity != new.rowSecurity, "row-level security of", name, &bag)
    refuse(old.privileges != new.privileges, "the privileges on", name, &bag)
    refuse(old.statistics != new.statistics, "the extended statistics of", name, &bag)
    refuse(old.replicaIdentity != new.replicaIdentity, "the replica identity of", name, &bag)
    refuse(old.publications != new.publications, "the publications of", name, &bag)
  }

  private func columnWords(_ old: [Column], _ new: [Column]) -> String {
    let changed = zip(old, new).filter { $0 != $1 }.map(\.0.name)
    guard old.count == new.count, !changed.isEmpty else { return "the list of columns of" }
    return "column \(changed.joined(separator: ", ")) of"
  }

  private func refuse(
    _ differs: Bool, _ what: String, _ name: QualifiedName, _ bag: inout DiagnosticBag
  ) {
    guard differs else { return }
    bag.add(.unplanned("a change of \(what) \(name)", at: nil))
  }
}

/// What a change of keys needs of the columns.
struct KeyRules {
  let actual: Table
  let desired: Table
  let changes: [Change]

  func check(into bag: inout DiagnosticBag) {
    let nullable = Set(actual.relation.columns.filter { !$0.notNull }.map(\.name))
    for change in changes {
      let index: Index
      switch change {
      case .addIndex(let new): index = new
      case .replaceIndex(_, let new): index = new
      default: continue
      }
      guard let key = index.constraint, key.kind == .primaryKey else { continue }
      for column in key.columns where nullable.contains(column) {
        bag.add(
          .unplanned(
            "a primary key over the nullable column \(column) of \(actual.name)", at: nil,
            help: "make it NOT NULL first: ALTER TABLE … ALTER COLUMN … SET NOT NULL"))
      }
    }
  }
}
