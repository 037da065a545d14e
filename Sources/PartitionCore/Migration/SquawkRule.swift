/// Rules of the linter squawk that speak up about statements which pgparcel writes.
///
/// In the order in which a header lists them. squawk's names; its documentation has a page for each.
enum SquawkRule: String, CaseIterable {
  case renamingTable = "renaming-table"
  case renamingObject = "renaming-object"
  case banDropTable = "ban-drop-table"
  case banDropFunction = "ban-drop-function"
  case banDropConstraint = "ban-drop-constraint"
  case banDropNotNull = "ban-drop-not-null"
  case banSetSchema = "ban-set-schema"
  case banDropDefault = "ban-drop-default"
  case banAlterIdentity = "ban-alter-identity"
  case concurrentDetach = "require-concurrent-partition-detach"
  case concurrentIndexCreation = "require-concurrent-index-creation"
  case concurrentIndexDeletion = "require-concurrent-index-deletion"
  case missingNotValid = "constraint-missing-not-valid"
  case foreignKey = "adding-foreign-key-constraint"
  case uniqueConstraint = "disallowed-unique-constraint"
  case primaryKey = "adding-serial-primary-key-field"
  case bigintOverInt = "prefer-bigint-over-int"
  case bigintOverSmallint = "prefer-bigint-over-smallint"
  case timestampTZ = "prefer-timestamp-tz"
  case textField = "prefer-text-field"
  case charField = "ban-char-field"
  case robustStatements = "prefer-robust-stmts"
  case lockTimeout = "require-lock-timeout"
  case statementTimeout = "require-statement-timeout"

  /// The rule that dislikes a column type, by the type's last name in lower case.
  static func disliking(type: String, hasLength: Bool, withTimeZone: Bool) -> SquawkRule? {
    switch type {
    case "integer", "int", "int4": .bigintOverInt
    case "smallint", "int2": .bigintOverSmallint
    case "timestamp": withTimeZone ? nil : .timestampTZ
    case "varchar", "character varying": hasLength ? .textField : nil
    case "character", "char", "bpchar": .charField
    default: nil
    }
  }
}
