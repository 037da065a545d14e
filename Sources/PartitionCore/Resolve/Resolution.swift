/// What a declaration means for a table: the desired layout, and what the author said about how
/// to get there.
package struct Resolution: Hashable, Sendable {
  /// The table as it should be: the declared parts from the file, all others as they are.
  package var desired: Table
  /// Partitions that the author lets go by name, and what becomes of them.
  package var retired: [QualifiedName: Departure]
  /// Indexes and unique constraints of the table that the author lets go by name.
  package var retiredIndexes: Set<String>
  /// Incoming foreign keys, by `table.column`, that may be dropped.
  package var droppedForeignKeys: Set<String>
  package var conversion: ConversionSettings
  /// Depths of the levels that have a window: their partitions come and go without a change of the
  /// definition.
  package var rollingDepths: Set<Int>
  /// Names of live indexes, of the table and of partitions for themselves, by the names of the desired
  /// ones that go on from them.
  package var indexOrigins: [String: String]

  package init(
    desired: Table, retired: [QualifiedName: Departure] = [:], retiredIndexes: Set<String> = [],
    droppedForeignKeys: Set<String> = [],
    conversion: ConversionSettings = ConversionSettings(), rollingDepths: Set<Int> = [],
    indexOrigins: [String: String] = [:]
  ) {
    self.desired = desired
    self.retired = retired
    self.retiredIndexes = retiredIndexes
    self.droppedForeignKeys = droppedForeignKeys
    self.conversion = conversion
    self.rollingDepths = rollingDepths
    self.indexOrigins = indexOrigins
  }
}

/// How a conversion is to be done, without the places where the file says so.
package struct ConversionSettings: Hashable, Sendable {
  package var strategy: ConversionDeclaration.Strategy
  package var defaultRows: ConversionDeclaration.DefaultRows
  /// The partition that the table itself is to become, where the file names one.
  package var partition: String?
  /// Rows that one drain brings over.
  package var batchRows: Int?
  /// Milliseconds between two ranges of the copy.
  package var batchPause: Int?
  /// An interval for which the old table is kept, at least.
  package var keepOld: String

  package init(_ declaration: ConversionDeclaration = ConversionDeclaration()) {
    strategy = declaration.strategy
    defaultRows = declaration.defaultRows
    partition = declaration.partition?.value
    batchRows = declaration.batchRows
    batchPause = declaration.batchPause
    keepOld = declaration.keepOld?.value ?? "7 days"
  }
}
