/// The server's answers about the texts of one declaration.
///
/// PostgreSQL is the only elaborator: what a value, a key or an index *means* is asked of it once,
/// in a fixed number of queries, and handed to the pure `Resolver` as this value.
package struct Elaboration: Sendable {
  /// A value's text together with the type and collation of the key it is compared under.
  package struct TypedText: Hashable, Sendable {
    package let type: String
    package let collation: String?
    package let text: String

    package init(type: String, collation: String?, text: String) {
      self.type = type
      self.collation = collation
      self.text = text
    }
  }

  /// What PostgreSQL makes of a value.
  package struct Value: Hashable, Sendable {
    /// The canonical text as bounds print it; where an actual bound holds an equal value in
    /// another spelling (numeric 2.5 and 2.50), the actual spelling.
    package let canonical: String
    /// Position in PostgreSQL's order among all values of this type and collation in this
    /// elaboration, declared and actual ones; equal values have equal ranks.
    package let rank: Int

    package init(canonical: String, rank: Int) {
      self.canonical = canonical
      self.rank = rank
    }
  }

  /// What PostgreSQL makes of an index declaration.
  package struct IndexBody: Hashable, Sendable {
    /// As `Index.definition`.
    package let definition: String

    package init(definition: String) { self.definition = definition }
  }

  /// Of every declared value and every value in an actual bound of the table.
  package var values: [TypedText: Value]
  /// By the SQL of the declared element (`KeyDeclaration.sql`).
  package var keys: [String: PartitionKeyElement]
  /// By `IndexDeclaration.body`.
  package var indexes: [String: IndexBody]
  /// Column names as PostgreSQL's deparsers print them (`quote_ident`), by true spelling.
  package var quotedNames: [String: String]
  /// Columns of a table that does not exist yet, from `columns:`, canonical; nil otherwise.
  package var columns: [Column]?
  /// Sequences of its serial columns; they do not exist yet either.
  package var sequences: [Sequence] = []

  package init(
    values: [TypedText: Value] = [:], keys: [String: PartitionKeyElement] = [:],
    indexes: [String: IndexBody] = [:], quotedNames: [String: String] = [:],
    columns: [Column]? = nil
  ) {
    self.values = values
    self.keys = keys
    self.indexes = indexes
    self.quotedNames = quotedNames
    self.columns = columns
  }
  /// With every canonical text as a text of its own: a resolved bound is looked up again.
  func withCanonicalTexts() -> Elaboration {
    var elaboration = self
    for (typed, value) in values where typed.text != value.canonical {
      let canonical = TypedText(
        type: typed.type, collation: typed.collation, text: value.canonical)
      elaboration.values[canonical] = value
    }
    return elaboration
  }
}
