import Diagnostics
import PartitionCore

/// What of a live table a schema file cannot say, in sentences.
struct ImportGaps {
  let sentences: [String]

  init(_ table: Table) {
    var sentences: [String] = []
    func add(_ count: Int, _ noun: String, _ rest: String) {
      if count > 0 { sentences.append("\(Amounts.counted(count, noun)) \(rest)") }
    }
    let carried = "carried over as they are; a schema file does not name them"
    add(table.relation.constraints.count { $0.kind == .check }, "check constraint", carried)
    add(table.relation.constraints.count { $0.kind == .foreignKey }, "foreign key", carried)
    add(table.relation.triggers.count, "trigger", carried)
    add(table.relation.policies.count, "policy", carried)
    add(table.relation.rules.count, "rule", carried)
    add(table.relation.statistics.count, "extended statistic", carried)
    if table.relation.persistence == .unlogged { sentences.append("the table is unlogged") }
    for dependent in table.dependents {
      switch dependent.kind {
      case .inheritanceChild, .inheritanceParent:
        sentences.append("inheritance cannot be declared: \(dependent.identity)")
      case .incomingForeignKey:
        sentences.append("points at the table: \(dependent.identity)")
      default: continue
      }
    }
    for partition in table.allPartitions {
      let relation = partition.relation
      let name = relation.name.name
      if partition.detachPending {
        sentences.append("partition \(name): a detach was interrupted; `plan` finishes it")
      }
      var own: [String] = []
      if !relation.constraints.isEmpty { own.append("constraints") }
      if !relation.triggers.isEmpty { own.append("triggers") }
      if !relation.policies.isEmpty { own.append("policies") }
      if !relation.columns.isEmpty { own.append("columns") }
      if let method = relation.accessMethod { own.append("access method \(method)") }
      if relation.persistence != table.relation.persistence { own.append("persistence") }
      if !own.isEmpty {
        sentences.append(
          "partition \(name): has \(own.joined(separator: ", ")) of its own, which cannot be declared"
        )
      }
    }
    self.sentences = sentences
  }
}
