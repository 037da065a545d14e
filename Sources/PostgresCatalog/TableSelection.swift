package import PartitionCore

/// Which tables a catalog read is about.
package enum TableSelection: Sendable {
  /// These tables, where they exist. The name of a partition selects nothing but its entry in
  /// `CatalogSnapshot.partitionParents`.
  case named([QualifiedName])
  /// Every partitioned root table outside the system schemas and schema `pgparcel`; plain tables
  /// too if asked.
  case all(includePlain: Bool)
}
