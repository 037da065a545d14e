/// A row of the table, by the places of its values.
struct PairRow: Hashable, Sendable {
  var id: Int
  /// Of every column but the id; no place is NULL.
  var places: [PairColumn: Int]

  func place(_ column: PairColumn) -> Int? {
    column == .id ? id / PairColumn.idsOfPlace : places[column]
  }

  /// `(1, 'a', …)`, in the order of the columns.
  var values: String {
    let texts = PairColumn.allCases.map { column in
      column == .id ? "\(id)" : places[column].map(column.literal) ?? "NULL"
    }
    return "(\(texts.joined(separator: ", ")))"
  }

  static let columns = PairColumn.allCases.map(\.rawValue).joined(separator: ", ")
}

extension LayoutPair {
  /// Rows that both layouts take, with ids that no other row has.
  static func rows(
    _ count: Int, of layouts: [PairLayout], nullable: Set<PairColumn>, ids: inout [Int],
    _ random: inout some RandomNumberGenerator
  ) -> [PairRow] {
    var rows: [PairRow] = []
    // Few places are free where both layouts leave gaps; a table may stay empty.
    for _ in 0..<count * 20 where rows.count < count {
      guard let position = ids.indices.randomElement(using: &random) else { break }
      var places: [PairColumn: Int] = [:]
      for column in PairColumn.allCases where column != .id {
        let isNull = nullable.contains(column) && Int.random(in: 0..<10, using: &random) == 0
        places[column] = isNull ? nil : Int.random(in: 0..<column.places, using: &random)
      }
      let row = PairRow(id: ids[position], places: places)
      guard layouts.allSatisfy({ $0.takes(row) }) else { continue }
      ids.remove(at: position)
      rows.append(row)
    }
    return rows
  }
}
