import Diagnostics

/// Bounds of one level in the server's order.
struct BoundOrder {
  let resolver: Resolver
  let key: [PartitionKeyElement]

  /// The declared bound in the server's spelling; nil where the server refused a value, which
  /// the elaborator has reported.
  func canonical(_ item: PartitionDeclaration, strategy: PartitionStrategy) -> PartitionBound? {
    switch item.bound {
    case .default: return .default
    case .hash(let modulus, let remainder):
      return .hash(modulus: modulus, remainder: remainder)
    case .list(let values):
      guard let element = key.first else { return nil }
      let canonical = values.compactMap { resolver.value($0.value, of: element)?.canonical }
      guard canonical.count == values.count else { return nil }
      return .list(canonical)
    case .range(let from, let to):
      guard let lower = range(from.value), let upper = range(to.value) else { return nil }
      return .range(from: lower, to: upper)
    }
  }

  private func range(_ values: [Spanned<BoundValue>]) -> [BoundValue]? {
    guard values.count == key.count else { return nil }
    let canonical = zip(values, key).compactMap { resolver.value($0.value, of: $1)?.canonical }
    return canonical.count == values.count ? canonical : nil
  }

  /// A partition with what orders it, so that no rank is looked up twice.
  struct Placed {
    let partition: Partition
    let isDefault: Bool
    /// Ranks of the values that a range begins with; what orders other bounds.
    let from: [Int]
    /// Of a range only.
    let to: [Int]
  }

  func placed(_ partitions: [Partition]) -> [Placed] {
    partitions.map { partition in
      let (from, to): ([Int], [Int]) =
        switch partition.bound {
        case .default: ([], [])
        case .hash(let modulus, let remainder): ([remainder, modulus], [])
        case .list(let values): ([ranks(values).min() ?? 0], [])
        case .range(let from, let to): (ranks(from), ranks(to))
        }
      return Placed(
        partition: partition, isDefault: partition.bound == .default, from: from, to: to)
    }
  }

  /// The default partition last.
  func sorted(_ partitions: [Placed]) -> [Placed] {
    partitions.sorted { left, right in
      if left.isDefault != right.isDefault { return right.isDefault }
      return left.from == right.from
        ? left.partition.name < right.partition.name
        : left.from.lexicographicallyPrecedes(right.from)
    }
  }

  private func ranks(_ values: [BoundValue]) -> [Int] {
    values.enumerated().map { index, value in
      let element = key[min(index, key.count - 1)]
      return resolver.value(value, of: element)?.rank ?? 0
    }
  }

  /// Reports partitions that claim the same rows, declared ones and those that stay undeclared.
  func checkOverlaps(
    _ partitions: [Placed], declared: [PartitionDeclaration], into bag: inout DiagnosticBag
  ) {
    lazy var spans = Dictionary(
      declared.map { ($0.name.value, $0.span) }, uniquingKeysWith: { first, _ in first })
    func report(_ left: Partition, _ right: Partition) {
      let span = spans[right.name.name] ?? spans[left.name.name]
      let labels = [left].compactMap { partition in
        spans[partition.name.name].map { Diagnostic.Label($0, "\(partition.name.name)") }
      }
      bag.add(
        Diagnostic(
          .overlappingBounds,
          "\(right.name.name) overlaps \(left.name.name): both claim the same rows", at: span,
          labels: labels, help: ["`to` is exclusive: let the next `from` be equal to it"]))
    }
    var owners: [BoundValue: Partition] = [:]
    var ranges: [Placed] = []
    for placed in partitions {
      let partition = placed.partition
      switch partition.bound {
      case .list(let values):
        for value in values {
          if let other = owners.updateValue(partition, forKey: value) { report(other, partition) }
        }
      case .range:
        if !placed.from.lexicographicallyPrecedes(placed.to) {
          bag.add(
            Diagnostic(
              .emptyRange, "\(partition.name.name) can hold no row: from is not below to",
              at: spans[partition.name.name], help: ["`to` is exclusive and above `from`"]))
        }
        ranges.append(placed)
      case .hash, .default: break
      }
    }
    ranges.sort { $0.from.lexicographicallyPrecedes($1.from) }
    for (left, right) in zip(ranges, ranges.dropFirst())
    where right.from.lexicographicallyPrecedes(left.to) {
      report(left.partition, right.partition)
    }
  }
}

extension BoundValue {
  /// By text, NULL last.
  package static func textOrder(_ left: BoundValue, _ right: BoundValue) -> Bool {
    switch (left, right) {
    case (.value(let a), .value(let b)): a < b
    case (.value, _): true
    default: false
    }
  }
}
