import PostgresClient
import TestSupport

/// Writes of every kind, to the table and its twin alike.
struct PairWrites {
  let pair: LayoutPair
  let database: TestDatabase

  func insert(_ rows: ArraySlice<PairRow>) throws { try run(inserting(rows)) }

  /// Inserts rows; of those that the table holds, deletes some and gives others the values of rows
  /// that both layouts take, so that they move between partitions.
  func everyKind(_ rows: ArraySlice<PairRow>, seed: UInt64) throws {
    var random = Seeded(Seed(pair.seed.value &+ seed))
    // A partition that went took its rows along: they are not written any more.
    let ids = try database.query("SELECT id FROM public.shipments ORDER BY id")
      .map { try $0.int("id") }.shuffled(using: &random)
    var writes = inserting(rows)
    for id in ids.prefix(3) { writes += both { "DELETE FROM \($0).shipments WHERE id = \(id)" } }
    for id in ids.dropFirst(3).prefix(6) {
      let place = id / PairColumn.idsOfPlace
      // Ids stay, so the row must be one whose id has the same place.
      let others = pair.rows.filter { $0.place(.id) == place }
      guard let other = others.randomElement(using: &random) else { continue }
      let set = PairColumn.allCases.filter { $0 != .id }.map { column in
        "\(column.rawValue) = \(other.places[column].map(column.literal) ?? "NULL")"
      }.joined(separator: ", ")
      writes += both { "UPDATE \($0).shipments SET \(set) WHERE id = \(id)" }
    }
    try run(writes)
  }

  private func inserting(_ rows: ArraySlice<PairRow>) -> [String] {
    guard !rows.isEmpty else { return [] }
    let values = rows.map(\.values).joined(separator: ", ")
    return [
      "INSERT INTO public.shipments (\(PairRow.columns)) OVERRIDING SYSTEM VALUE VALUES \(values)",
      "INSERT INTO twin.shipments (\(PairRow.columns)) VALUES \(values)",
    ]
  }

  private func both(_ sql: (String) -> String) -> [String] { [sql("public"), sql("twin")] }

  private func run(_ writes: [String]) throws {
    try database.execute((["BEGIN"] + writes + ["COMMIT"]).joined(separator: "; "))
  }
}
