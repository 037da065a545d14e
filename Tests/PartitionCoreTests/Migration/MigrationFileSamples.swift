import Testing
import PartitionCore
import TestSupport

/// Migration files for tests: one that reads like the documentation's, and random hostile ones.
enum MigrationFileSamples {
  static func file(
    version: String = "20251122103000", table: QualifiedName = QualifiedName("public", "events"),
    slug: String = "events_partitions", step: Int = 1, of steps: Int = 1, from: String = "aaaaaaaa",
    to: String = "bbbbbbbb", name: String = "attach",
    transaction: Step.Transaction = .single, statements: [Statement] = [Statement("SELECT 1")]
  ) throws -> MigrationFile {
    let parsed = try #require(MigrationVersion(version))
    return MigrationFile(
      id: MigrationID(version: parsed, slug: slug, step: step, name: name), table: table,
      steps: steps, transaction: transaction, from: Fingerprint(text: from),
      to: Fingerprint(text: to), statements: statements)
  }

  /// The way back of `file`, as far as its header goes.
  static func down(of file: MigrationFile) -> MigrationFile {
    var result = file
    result.direction = .down
    (result.from, result.to) = (file.to, file.from)
    return result
  }

  static let fragments = [
    "a", "Z", "0", " ", "  ", "\n", "\r", "\r\n", "\t", "'", "\"", "\\", "=", ";", "--", "/*", "*/",
    "$$", "$pgparcel$", "🐘", "é", "e\u{301}", "\u{301}", "\u{202E}", "\u{2028}", "\u{0}", "none",
    ".", "@", ",", ":", "\\u{41}", "DROP TABLE x;", "\u{1F1E9}\u{1F1EA}", "\u{7F}", "-- pgparcel: ",
  ]

  static func text(_ random: inout Seeded, atMost count: Int = 6) -> String {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in
      fragments.randomElement(using: &random) ?? ""
    }.joined()
  }

  static func name(_ random: inout Seeded) -> String {
    "n" + text(&random).filter { $0 != "\u{0}" }
  }

  static func texts(_ random: inout Seeded) -> [String] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      text(&random, atMost: Bool.random(using: &random) ? 4 : 60)
    }
  }

  static func statement(_ random: inout Seeded) -> Statement {
    let name = name(&random)
    let value = text(&random).filter { $0 != "\u{0}" }
    var sql: [SQLText] = ["SELECT \(literal: value) AS \(name: name)"]
    sql.append("CREATE TABLE \(name: name) (\n  a integer -- why\n)")
    sql.append("ALTER TABLE \(QualifiedName(name, value + "x")) SET (fillfactor = 70) -- end")
    let mark = SQLText.dollarMark(absentIn: value)
    sql.append("DO \(deparsed: mark)\(deparsed: value)\(deparsed: mark)")
    var result = Statement(sql.randomElement(using: &random) ?? "SELECT 1")
    result.comment = texts(&random)
    if Bool.random(using: &random) { result.comment.append("squawk-ignore ban-drop-column") }
    return result
  }

  static func random(_ random: inout Seeded) -> MigrationFile {
    let seconds = Int.random(in: 0...4_000_000_000, using: &random)
    let steps = Int.random(in: 1...9, using: &random)
    let single = Bool.random(using: &random)
    return MigrationFile(
      direction: Bool.random(using: &random) ? .up : .down,
      id: MigrationID(
        version: MigrationVersion(unixSeconds: seconds), slug: text(&random),
        step: Int.random(in: 1...steps, using: &random), name: text(&random)),
      table: QualifiedName(name(&random), name(&random)), steps: steps,
      transaction: single ? .single : .none,
      phase: Bool.random(using: &random) ? .beforeDeploy : .afterDeploy,
      from: Fingerprint(text: name(&random)), to: Fingerprint(text: "8c1f02aa"),
      source: Bool.random(using: &random) ? .init(path: text(&random), hash: "5f3c0e9a") : nil,
      tool: Bool.random(using: &random) ? text(&random) : nil,
      confirm: Bool.random(using: &random) ? ["DELETES_DATA", "INDEX_DROPPED"] : [],
      what: texts(&random), locks: texts(&random),
      hazards: texts(&random).map { .init(word: "DELETES_DATA", detail: $0) },
      undo: texts(&random), lockTimeout: single ? "3s" : nil,
      statementTimeout: single && Bool.random(using: &random) ? "0" : nil,
      parallel: Bool.random(using: &random) ? Int.random(in: 1...9, using: &random) : nil,
      catchUp: Bool.random(using: &random) ? QualifiedName("pgparcel", name(&random)) : nil,
      copies: (0..<Int.random(in: 0...2, using: &random)).map { _ in
        QualifiedName(name(&random), name(&random))
      },
      statements: (0..<Int.random(in: 0...4, using: &random)).map { _ in statement(&random) })
  }
}
