/// What becomes of a partition that leaves.
package enum Departure: Hashable, Sendable {
  /// It stays as a table of its own.
  case detach
  /// It is detached and moves to another schema, another tablespace, or both.
  case archive(schema: String?, tablespace: String?)
  /// It is detached, and dropped with its rows, which are written into a file first where `exported`
  /// says so.
  case drop(exported: Bool)
}
