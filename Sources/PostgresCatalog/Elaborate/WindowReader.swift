package import PartitionCore
package import PostgresClient

/// Asks the server what windows need to know of its zones and of a table's keys.
package enum WindowReader {
  /// Two statements for each zone, and one for each key of whole numbers.
  ///
  /// Zones are those of the server (manual, "Time Zones"); what AT TIME ZONE makes of a time that
  /// clocks skip or show twice is what a bound written in that zone would mean.
  ///
  /// - Parameter table: The live table; nil where there is none, and so no key.
  /// - Throws: `.server` 22023 for a zone that the server does not know.
  package static func answers(
    to questions: WindowQuestions, of table: QualifiedName?, on connection: borrowing Connection
  ) throws(PostgresError) -> WindowAnswers {
    var answers = WindowAnswers()
    for (zone, asked) in questions.zones.sorted(by: { $0.key < $1.key }) {
      answers.zones[zone] = WindowAnswers.Zone(
        instant: try pairs(
          """
          SELECT t, extract(epoch FROM
              (timestamp 'epoch' + t * interval '1 second') AT TIME ZONE $2)::bigint
            FROM unnest($1::bigint[]) AS t
          """, asked.local, zone, connection),
        local: try pairs(
          """
          SELECT t, extract(epoch FROM
              (timestamptz 'epoch' + t * interval '1 second') AT TIME ZONE $2)::bigint
            FROM unnest($1::bigint[]) AS t
          """, asked.instants, zone, connection))
    }
    guard let table else { return answers }
    for column in questions.columns.sorted() {
      let sql: SQLText = "SELECT pg_catalog.max(\(name: column)) FROM \(table)"
      answers.maxima[column] = try connection.query(sql.text)[0, 0]
    }
    return answers
  }

  private static func pairs(
    _ sql: String, _ times: Set<Int>, _ zone: String, _ connection: borrowing Connection
  ) throws(PostgresError) -> [Int: Int] {
    guard !times.isEmpty else { return [:] }
    let rows = try connection.query(sql, [arrayText(times.sorted().map(String.init)), zone])
    var pairs: [Int: Int] = [:]
    pairs.reserveCapacity(rows.count)
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      pairs[try row.int()] = try row.int()
    }
    return pairs
  }
}
