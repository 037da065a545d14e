import Diagnostics
import PartitionCore
import PostgresClient

extension ElaborationWork {
  private struct Candidate {
    let key: KeyDeclaration
    let strategy: PartitionStrategy
    let name: String
  }

  /// Each distinct declared key element as PostgreSQL prints it.
  func keys(
    _ connection: borrowing Connection, _ quoted: [String: String], into bag: inout DiagnosticBag
  ) throws(PostgresError) -> [String: PartitionKeyElement] {
    var keys: [String: PartitionKeyElement] = [:]
    var candidates: [Candidate] = []
    var seen: Set<String> = []
    for layout in texts.layouts {
      for key in layout.key.value where seen.insert(key.sql.text).inserted {
        if let column = key.column, !has(column) {
          bag.add(unknownColumn(column, at: key.span))
        } else if let live = live(key, quoted) {
          keys[key.sql.text] = live
        } else if bench.isAvailable {
          candidates.append(
            Candidate(
              key: key, strategy: layout.strategy.value,
              name: "pgparcel_key_\(candidates.count)"))
        } else if case .column(let name) = key {
          keys[key.sql.text] = plain(name.value, quoted)
        } else {
          bag.add(needsTemporaryTables("key \(key.sql.text)", at: key.span))
        }
      }
    }
    var built: [Candidate] = []
    for candidate in candidates {
      let error = try bench.attempt(
        connection,
        """
        CREATE TEMPORARY TABLE \(name: candidate.name) (\(columns.benchList)) \
        PARTITION BY \(deparsed: candidate.strategy.rawValue.uppercased()) (\(candidate.key.sql))
        """)
      if let error {
        bag.add(refusal(error, of: candidate.key))
      } else {
        built.append(candidate)
      }
    }
    let tables = try bench.read(connection, built.map(\.name))
    for candidate in built {
      keys[candidate.key.sql.text] = tables[candidate.name]?.partitioning?.key.first
    }
    return keys
  }

  /// The live key element that the declared one is spelled like, if any: nothing to ask then.
  private func live(
    _ key: KeyDeclaration, _ quoted: [String: String]
  ) -> PartitionKeyElement? {
    let spellings: [String] =
      switch key {
      case .column(let name): [quoted[name.value] ?? name.value]
      case .expression(let sql): [sql.value, "(\(sql.value))"]
      case .with: [key.sql.text]
      }
    return (actual?.allPartitionings ?? []).lazy.flatMap(\.key).first {
      $0.column == key.column && spellings.contains($0.sql)
    }
  }

  /// A plain column's element, derived without a temporary table: its own type and collation.
  private func plain(_ name: String, _ quoted: [String: String]) -> PartitionKeyElement? {
    columns.first { $0.name == name }.map {
      PartitionKeyElement(
        column: name, sql: quoted[name] ?? name, type: $0.type, collation: $0.collation)
    }
  }

  private func refusal(_ error: PostgresError, of key: KeyDeclaration) -> Diagnostic {
    if error.sqlState == "42703", let name = error.namedObject {
      return unknownColumn(name, at: key.span)
    }
    var help: [String] = []
    if error.sqlState == "42P17", key.column == nil {
      help = [
        "a key expression must be IMMUTABLE; the plain column as key, with bounds where the "
          + "expression changes, does the same"
      ]
    }
    return Diagnostic(
      .invalidPartitionKey, "PostgreSQL refuses this partition key: \(error.message)",
      at: key.span, help: help, notes: error.notes)
  }
}
