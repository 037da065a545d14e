/// What a conversion locks and what a reviewer must know of it.
extension Handover {
  func hazards() -> [Hazard] {
    var hazards: [Hazard] = [.acquiresAccessExclusiveLock(name)]
    for foreignKey in incoming where droppedForeignKeys.contains(foreignKey.identity) {
      hazards.append(.foreignKeyLost(foreignKey.identity))
    }
    if to.partitioning != nil {
      hazards += from.relation.publicationHazards
    }
    let oldKeys = from.relation.indexes.filter { $0.unique }
    for index in oldKeys {
      guard let key = index.constraint,
        let new = to.relation.indexes.first(where: { $0.name == index.name })?.constraint,
        new.columns.count > key.columns.count
      else { continue }
      hazards.append(
        .uniquenessWeakened(
          "(\(key.columns.joined(separator: ", "))) was unique; now only "
            + "(\(new.columns.joined(separator: ", "))) is"))
    }
    return hazards
  }

  func locks(_ duration: String, retired: Table?) -> [LockClaim] {
    let here = retired == nil ? from : to
    var claims = here.allRelations.map {
      LockClaim($0.name, .accessExclusive, duration)
    }
    claims += retired?.allRelations.map { LockClaim($0.name, .accessExclusive) } ?? []
    for referenced in Set(from.relation.foreignKeys.compactMap(\.references)).sorted()
    where referenced != name {
      claims.append(LockClaim(referenced, .accessExclusive, "while the foreign key moves"))
    }
    // A key that the conversion dropped is only added again on the way back.
    let kept = Set(
      incoming.filter { retired == nil || !droppedForeignKeys.contains($0.identity) }
        .compactMap(\.relation))
    for other in Set(incoming.compactMap(\.relation)).sorted() {
      claims.append(
        LockClaim(
          other, kept.contains(other) ? .accessExclusive : .shareRowExclusive,
          "while the foreign key moves"))
    }
    for view in from.dependents where view.kind == .view {
      if let name = view.relation { claims.append(LockClaim(name, .accessExclusive)) }
    }
    return claims
  }

  /// What the exchange of the names locks, with the new table under the name it has before.
  func swapLocks(new: Table) -> [LockClaim] {
    exchange(locked: from.allRelations.map(\.name) + [new.name], other: new)
  }

  /// The way back: partitions are written directly too, so all of them are locked.
  func swapBackLocks(old: Table) -> [LockClaim] {
    exchange(locked: to.allRelations.map(\.name) + old.allRelations.map(\.name), other: old)
  }

  private func exchange(locked: [QualifiedName], other: Table) -> [LockClaim] {
    var claims = locked.map { LockClaim($0, .accessExclusive, "milliseconds") }
    let real = Set(to.allRelations.map(\.name))
    for partition in other.allPartitions where !locked.contains(partition.name) {
      // Of a partition that is renamed, and of all where a check comes that was never validated.
      if !real.contains(partition.name) || to.relation.hasUnvalidatedCheck {
        claims.append(LockClaim(partition.name, .accessExclusive, "milliseconds"))
      } else if !to.relation.triggers.isEmpty || !incoming(of: to).isEmpty
        || (partition.partitioning == nil && !to.relation.foreignKeys.isEmpty)
      {
        claims.append(LockClaim(partition.name, .shareRowExclusive, "milliseconds"))
      }
    }
    for table in referenced + incomingTables {
      claims.append(LockClaim(table, .accessExclusive, "while the foreign key moves"))
    }
    for view in from.dependents where view.kind == .view {
      if let name = view.relation { claims.append(LockClaim(name, .accessExclusive)) }
    }
    return claims
  }
}

extension Relation {
  /// What subscribers notice of partitions that come.
  var publicationHazards: [Hazard] {
    publications.map {
      .correctness(
        "publication \($0.publication) publishes the partitions under their own names, unless "
          + "publish_via_partition_root is set")
    }
  }

  fileprivate var hasUnvalidatedCheck: Bool {
    constraints.contains { $0.kind == .check && !$0.validated }
  }
}
