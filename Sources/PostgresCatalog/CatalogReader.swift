import PartitionCore
package import PostgresClient

/// Reads tables with their partitions and all that hangs on them from the catalogs.
package enum CatalogReader {
  /// How often a read that ran into a concurrent change of the catalogs is begun.
  private static let attempts = 3

  /// Reads the selected tables in one snapshot.
  ///
  /// Runs in a transaction of its own, REPEATABLE READ and READ ONLY, unless the session already
  /// is in one, which is then used as it is. The settings that decide how the server prints are
  /// pinned for the session. The number of queries is fixed; no user's table is opened.
  ///
  /// The deparsers (`pg_get_*`) look at the newest catalog, not at the snapshot, so a concurrent
  /// DDL statement can make them fail (XX000, "cache lookup failed"). The whole read is then begun
  /// again, three times in all; not so within a foreign transaction, which has failed with it.
  ///
  /// - Parameter observer: hears every query before it is sent.
  package static func read(
    _ connection: borrowing Connection, tables: TableSelection,
    observer: (@Sendable (String) -> Void)? = nil
  ) throws(PostgresError) -> CatalogSnapshot {
    try connection.pinCatalogSettings()
    if connection.transactionStatus != .idle {
      return try snapshot(connection, tables, observer)
    }
    for _ in 1..<attempts {
      do throws(PostgresError) {
        return try transaction(connection, tables, observer)
      } catch  where error.sqlState == "XX000" {
        continue
      }
    }
    return try transaction(connection, tables, observer)
  }

  /// How long reading waits for a table that another session has locked.
  private static let lockTimeout = "10s"

  private static func transaction(
    _ connection: borrowing Connection, _ tables: TableSelection,
    _ observer: (@Sendable (String) -> Void)?
  ) throws(PostgresError) -> CatalogSnapshot {
    try connection.withTransaction(.repeatableRead, readOnly: true) {
      (connection) throws(PostgresError) in
      // Sizes and definitions of a table that somebody has locked wait for him, forever unless told.
      try connection.query(
        """
        SELECT pg_catalog.set_config('lock_timeout', $1, true)
          WHERE pg_catalog.current_setting('lock_timeout') = '0'
        """, [lockTimeout])
      return try snapshot(connection, tables, observer)
    }
  }

  private static func snapshot(
    _ connection: borrowing Connection, _ tables: TableSelection,
    _ observer: (@Sendable (String) -> Void)?
  ) throws(PostgresError) -> CatalogSnapshot {
    let queries = CatalogQueries(serverVersion: connection.serverVersion)
    func ask(
      _ connection: borrowing Connection, _ sql: String, _ values: [String?] = []
    ) throws(PostgresError) -> Rows {
      observer?(sql)
      return try connection.query(sql, values)
    }

    let server = try ask(connection, queries.server)
    var snapshot = CatalogSnapshot(server: try ServerFacts(reading: server))
    let selected =
      switch tables {
      case .named(let names):
        try ask(
          connection, queries.named,
          [arrayText(names.map(\.schema)), arrayText(names.map(\.name))])
      case .all(let includePlain):
        try ask(connection, queries.allRoots, [includePlain ? "t" : "f"])
      }
    let roots = try selectedRoots(selected, into: &snapshot)
    var assembler = LayoutAssembler(pageSize: try pageSize(server))
    try assembler.readRelations(
      ask(connection, queries.relations, [roots.isEmpty ? "{}" : listText(roots)]))

    let all = [listText(assembler.oids)]
    let withRoots = all + [listText(assembler.rootOIDs)]
    try assembler.readColumns(ask(connection, queries.columns, withRoots))
    try assembler.readKeys(ask(connection, queries.keys, all))
    if let query = assembler.keyTypesQuery {
      try assembler.readKeyTypes(ask(connection, query))
    }
    try assembler.readPrivileges(ask(connection, queries.privileges, assembler.privilegeHolders))
    try assembler.readConstraints(ask(connection, queries.constraints, all))
    try assembler.readIndexes(
      ask(connection, queries.indexes, withRoots + [listText(assembler.renumbered)]))
    try assembler.readTriggers(ask(connection, queries.triggers, all))
    try assembler.readPolicies(ask(connection, queries.policies, all))
    try assembler.readRules(ask(connection, queries.rules, all))
    try assembler.readStatistics(ask(connection, queries.statistics, all))
    try assembler.readPublications(ask(connection, queries.publications, all))
    try assembler.readSequences(ask(connection, queries.sequences, all))
    try assembler.readDependents(ask(connection, queries.views, withRoots))
    try assembler.readDependents(ask(connection, queries.incomingForeignKeys, all))
    try assembler.readDependents(ask(connection, queries.dependents, withRoots))
    try assembler.readDependents(ask(connection, queries.memberships, withRoots))
    assembler.fill(&snapshot)
    return snapshot
  }

  /// OIDs of the roots named themselves; the parents of selected partitions go into the snapshot.
  private static func selectedRoots(
    _ rows: Rows, into snapshot: inout CatalogSnapshot
  ) throws(PostgresError) -> [Substring] {
    var oids: [Substring] = []
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let name = QualifiedName(try row.text(), try row.text())
      let root = QualifiedName(try row.text(), try row.text())
      let oid = try row.text()
      if name == root {
        oids.append(oid[...])
      } else {
        snapshot.partitionParents[name] = root
      }
    }
    return oids
  }

  private static func pageSize(_ server: Rows) throws(PostgresError) -> Int {
    try server[0].int("block_size")
  }
}

/// The text of an array of numbers.
func listText(_ numbers: [some StringProtocol]) -> String {
  "{\(numbers.joined(separator: ","))}"
}

/// The text of an array of texts (manual, "Array Input and Output Syntax").
package func arrayText(_ texts: [String]) -> String {
  var bytes: [UInt8] = []
  for text in texts {
    bytes.append(UInt8(ascii: bytes.isEmpty ? "{" : ","))
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
  if bytes.isEmpty { bytes.append(UInt8(ascii: "{")) }
  bytes.append(UInt8(ascii: "}"))
  return String(decoding: bytes, as: UTF8.self)
}
