/// What a conversion locks and what a reviewer must know of it.
extension OfflineConversion {
  func hazards() -> [Hazard] {
    var hazards: [Hazard] = [.acquiresAccessExclusiveLock(name)]
    for foreignKey in incoming where droppedForeignKeys.contains(foreignKey.identity) {
      hazards.append(.foreignKeyLost(foreignKey.identity))
    }
    if to.partitioning != nil {
      for membership in from.relation.publications {
        hazards.append(
          .correctness(
            "publication \(membership.publication) publishes the partitions under their own "
              + "names, unless publish_via_partition_root is set"))
      }
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

  func locks(retired: Table?) -> [LockClaim] {
    let here = retired == nil ? from : to
    var claims = here.allRelations.map {
      LockClaim($0.name, .accessExclusive, "while the rows are copied")
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
}
