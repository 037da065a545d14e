import Diagnostics

/// What keeps a table from becoming a partition as it is (facts 2).
struct AttachRules {
  let from: Table
  let resolution: Resolution
  let place: Span?

  private var to: Table { resolution.desired }

  func check(into bag: inout DiagnosticBag) {
    let relation = from.relation
    guard from.partitioning == nil, let level = to.partitioning else {
      return refuse("only a plain table can become a partition", into: &bag)
    }
    let named = resolution.conversion.partition
    guard let history = to.partition(ofOldRows: named) else {
      let candidates = level.partitions.filter { $0.bound != .default }.map(\.name.name)
      return refuse(
        named.map { "there is no partition \($0)" }
          ?? "the file does not say which partition \(from.name) is to become",
        help:
          "write  convert: {strategy: attach, partition: \(candidates.first ?? "name")}  with one "
          + "of \(candidates.prefix(5).joined(separator: ", "))", into: &bag)
    }
    if history.bound.condition(on: level.key) == nil {
      refuse("no CHECK can prove the rows of \(history.name), \(history.bound.words)", into: &bag)
    }
    if history.partitioning != nil {
      refuse("\(history.name) has partitions of its own", into: &bag)
    }
    if history.relation.tablespace != relation.tablespace {
      refuse("\(history.name) is to lie in another tablespace", into: &bag)
    }
    if history.relation.accessMethod != relation.accessMethod {
      refuse("\(history.name) is to have another access method", into: &bag)
    }
    for constraint in relation.constraints where !constraint.validated {
      refuse(
        "the constraint \(constraint.name) is not validated",
        help: "ALTER TABLE \(from.name) VALIDATE CONSTRAINT \(constraint.name)", into: &bag)
    }
    for key in relation.foreignKeys where key.references == from.name {
      refuse("the foreign key \(key.name) references the table itself", into: &bag)
    }
    for index in relation.indexes {
      if index.constraint?.definition.contains(" DEFERRABLE") == true {
        refuse("the constraint \(index.name) is deferrable", into: &bag)
      }
      let isOldKey = !to.relation.indexes.contains {
        $0.constraint == index.constraint && $0.definition == index.definition
      }
      if isOldKey && relation.replicaIdentity == .index(index.name) {
        refuse("the replica identity names \(index.name), which goes", into: &bag)
      }
      if isOldKey && index.clustered {
        refuse("the table is clustered on \(index.name), which goes", into: &bag)
      }
    }
  }

  private func refuse(_ why: String, help: String? = nil, into bag: inout DiagnosticBag) {
    bag.add(
      Diagnostic(
        .cannotAttach, "\(from.name) cannot become a partition as it is: \(why)", at: place,
        help: (help.map { [$0] } ?? [])
          + ["or write  convert: {strategy: online}  to copy its rows beside its writers"]))
  }
}
