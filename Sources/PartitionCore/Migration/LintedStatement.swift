/// As much of a statement as a linter's rules look at. Names are last parts, without schemas.
enum LintedStatement {
  case createTable(String, types: [SquawkRule], unlessThere: Bool)
  case createIndex(on: String, only: Bool, concurrently: Bool, unlessThere: Bool)
  case alterTable(String, only: Bool, [Action])
  case dropTable(ifThere: Bool)
  /// Of a function or a procedure.
  case dropFunction
  case dropIndex(concurrently: Bool, ifThere: Bool)
  /// ALTER INDEX, ALTER SEQUENCE and the like: `RENAME TO`.
  case rename(kind: String)
  /// Another statement that changes objects or locks them.
  case definition
  /// Rows, settings, blocks.
  case other

  enum Action {
    case add(constraint: String?, Kind, usingIndex: Bool, notValid: Bool)
    case drop(constraint: String, ifThere: Bool)
    case validate(constraint: String)
    case renameTo(String)
    case renameConstraint
    case setSchema
    case attach(String)
    case detach
    case dropNotNull
    case alterIdentity
    case dropDefault
    case other
  }

  enum Kind { case foreignKey, unique, primaryKey, other }

  init(_ sql: String) {
    var phrase = SQLPhrase(sql)
    switch phrase.word() {
    case "CREATE": self = Self.create(&phrase)
    case "ALTER": self = Self.alter(&phrase)
    case "DROP": self = Self.drop(&phrase)
    case "CLUSTER", "COMMENT", "LOCK", "REFRESH", "REINDEX", "TRUNCATE", "VACUUM":
      self = .definition
    default: self = .other
    }
  }

  private static func create(_ phrase: inout SQLPhrase) -> LintedStatement {
    _ = phrase.take("UNLOGGED") || phrase.take("UNIQUE")
    if phrase.take("TABLE") {
      let unlessThere = phrase.take("IF", "NOT", "EXISTS")
      guard let name = phrase.name() else { return .definition }
      let columns = phrase.parenthesis()?.parts() ?? []
      return .createTable(
        name, types: columns.compactMap(dislikedType), unlessThere: unlessThere)
    }
    guard phrase.take("INDEX") else { return .definition }
    let concurrently = phrase.take("CONCURRENTLY")
    let unlessThere = phrase.take("IF", "NOT", "EXISTS")
    guard phrase.name() != nil, phrase.take("ON") else { return .definition }
    let only = phrase.take("ONLY")
    guard let table = phrase.name() else { return .definition }
    return .createIndex(
      on: table, only: only, concurrently: concurrently, unlessThere: unlessThere)
  }

  private static func dislikedType(_ column: SQLPhrase) -> SquawkRule? {
    var phrase = column
    let noColumn = ["LIKE", "CONSTRAINT", "CHECK", "PRIMARY", "UNIQUE", "FOREIGN", "EXCLUDE"]
    if noColumn.contains(where: { phrase.take($0) }) { return nil }
    guard phrase.name() != nil, var type = phrase.name() else { return nil }
    if type == "character" || type == "char", phrase.take("VARYING") { type = "varchar" }
    return SquawkRule.disliking(
      type: type, hasLength: phrase.parenthesis() != nil,
      withTimeZone: phrase.take("WITH", "TIME", "ZONE"))
  }

  private static func drop(_ phrase: inout SQLPhrase) -> LintedStatement {
    if phrase.take("TABLE") { return .dropTable(ifThere: phrase.take("IF", "EXISTS")) }
    if phrase.take("FUNCTION") || phrase.take("PROCEDURE") { return .dropFunction }
    guard phrase.take("INDEX") else { return .definition }
    return .dropIndex(
      concurrently: phrase.take("CONCURRENTLY"), ifThere: phrase.take("IF", "EXISTS"))
  }

  private static func alter(_ phrase: inout SQLPhrase) -> LintedStatement {
    guard phrase.take("TABLE") else {
      guard let kind = phrase.word(), phrase.contains("RENAME", "TO") else { return .definition }
      return .rename(kind: kind)
    }
    _ = phrase.take("IF", "EXISTS")
    let only = phrase.take("ONLY")
    guard let name = phrase.name() else { return .definition }
    return .alterTable(name, only: only, phrase.parts().map(action))
  }

  private static func action(_ part: SQLPhrase) -> Action {
    var phrase = part
    if phrase.take("ADD") { return addition(phrase) }
    if phrase.take("DROP", "CONSTRAINT") {
      let ifThere = phrase.take("IF", "EXISTS")
      return .drop(constraint: phrase.name() ?? "", ifThere: ifThere)
    }
    if phrase.take("VALIDATE", "CONSTRAINT") {
      return .validate(constraint: phrase.name() ?? "")
    }
    if phrase.take("RENAME", "TO") { return .renameTo(phrase.name() ?? "") }
    if phrase.take("RENAME", "CONSTRAINT") { return .renameConstraint }
    if phrase.take("SET", "SCHEMA") { return .setSchema }
    if phrase.take("ATTACH", "PARTITION") { return .attach(phrase.name() ?? "") }
    if phrase.take("DETACH", "PARTITION") {
      let quiet = phrase.contains("CONCURRENTLY") || phrase.contains("FINALIZE")
      return quiet ? .other : .detach
    }
    guard phrase.take("ALTER", "COLUMN"), phrase.name() != nil else { return .other }
    if phrase.take("DROP", "NOT", "NULL") { return .dropNotNull }
    if phrase.take("DROP", "IDENTITY") || phrase.take("ADD", "GENERATED") { return .alterIdentity }
    return phrase.take("DROP", "DEFAULT") ? .dropDefault : .other
  }

  private static func addition(_ rest: SQLPhrase) -> Action {
    var phrase = rest
    let name = phrase.take("CONSTRAINT") ? phrase.name() : nil
    let kind: Kind =
      if phrase.take("FOREIGN", "KEY") {
        .foreignKey
      } else if phrase.take("UNIQUE") {
        .unique
      } else if phrase.take("PRIMARY", "KEY") {
        .primaryKey
      } else {
        .other
      }
    return .add(
      constraint: name, kind, usingIndex: phrase.take("USING", "INDEX"),
      notValid: phrase.contains("NOT", "VALID"))
  }
}
