import PartitionCore

/// The rights without which some statement of a migration file is refused.
///
/// Read from the file's own statements, since they are what runs. Of names only those count that are
/// there before the run: what a file makes belongs to whoever runs it. Blocks (`DO`) and bodies of
/// functions are not read: what they do is done elsewhere in the file or to pgparcel's own tables.
struct FileRights {
  private(set) var rights: Set<Right> = []

  init(_ file: ParsedMigration) {
    rights.insert(.use(schema: file.file.table.schema))
    for command in file.commands { read(SQLPhrase(command.sql), of: file) }
    // A swap looks at the snapshots of others before it asks for its lock (facts 7.1).
    if file.file.catchUp != nil { rights.insert(.seeSessions) }
    if file.file.parallel != nil {
      let copied = file.file.copies.isEmpty ? [file.file.table] : file.file.copies
      rights.formUnion(copied.map { .seeAllRows(of: $0) })
    }
    rights.formUnion(file.file.exports.map { .read($0) })
  }

  private mutating func read(_ statement: SQLPhrase, of file: ParsedMigration) {
    var phrase = statement
    switch phrase.word() {
    case "ALTER": alter(phrase)
    case "CREATE": create(phrase)
    case "DROP": drop(phrase)
    case "LOCK": lock(phrase)
    case "COMMENT", "GRANT", "REVOKE":
      if phrase.skip(to: "TABLE") || phrase.skip(to: "INDEX") { own(&phrase) }
    case "ANALYZE", "TRUNCATE", "UPDATE":
      _ = phrase.take("TABLE") || phrase.take("ONLY")
      own(&phrase)
    case "INSERT", "DELETE":
      if phrase.take("INTO") || phrase.take("FROM", "ONLY") || phrase.take("FROM") { own(&phrase) }
    case "SET" where phrase.take("LOCAL", "ROW_SECURITY"):
      rights.insert(.seeAllRows(of: file.file.table))
    default: break
    }
  }

  // MARK: Commands

  private mutating func alter(_ statement: SQLPhrase) {
    var phrase = statement
    if phrase.take("PUBLICATION") {
      if let name = phrase.name() { rights.insert(.ownPublication(name)) }
      return
    }
    guard ["TABLE", "INDEX", "VIEW", "SEQUENCE"].contains(phrase.word()) else { return }
    _ = phrase.take("IF", "EXISTS")
    _ = phrase.take("ONLY")
    guard let name = phrase.qualifiedName() else { return }
    rights.insert(.own(name))
    if phrase.contains("RENAME", "TO") { make(in: name.schema) }
    var owner = phrase
    if owner.skip(to: "OWNER", "TO"), let role = owner.name() {
      rights.insert(.give(to: role))
      make(in: name.schema, for: role)
    }
    var move = phrase
    if move.skip(to: "SET", "SCHEMA"), let schema = move.name() { make(in: schema) }
    var partition = phrase
    if partition.skip(to: "ATTACH", "PARTITION") { own(&partition) }
    surroundings(of: phrase)
  }

  private mutating func create(_ statement: SQLPhrase) {
    var phrase = statement
    if phrase.take("TEMPORARY") {
      rights.insert(.createTemporary)
      return
    }
    _ = phrase.take("OR", "REPLACE")
    _ = phrase.take("UNLOGGED") || phrase.take("UNIQUE")
    switch phrase.word() {
    case "TABLE", "STATISTICS", "FUNCTION", "PROCEDURE":
      _ = phrase.take("IF", "NOT", "EXISTS")
      if let name = phrase.qualifiedName() { make(in: name.schema) }
      if phrase.take("PARTITION", "OF") { own(&phrase) }
      surroundings(of: phrase)
    case "VIEW":
      guard let name = phrase.qualifiedName() else { return }
      rights.insert(.own(name))
      make(in: name.schema)
    case "INDEX":
      guard phrase.skip(to: "ON") else { return }
      _ = phrase.take("ONLY")
      guard let table = phrase.qualifiedName() else { return }
      rights.insert(.own(table))
      make(in: table.schema)
      surroundings(of: phrase)
    case "TRIGGER", "POLICY":
      if phrase.skip(to: "ON") { own(&phrase) }
    default: break
    }
  }

  private mutating func drop(_ statement: SQLPhrase) {
    var phrase = statement
    switch phrase.word() {
    case "TABLE", "INDEX", "VIEW", "SEQUENCE":
      _ = phrase.take("CONCURRENTLY")
      _ = phrase.take("IF", "EXISTS")
      own(&phrase)
    case "TRIGGER", "POLICY":
      if phrase.skip(to: "ON") { own(&phrase) }
    default: break
    }
  }

  private mutating func lock(_ statement: SQLPhrase) {
    var phrase = statement
    guard phrase.take("TABLE") else { return }
    repeat {
      _ = phrase.take("ONLY")
      guard let name = phrase.qualifiedName() else { return }
      rights.insert(.lock(name))
    } while phrase.take(symbol: ",")
  }

  // MARK: Parts

  private mutating func own(_ phrase: inout SQLPhrase) {
    _ = phrase.take("ONLY")
    if let name = phrase.qualifiedName() { rights.insert(.own(name)) }
  }

  private mutating func make(in schema: String, for owner: String? = nil) {
    // Temporary objects lie in a schema that everybody has for oneself.
    if schema != "pg_temp" { rights.insert(.create(schema: schema, owner: owner)) }
  }

  /// Tablespaces and tables at the other ends of foreign keys, wherever the statement names them.
  private mutating func surroundings(of statement: SQLPhrase) {
    var phrase = statement
    while phrase.skip(to: "TABLESPACE") {
      if let name = phrase.name() { rights.insert(.place(tablespace: name)) }
    }
    phrase = statement
    while phrase.skip(to: "REFERENCES") {
      if let name = phrase.qualifiedName() { rights.insert(.reference(name)) }
    }
  }
}
