import PartitionCore
import PostgresClient

/// What pg_stat_statements of a database has counted.
struct RecordedStatements {
  /// Most called first; only those that name one of the tables asked for.
  private(set) var all: [RecordedStatement] = []
  /// Whether statements of other roles were not shown.
  private(set) var isPartlyHidden = false
  private(set) var role = ""

  /// How many statements of one table are judged.
  static let limit = 200

  /// - Parameter tables: Their names, in any schema.
  /// - Returns: Nil where the extension is not installed or not loaded.
  static func read(
    naming tables: Set<String>, on connection: borrowing Connection
  ) throws(PostgresError) -> RecordedStatements? {
    let found = try connection.query(
      """
      SELECT n.nspname, CURRENT_USER AS role
        FROM pg_catalog.pg_extension AS e
        JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
       WHERE e.extname = 'pg_stat_statements'
      """)
    guard let place = found.first else { return nil }
    var statements = RecordedStatements()
    statements.role = try place.text("role")
    let view = QualifiedName(try place.text("nspname"), "pg_stat_statements")
    let names = SQLText.joined(tables.sorted().map { "\(literal: $0.lowercased())" })
    let query: SQLText = """
      SELECT query, pg_catalog.sum(calls)::bigint AS calls, query = \(literal: hidden) AS hidden
        FROM \(view)
       WHERE dbid = (SELECT oid FROM pg_catalog.pg_database
                      WHERE datname = pg_catalog.current_database())
         AND (query = \(literal: hidden) OR EXISTS (
           SELECT FROM pg_catalog.unnest(ARRAY[\(names)]) AS t (name)
            WHERE pg_catalog.strpos(
              pg_catalog.lower(pg_catalog.replace(query, '""', '"')), t.name) > 0))
       GROUP BY query ORDER BY calls DESC, query
      """
    do throws(PostgresError) {
      for row in try connection.query(query.text) {
        if try row.bool("hidden") {
          statements.isPartlyHidden = true
        } else {
          statements.all.append(
            RecordedStatement(text: try row.text("query"), calls: try row.int("calls")))
        }
      }
    } catch {
      switch error.sqlState {
      // The library is not among shared_preload_libraries: nothing was ever counted.
      case "55000": return nil
      case "42501": statements.isPartlyHidden = true
      default: throw error
      }
    }
    return statements
  }

  /// What the extension shows in the place of other roles' statements.
  private static let hidden = "<insufficient privilege>"

  /// Statements that can be prepared and name one of these, the most called ones.
  func naming(_ names: Set<String>) -> [RecordedStatement] {
    // What earlier conversions did themselves is nobody's application.
    let chosen = all.lazy.filter { statement in
      let own = statement.names
      return !own.isDisjoint(with: names) && !own.contains("pgparcel") && statement.isPreparable
    }
    return Array(chosen.prefix(Self.limit))
  }
}
