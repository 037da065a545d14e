/// A window in the terms of SQL, for a function that rolls it inside the database.
package struct WindowProgram: Sendable {
  package enum Scale: Sendable {
    /// The key tells a time. Both are SQL: from the text of a bound to `timestamptz`, and from a
    /// `timestamptz` to the text of a bound.
    case time(instant: @Sendable (SQLText) -> SQLText, text: @Sendable (SQLText) -> SQLText)
    case number
  }

  /// The column that is divided.
  package let column: String
  package let scale: Scale
  /// The first boundary: a time as clocks in `zone` show it, or a whole number.
  package let start: String
  /// As SQL reads it: `1 mon`, or a whole number.
  package let interval: String
  package let zone: String
  package let premake: Int
  /// As `interval`; nil where nothing leaves.
  package let keep: String?
  package let departure: Departure
  /// The name of a partition, as SQL over `parent_name` and over `piece.local_from` and
  /// `piece.local_to`, the range's ends as clocks show them, or as whole numbers.
  package let name: SQLText
  package let tablespace: String?
  package let options: [StorageParameter]
  /// Whether roles that may use the table may use its partitions by name.
  package let copiesGrants: Bool

  package init(
    column: String, scale: Scale, start: String, interval: String, zone: String, premake: Int,
    keep: String?, departure: Departure, name: SQLText, tablespace: String?,
    options: [StorageParameter], copiesGrants: Bool
  ) {
    self.column = column
    self.scale = scale
    self.start = start
    self.interval = interval
    self.zone = zone
    self.premake = premake
    self.keep = keep
    self.departure = departure
    self.name = name
    self.tablespace = tablespace
    self.options = options
    self.copiesGrants = copiesGrants
  }
}
