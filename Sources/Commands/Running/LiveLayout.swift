import MigrationRunner
import PartitionCore
import PostgresCatalog
import PostgresClient

/// The layout that a table has at this moment.
enum LiveLayout {
  /// Never nil: the absence of a table has a fingerprint too.
  static func fingerprint(
    _ connection: borrowing Connection, _ table: QualifiedName, _ rolling: Set<Int>
  ) throws(RunnerError) -> Fingerprint? {
    do {
      let snapshot = try CatalogReader.read(connection, tables: .named([table]))
      return Fingerprint(of: snapshot.tables[table], rolling: rolling)
    } catch {
      if error.isDenial {
        try RightsCheck.require([.use(schema: table.schema)], on: connection)
      }
      throw .postgres(error)
    }
  }
}
