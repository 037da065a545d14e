package import PartitionCore

/// Something that a role must be allowed to do, named as PostgreSQL checks it.
///
/// Sources: manual, "Privileges", and the notes on rights of each command's page.
package enum Right: Hashable, Sendable {
  /// To have the privileges of the owner of a relation: ALTER, DROP, CREATE INDEX, CREATE TRIGGER.
  case own(QualifiedName)
  /// To have the privileges of the owner of a publication.
  case ownPublication(String)
  /// To make objects in a schema, or the schema itself where it is missing; for objects that are given
  /// to a role afterwards (OWNER TO), that role needs the same.
  case create(schema: String, owner: String?)
  /// To give objects to a role: OWNER TO.
  case give(to: String)
  /// To refer to a table by a foreign key.
  case reference(QualifiedName)
  /// LOCK TABLE in a mode that excludes writers.
  case lock(QualifiedName)
  /// To put objects into a tablespace.
  case place(tablespace: String)
  case createTemporary
  /// To see every row, whatever policies say.
  case seeAllRows(of: QualifiedName)
  /// To see what other sessions hold and run.
  case seeSessions
  /// To name what is in a schema.
  case use(schema: String)
  case read(QualifiedName)
  /// To read every table of a schema, as `pg_dump` needs even for definitions only: it locks them.
  case readAll(schema: String)
  /// To write the history, or to make it where it is missing.
  case keepHistory
}

extension Right {
  /// As `RightsCheck` asks: which question, and about what.
  var question: (kind: String, first: String, second: String) {
    switch self {
    case .own(let name): ("own", name.schema, name.name)
    case .ownPublication(let name): ("publication", name, "")
    case .create(let schema, let owner): ("create", schema, owner ?? "")
    case .give(let role): ("give", role, "")
    case .reference(let name): ("reference", name.schema, name.name)
    case .lock(let name): ("lock", name.schema, name.name)
    case .place(let tablespace): ("place", tablespace, "")
    case .createTemporary: ("temporary", "", "")
    case .seeAllRows(let name): ("rows", name.schema, name.name)
    case .seeSessions: ("sessions", "", "")
    case .use(let schema): ("use", schema, "")
    case .read(let name): ("read", name.schema, name.name)
    case .readAll(let schema): ("all", schema, "")
    case .keepHistory: ("history", "pgparcel", "history")
    }
  }
}
