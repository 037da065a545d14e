/// Finds the live level of declared ones. Made once for a table: it holds all texts of its elaboration.
package struct LevelMatcher {
  private let resolver: Resolver

  package init(_ input: Planning.Input) { resolver = Resolver(input: input) }

  package func match(_ layout: LayoutDeclaration, live: Partitioning?) -> LevelMatch {
    LevelMatch(layout, live: live, resolver: resolver)
  }
}

/// A declared level beside the live one: which declared partition is which live one, by its bound.
package struct LevelMatch {
  /// The type of the level's first key element, as `format_type` prints it; nil where the server
  /// refused the key.
  package let keyType: String?
  /// Whether rows are divided alike: strategy and key are equal.
  package let isSame: Bool
  /// The live partitions of a level that is divided alike; otherwise none.
  package let live: [Partition]

  private let bounds: BoundOrder
  private let strategy: PartitionStrategy
  private let byBound: [PartitionBound: Partition]

  fileprivate init(_ layout: LayoutDeclaration, live: Partitioning?, resolver: Resolver) {
    let key = layout.key.value.compactMap { resolver.elaboration.keys[$0.sql.text] }
    strategy = layout.strategy.value
    keyType = key.count == layout.key.value.count ? key.first?.type : nil
    bounds = BoundOrder(resolver: resolver, key: key)
    isSame = live.map { $0.strategy == layout.strategy.value && $0.key == key } ?? false
    self.live = isSame ? live?.partitions ?? [] : []
    byBound = Dictionary(self.live.map { ($0.bound, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The declared bound in the server's spelling; nil where the server refused a value of it.
  package func bound(of item: PartitionDeclaration) -> PartitionBound? {
    bounds.canonical(item, strategy: strategy)
  }

  package func partner(of item: PartitionDeclaration) -> Partition? {
    bound(of: item).flatMap { byBound[$0] }
  }
}
