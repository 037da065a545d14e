/// What sessions remember of partitions below a default one.
///
/// When a partition leaves beside a default partition, the server tells all sessions that the default one
/// takes more rows now, and nothing of the partitions below it: whoever has written to one of these goes on
/// to refuse the new rows, with 23514, until the session ends (seen on 15.18). Any change of their entries in
/// the catalog makes sessions look again; that of a storage parameter which nobody has changes nothing else.
struct StaleBounds {
  /// The default partition.
  let partition: Partition

  /// The tables below it, as far as they are known.
  var relations: [QualifiedName] {
    partition.standingAlone.allRelations.filter { $0.name != partition.name && !$0.isForeign }
      .map(\.name)
  }

  /// Behind the DETACH, in its transaction; nothing where nothing is below.
  var forgetting: [Statement] {
    guard partition.partitioning != nil else { return [] }
    return [
      Statement(
        .block(
          """
          DECLARE
            other pg_catalog.regclass;
          BEGIN
          \(Self.loop(below: partition.name.lookup))
          END
          """),
        why: "Changes nothing, but sessions that know these tables look at their bounds again.")
    ]
  }

  /// For PL/pgSQL that has a variable `other` of type `regclass`.
  ///
  /// - Parameter partition: The default partition's OID, as an expression; nothing is done for NULL.
  static func loop(below partition: SQLText) -> SQLText {
    """
      FOR other IN
        SELECT t.relid
          FROM pg_catalog.pg_partition_tree(\(partition)) AS t
            JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
          WHERE t.level > 0 AND c.relkind <> 'f'
      LOOP
        EXECUTE pg_catalog.format('ALTER TABLE %s RESET (pgparcel_nothing)', other);
      END LOOP;
    """
  }
}
