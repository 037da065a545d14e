import PartitionCore

/// What `sqitch verify` asks the catalogs: whether that is there which a step made and which no later
/// step of the same change takes away, moves or renames. It holds right after the step and after all
/// of its change.
///
/// Only statements are read, not bodies of DO: what those make is not asked for.
struct CatalogChecks {
  private var facts: [MigrationID: [Fact]] = [:]

  /// - Parameter steps: in their order; a step's change are those with its slug up to its last.
  init(_ steps: [ExportedStep]) {
    var changes: [QualifiedName: Change] = [:]
    for step in steps {
      if step.id.step == 1 { settle(changes.removeValue(forKey: step.table)) }
      changes[step.table, default: Change()].take(step)
    }
    for change in changes.values { settle(change) }
  }

  private mutating func settle(_ change: Change?) {
    for (fact, step) in change?.made ?? [:] { facts[step, default: []].append(fact) }
  }

  /// A script that raises unless the table and all of the step's objects are there.
  func script(of step: ExportedStep) -> String {
    let all =
      [.table(step.table)] + (facts[step.id] ?? []).filter { $0 != .table(step.table) }
    let checks = all.sorted { $0.words < $1.words }.map(\.check)
    return """
      -- Exported by pgparcel: raises unless what \(step.up.fileName) makes is there.
      \(SQLText.block(body(checks)).text);

      """
  }

  private func body(_ checks: [SQLText]) -> SQLText {
    "BEGIN\n\(.joined(checks, "\n"))\nEND"
  }

  /// Something that a statement leaves in the catalogs.
  enum Fact: Hashable {
    case table(QualifiedName)
    /// Built to its end.
    case index(QualifiedName)
    /// Attached to some table.
    case partition(QualifiedName)

    var name: QualifiedName {
      switch self {
      case .table(let name), .index(let name), .partition(let name): name
      }
    }

    var words: String {
      switch self {
      case .table(let name): "\(name) is missing"
      case .index(let name): "index \(name) is missing or not valid"
      case .partition(let name): "\(name) is no partition"
      }
    }

    private var holds: SQLText {
      let name: SQLText = "\(self.name)"
      let oid: SQLText = "pg_catalog.to_regclass(\(literal: name.text))"
      return switch self {
      case .table: "\(oid) IS NOT NULL"
      case .index:
        "EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = \(oid) AND indisvalid)"
      case .partition: "EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = \(oid))"
      }
    }

    var check: SQLText {
      """
        IF NOT (\(holds)) THEN
          RAISE EXCEPTION USING MESSAGE = \(literal: "pgparcel: " + words);
        END IF;
      """
    }
  }

  /// The steps of one change, read from front to back.
  private struct Change {
    /// What stands at this point, and the step that made it.
    private(set) var made: [Fact: MigrationID] = [:]
    /// Those that were made, by the table that takes them along when it goes.
    private var indexes: [QualifiedName: Set<QualifiedName>] = [:]

    mutating func take(_ step: ExportedStep) {
      for statement in step.up.statements { take(statement.sql, by: step.id) }
    }

    private mutating func take(_ sql: String, by step: MigrationID) {
      var phrase = SQLPhrase(sql)
      switch phrase.word() {
      case "CREATE": create(&phrase, by: step)
      case "DROP": drop(&phrase)
      case "ALTER": alter(&phrase, by: step)
      default: break
      }
    }

    private mutating func create(_ phrase: inout SQLPhrase, by step: MigrationID) {
      _ = phrase.take("UNLOGGED") || phrase.take("UNIQUE")
      if phrase.take("TABLE") {
        _ = phrase.take("IF", "NOT", "EXISTS")
        guard let name = phrase.qualifiedName() else { return }
        made[.table(name)] = step
        if phrase.take("PARTITION", "OF") { made[.partition(name)] = step }
      } else if phrase.take("INDEX") {
        _ = phrase.take("CONCURRENTLY")
        _ = phrase.take("IF", "NOT", "EXISTS")
        // An index lies in the schema of its table, which only that names.
        guard let name = phrase.name(), phrase.take("ON") else { return }
        // ON ONLY makes an index that is not valid before those of the partitions are attached.
        guard !phrase.take("ONLY"), let table = phrase.qualifiedName() else { return }
        made[.index(table.sibling(name))] = step
        indexes[table, default: []].insert(table.sibling(name))
      }
    }

    private mutating func drop(_ phrase: inout SQLPhrase) {
      guard phrase.take("TABLE") || phrase.take("INDEX") else { return }
      _ = phrase.take("CONCURRENTLY")
      _ = phrase.take("IF", "EXISTS")
      repeat {
        guard let name = phrase.qualifiedName() else { return }
        forget(name, withIndexes: true)
      } while phrase.take(symbol: ",")
    }

    private mutating func alter(_ phrase: inout SQLPhrase, by step: MigrationID) {
      let isTable = phrase.take("TABLE")
      guard isTable || phrase.take("INDEX") else { return }
      _ = phrase.take("IF", "EXISTS")
      _ = phrase.take("ONLY")
      guard let name = phrase.qualifiedName() else { return }
      if phrase.take("RENAME", "TO") {
        guard let new = phrase.name() else { return }
        if isTable { move(name, to: name.sibling(new), by: step) } else { forget(name) }
      } else if phrase.take("SET", "SCHEMA") {
        // Its indexes go with it.
        forget(name, withIndexes: true)
        if let schema = phrase.name() { made[.table(QualifiedName(schema, name.name))] = step }
      } else if phrase.take("ATTACH", "PARTITION") {
        if isTable, let partition = phrase.qualifiedName() { made[.partition(partition)] = step }
      } else if phrase.take("DETACH", "PARTITION") {
        if let partition = phrase.qualifiedName() { made[.partition(partition)] = nil }
      } else if phrase.contains("CONSTRAINT") {
        // A constraint takes an index over, renames it, or takes it along.
        for case .name(let index) in phrase.rest { made[.index(name.sibling(index))] = nil }
      }
    }

    private mutating func move(
      _ name: QualifiedName, to new: QualifiedName, by step: MigrationID
    ) {
      forget(name)
      made[.table(new)] = step
      indexes[new] = indexes.removeValue(forKey: name)
    }

    private mutating func forget(_ name: QualifiedName, withIndexes: Bool = false) {
      for fact in [Fact.table(name), .index(name), .partition(name)] { made[fact] = nil }
      guard withIndexes else { return }
      for index in indexes.removeValue(forKey: name) ?? [] { made[.index(index)] = nil }
    }
  }
}
