/// Changes that are planned together, with the layout that they start from.
struct Stage {
  let actual: Table?
  let resolution: Resolution
  let changes: [Change]

  /// Names of partitions and indexes that live on outside of the table.
  var namesLeft: Set<QualifiedName> {
    changes.reduce(into: []) { names, change in
      if case .removePartition(let partition, _, _) = change {
        names.formUnion(partition.standingAlone.allNames)
      }
    }
  }

  var plan: Plan { Planner(actual: actual, resolution: resolution, changes: changes).plan() }
}

extension Plan {
  /// Both plans as one: what only the deploy after next may see comes last.
  func followed(by next: Plan) -> Plan {
    var plan = next
    plan.from = from
    plan.changes = changes + next.changes
    let steps = steps + next.steps
    plan.steps = Step.Phase.inOrder(steps)
    return plan
  }
}
