import PartitionCore
import PostgresClient

/// Turns the answers of the catalog queries into tables; asks nothing itself.
///
/// Relations lie in one dense array in the order of the first answer, parents before their
/// partitions; all other answers name a relation by its place in it.
struct LayoutAssembler {
  /// What the first answer says of a relation beyond the model.
  struct Node {
    /// Place of the parent; nil for a root.
    var parent: Int?
    var root: Int
    var bound: PartitionBound?
    var detachPending: Bool
    var isOwner: Bool
    var size: RelationSize
    var strategy: PartitionStrategy?
    var key: [PartitionKeyElement] = []
    /// Places in `key` of expressions, and their SQL without collation and operator class.
    var expressions: [(place: Int, sql: String)] = []
  }

  var relations: [Relation] = []
  var nodes: [Node] = []
  /// Sequences and dependents by the place of the root.
  var sequences: [Int: [Sequence]] = [:]
  var dependents: [Int: [Dependent]] = [:]
  private(set) var oids: [Substring] = []
  private(set) var rootOIDs: [Substring] = []
  /// Relations that number their columns otherwise than their root.
  var renumbered: [Substring] = []
  private let pageSize: Int

  init(pageSize: Int) { self.pageSize = pageSize }

  mutating func readRelations(_ rows: Rows) throws(PostgresError) {
    var places: [Substring: Int] = [:]
    relations.reserveCapacity(rows.count)
    nodes.reserveCapacity(rows.count)
    places.reserveCapacity(rows.count)
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let oid = try row.text()[...]
      let root = try row.text()[...]
      let parent = try row.text()[...]
      let pending = try row.bool()
      places[oid] = index
      oids.append(oid)
      rootOIDs.append(root)
      let isOwner = try readRelation(&row)
      nodes.append(
        Node(
          parent: places[parent], root: places[root] ?? index, bound: try bound(&row),
          detachPending: pending, isOwner: isOwner,
          size: RelationSize(
            rows: Double(try row.text()) ?? -1, bytes: try row.int() * pageSize)))
    }
  }

  /// Appends the relation and returns whether the user owns it.
  private mutating func readRelation(_ row: inout RowReader) throws(PostgresError) -> Bool {
    var relation = Relation(name: QualifiedName(try row.text(), try row.text()))
    relation.isForeign = try row.text() == "f"
    relation.persistence =
      switch try row.text() {
      case "u": .unlogged
      case "t": .temporary
      default: .permanent
      }
    relation.accessMethod = row.optional()
    relation.tablespace = row.optional()
    let own = try row.texts().map { storageParameter($0, prefix: "") }
    let toast = try row.texts().map { storageParameter($0, prefix: "toast.") }
    relation.options = own + toast
    relation.owner = try row.text()
    let isOwner = try row.bool()
    // Empty until the grants are read: an ACL without entries is not the same as none.
    relation.privileges = try row.bool() ? [] : nil
    relation.comment = row.optional()
    relation.rowSecurity = RowSecurity(enabled: try row.bool(), forced: try row.bool())
    let identity = try row.text()
    let identityIndex = row.optional()
    relation.replicaIdentity =
      switch identity {
      case "f": .full
      case "n": .nothing
      case "i": identityIndex.map { .index($0) } ?? .nothing
      default: .default
      }
    relations.append(relation)
    return isOwner
  }

  private func bound(_ row: inout RowReader) throws(PostgresError) -> PartitionBound? {
    guard let text = row.optional() else { return nil }
    do throws(BoundParser.Failure) {
      return try BoundParser.bound(text)
    } catch {
      throw PostgresError(
        .usage, "partition bound \(text): expected \(error.expected) at byte \(error.offset)")
    }
  }

  /// The trees, built bottom-up, in the order of their roots.
  var tables: [Table] {
    var partitions = [[Partition]](repeating: [], count: nodes.count)
    var tables: [Table] = []
    // Backwards: the partitions of a relation stand behind it and are complete when it is reached.
    for index in nodes.indices.reversed() {
      let node = nodes[index]
      let partitioning = node.strategy.map { strategy in
        Partitioning(
          strategy: strategy, key: node.key,
          partitions: BoundOrder(keyTypes: node.key.map(\.type)).sorted(partitions[index]))
      }
      partitions[index] = []
      if let parent = node.parent {
        partitions[parent].append(
          Partition(
            relation: relations[index], bound: node.bound ?? .default,
            partitioning: partitioning, detachPending: node.detachPending))
      } else {
        tables.append(
          Table(
            relation: relations[index], partitioning: partitioning,
            dependents: dependents[index] ?? [], sequences: sequences[index] ?? []))
      }
    }
    return tables.reversed()
  }

  /// Puts tables, sizes and rights into the snapshot.
  func fill(_ snapshot: inout CatalogSnapshot) {
    for table in tables { snapshot.tables[table.name] = table }
    snapshot.sizes.reserveCapacity(relations.count)
    var foreign: Set<Int> = []
    for (relation, node) in zip(relations, nodes) {
      snapshot.sizes[relation.name] = node.size
      if !node.isOwner { foreign.insert(node.root) }
    }
    for root in nodes.indices where nodes[root].parent == nil {
      snapshot.rights[relations[root].name] = TableRights(isOwner: !foreign.contains(root))
    }
  }
}

/// `fillfactor=70` as the catalogs store it.
func storageParameter(_ text: String, prefix: String) -> StorageParameter {
  let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
  return StorageParameter(prefix + String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
}
