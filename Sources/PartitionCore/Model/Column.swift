/// One live column, in attribute order; dropped columns leave no trace in the model.
package struct Column: Hashable, Sendable {
  package var name: String
  /// `format_type(atttypid, atttypmod)` under an empty search path.
  package var type: String
  package var notNull: Bool
  /// The default as canonical SQL; nil for none and for generated columns.
  package var defaultExpression: String?
  /// The generation expression of a generated column as canonical SQL.
  package var generated: Generated?
  package var identity: Identity?
  /// The schema of the type's operator `=` where it is not `pg_catalog`; nil too for types without
  /// an order of their own.
  package var equality: String?
  /// Quoted, qualified collation where it is not the type's own.
  package var collation: String?
  /// Storage where it is not the type's own: `PLAIN`, `EXTERNAL`, `EXTENDED`, `MAIN`.
  package var storage: String?
  /// `pglz` or `lz4` where set.
  package var compression: String?
  /// `attstattarget` where set.
  package var statisticsTarget: Int?
  /// `attoptions` without `pg_attver` (facts 10.4), such as `n_distinct`.
  package var options: [StorageParameter]
  package var comment: String?
  /// Column privileges; nil for none.
  package var privileges: [Privilege]?

  package struct Generated: Hashable, Sendable {
    package var expression: String
    /// False for VIRTUAL (18).
    package var stored: Bool

    package init(expression: String, stored: Bool) {
      self.expression = expression
      self.stored = stored
    }
  }

  package enum Identity: String, Hashable, Sendable {
    case always = "ALWAYS"
    case byDefault = "BY DEFAULT"
  }

  package init(
    name: String, type: String, notNull: Bool = false, defaultExpression: String? = nil,
    generated: Generated? = nil, identity: Identity? = nil, collation: String? = nil,
    storage: String? = nil, compression: String? = nil, statisticsTarget: Int? = nil,
    options: [StorageParameter] = [], comment: String? = nil, privileges: [Privilege]? = nil,
    equality: String? = nil
  ) {
    self.name = name
    self.type = type
    self.notNull = notNull
    self.defaultExpression = defaultExpression
    self.generated = generated
    self.identity = identity
    self.collation = collation
    self.storage = storage
    self.compression = compression
    self.statisticsTarget = statisticsTarget
    self.options = options
    self.comment = comment
    self.privileges = privileges
    self.equality = equality
  }
}
