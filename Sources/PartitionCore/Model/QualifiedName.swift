/// The schema and name of a relation, in their true spelling, without SQL quotes.
package struct QualifiedName: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let schema: String
  package let name: String

  package init(_ schema: String, _ name: String) {
    self.schema = schema
    self.name = name
  }

  /// For people, not for SQL: `public.appointments`.
  package var description: String { "\(schema).\(name)" }

  /// A relation of the same schema.
  package func sibling(_ name: String) -> QualifiedName { QualifiedName(schema, name) }

  package static func < (left: QualifiedName, right: QualifiedName) -> Bool {
    (left.schema, left.name) < (right.schema, right.name)
  }
}
