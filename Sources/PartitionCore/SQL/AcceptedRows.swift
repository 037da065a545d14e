extension Partition {
  /// Which of the rows that its bound sends here some partition below takes, as a condition on columns;
  /// nil where all are.
  var accepted: SQLText? {
    guard let level = partitioning else { return nil }
    let parts = level.partitions.map { partition in
      (proof: level.proof(of: partition, parents: [name]), below: partition.accepted)
    }
    if level.takesAll, parts.allSatisfy({ $0.below == nil }) { return nil }
    let conditions = parts.map { part in
      SQLText.joined([part.proof, part.below].compactMap { $0 }.map { "(\($0))" }, " AND ")
    }
    guard !conditions.isEmpty else { return "false" }
    return .joined(conditions.map { $0.text.isEmpty ? "true" : $0 }, " OR ")
  }
}

extension Partitioning {
  /// Whether no row is refused for want of a partition at this level: there is a default one, or all
  /// remainders are there.
  fileprivate var takesAll: Bool {
    let moduli = partitions.compactMap { partition in
      if case .hash(let modulus, _) = partition.bound { modulus } else { nil as Int? }
    }
    // Each modulus divides the next larger one (manual, CREATE TABLE, "PARTITION OF").
    if let largest = moduli.max() { return moduli.reduce(0) { $0 + largest / $1 } == largest }
    return partitions.contains { $0.bound == .default }
  }
}
