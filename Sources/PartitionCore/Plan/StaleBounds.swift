/// What sessions remember of partitions below a default one.
///
/// When a partition leaves beside a default partition, the server tells all sessions that the default one
/// takes more rows now, and nothing of the partitions below it: whoever has written to one of these goes on
/// to refuse the new rows, with 23514, until the session ends (seen on 15.18). Any change of their entries in
/// the catalog makes sessions look again.
struct StaleBounds {
  /// The default partition.
  let partition: Partition

  /// The tables below it that are to be looked at again.
  var relations: [QualifiedName] {
    partition.standingAlone.allRelations.filter { $0.name != partition.name && !$0.isForeign }
      .map(\.name)
  }

  /// Behind the DETACH, in its transaction.
  var forgetting: [Statement] {
    commented(
      "Changes nothing, but sessions that know these tables look at their bounds again.",
      relations.map { Statement("ALTER TABLE \($0) RESET (pgparcel_nothing)") })
  }
}
