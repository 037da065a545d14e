import PartitionCore

/// What rows of one table could not be made up or tried, and where none came to lie.
struct RowGaps {
  private let table: Table
  /// In the order in which they were met.
  private var reasons: [String] = []
  private var counts: [String: Int] = [:]
  /// Of which the counts are a part.
  var total = 0
  private var reached: Set<QualifiedName> = []
  private var other: [String] = []

  init(of table: Table) { self.table = table }

  /// A row that could not be made up.
  mutating func refuse(_ reason: String) {
    if counts[reason] == nil { reasons.append(reason) }
    counts[reason, default: 0] += 1
  }

  /// Something about rows at bounds that was not tried.
  mutating func leaveOut(_ sentence: String) { other.append(sentence) }

  mutating func reach(_ leaf: QualifiedName) { reached.insert(leaf) }

  /// Takes over what an earlier seeding of the same rows could not make up either.
  mutating func merge(_ earlier: RowGaps) {
    for reason in earlier.reasons {
      if counts[reason] == nil { reasons.append(reason) }
      counts[reason] = max(counts[reason] ?? 0, earlier.counts[reason] ?? 0)
    }
    other = earlier.other + other
  }

  /// One sentence a reason, each with the partitions that got no row.
  var sentences: [String] {
    let refused = reasons.map { reason in
      "\(counts[reason] ?? 0) of \(total) rows for \(table.name) could not be made up: \(reason)"
    }
    let sentences = other + refused
    guard !sentences.isEmpty, table.partitioning != nil else { return sentences }
    return sentences.map { "\($0); \(untried)" }
  }

  private var untried: String {
    let leaves = table.allPartitions.filter { $0.partitioning == nil }.map(\.name)
    let missed = leaves.filter { !reached.contains($0) }.map(\.name)
    if missed.isEmpty { return "every partition was tried with other rows" }
    let shown = missed.prefix(5).joined(separator: ", ")
    let more = missed.count > 5 ? " and \(missed.count - 5) more" : ""
    return "no row was tried in \(shown)\(more)"
  }
}
