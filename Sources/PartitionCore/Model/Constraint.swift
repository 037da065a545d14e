/// A CHECK, FOREIGN KEY, EXCLUDE or (18) NOT NULL constraint.
///
/// Primary keys and unique constraints are not here but in `Index.constraint`, since their index
/// is what they are.
package struct Constraint: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case check, foreignKey, exclusion, notNull
  }

  package var name: String
  package var kind: Kind
  /// `pg_get_constraintdef(oid)`; ` NOT VALID` is part of it.
  package var definition: String
  package var validated: Bool
  /// The referenced table of a foreign key.
  package var references: QualifiedName?
  /// Columns of the constraint; for a foreign key the referencing ones.
  package var columns: [String]
  /// Referenced columns of a foreign key.
  package var referencedColumns: [String]
  package var comment: String?

  package init(
    name: String, kind: Kind, definition: String, validated: Bool = true,
    references: QualifiedName? = nil, columns: [String] = [], referencedColumns: [String] = [],
    comment: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.definition = definition
    self.validated = validated
    self.references = references
    self.columns = columns
    self.referencedColumns = referencedColumns
    self.comment = comment
  }
}
