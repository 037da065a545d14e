extension Connection {
  /// Settings that decide how the server prints names, values and expressions, pinned so that
  /// catalog text is the same whatever the user, the database and the configuration say.
  ///
  /// With an empty `search_path` the deparsers (`pg_get_expr` and its kin) qualify every name
  /// outside `pg_catalog`.
  package static let catalogSettings: [(name: String, value: String)] = [
    ("search_path", ""),
    ("client_encoding", "UTF8"),
    ("standard_conforming_strings", "on"),
    ("quote_all_identifiers", "off"),
    ("DateStyle", "ISO, MDY"),
    ("IntervalStyle", "postgres"),
    ("TimeZone", "UTC"),
    ("bytea_output", "hex"),
    ("extra_float_digits", "1"),
  ]

  /// Pins `catalogSettings` for the rest of the session; inside a transaction a rollback undoes it.
  ///
  /// - Throws: as `query`.
  package borrowing func pinCatalogSettings() throws(PostgresError) {
    // One round trip, since commands start sessions over slow networks.
    let calls = Self.catalogSettings.indices.map {
      "pg_catalog.set_config($\(2 * $0 + 1), $\(2 * $0 + 2), false)"
    }
    try query(
      "SELECT \(calls.joined(separator: ", "))",
      Self.catalogSettings.flatMap { [$0.name, $0.value] })
  }
}
