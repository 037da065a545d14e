package import PartitionCore
package import PostgresClient

/// Asks the server what windows need to know of its zones and of a table's keys.
package enum WindowReader {
  package enum Failure: Error {
    /// The server knows no such zone, and says so (22023).
    case zone(WindowQuestions.Zone, PostgresError)
    case server(PostgresError)
  }

  /// Two statements for each zone, and one for each key of whole numbers.
  ///
  /// Zones are those of the server (manual, "Time Zones"); what AT TIME ZONE makes of a time that
  /// clocks skip or show twice is what a bound written in that zone would mean.
  ///
  /// - Parameter table: The live table; nil where there is none, and so no key.
  package static func answers(
    to questions: WindowQuestions, of table: QualifiedName?, on connection: borrowing Connection
  ) throws(Failure) -> WindowAnswers {
    var answers = WindowAnswers()
    for (name, asked) in questions.zones.sorted(by: { $0.key < $1.key }) {
      do throws(PostgresError) {
        answers.zones[name] = try zone(name, asked, connection)
      } catch {
        throw error.sqlState == "22023" ? .zone(asked, error) : .server(error)
      }
    }
    guard let table else { return answers }
    do throws(PostgresError) {
      for column in questions.columns.sorted() {
        let sql: SQLText = "SELECT pg_catalog.max(\(name: column)) FROM \(table)"
        answers.maxima[column] = try connection.query(sql.text)[0, 0]
      }
    } catch {
      throw .server(error)
    }
    return answers
  }

  private static func zone(
    _ name: String, _ asked: WindowQuestions.Zone, _ connection: borrowing Connection
  ) throws(PostgresError) -> WindowAnswers.Zone {
    let instant = try pairs(
      """
      SELECT t, extract(epoch FROM
          (timestamp 'epoch' + t * interval '1 second') AT TIME ZONE $2)::bigint
        FROM unnest($1::bigint[]) AS t
      """, asked.local, name, connection)
    var local = try pairs(
      """
      SELECT t, extract(epoch FROM
          (timestamptz 'epoch' + t * interval '1 second') AT TIME ZONE $2)::bigint
        FROM unnest($1::bigint[]) AS t
      """, asked.instants, name, connection)
    for (shown, moment) in instant { local[moment] = shown }
    return WindowAnswers.Zone(instant: instant, local: local)
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
