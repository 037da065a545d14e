/// One row of a result. Naming a column that was not selected stops the program: see `Rows.index`.
package struct Row: Sendable {
  package let rows: Rows
  /// Zero-based place in `rows`.
  package let number: Int

  /// The value as text, nil for NULL.
  package subscript(column: String) -> String? { rows[number, rows.index(of: column)] }

  /// The value as text, nil for NULL; says so more plainly than the subscript.
  package func optionalText(_ column: String) -> String? { self[column] }

  /// - Throws: `.usage` if the value is NULL.
  package func text(_ column: String) throws(PostgresError) -> String {
    guard let text = self[column] else {
      throw PostgresError(.usage, "column \(column) is NULL where a value was expected")
    }
    return text
  }

  /// - Throws: `.usage` if the value is NULL or no whole number of 64 bits.
  package func int(_ column: String) throws(PostgresError) -> Int {
    guard let value = Int(try text(column)) else {
      throw PostgresError(.usage, "column \(column) is not a whole number")
    }
    return value
  }

  /// Nil for NULL.
  ///
  /// - Throws: `.usage` if the value is no whole number of 64 bits.
  package func optionalInt(_ column: String) throws(PostgresError) -> Int? {
    self[column] == nil ? nil : try int(column)
  }

  /// - Throws: `.usage` if the value is NULL or not PostgreSQL's `t` or `f`.
  package func bool(_ column: String) throws(PostgresError) -> Bool {
    switch try text(column) {
    case "t": return true
    case "f": return false
    default: throw PostgresError(.usage, "column \(column) is not a boolean")
    }
  }

  /// Nil for NULL.
  ///
  /// - Throws: `.usage` if the value is not PostgreSQL's `t` or `f`.
  package func optionalBool(_ column: String) throws(PostgresError) -> Bool? {
    self[column] == nil ? nil : try bool(column)
  }

  /// The elements of a one-dimensional array, empty for NULL.
  ///
  /// - Throws: `.usage` if the value is no array.
  package func textArray(_ column: String) throws(PostgresError) -> [String?] {
    guard let text = self[column] else { return [] }
    return try decodeTextArray(text)
  }
}
