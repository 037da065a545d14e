/// Hash partitions of one level that claim the same rows though their moduli differ: their remainders
/// are equal modulo the greatest common divisor of the moduli. Within one modulus the bound is the
/// identity, so that no two partitions share it.
struct HashOverlaps {
  /// For each two moduli one partition of each.
  private(set) var pairs: [(Partition, Partition)] = []

  /// The moduli of a live or declared level divide each other, so that there are few of them, however
  /// many partitions there are.
  init(_ partitions: [Partition]) {
    var levels: [Int: [(remainder: Int, partition: Partition)]] = [:]
    for partition in partitions {
      guard case .hash(let modulus, let remainder) = partition.bound else { continue }
      levels[modulus, default: []].append((remainder, partition))
    }
    let moduli = levels.keys.sorted()
    for (position, modulus) in moduli.enumerated() {
      for other in moduli[(position + 1)...] {
        let divisor = Self.greatestCommonDivisor(modulus, other)
        let owners = Dictionary(
          (levels[modulus] ?? []).map { ($0.remainder % divisor, $0.partition) },
          uniquingKeysWith: { first, _ in first })
        for (remainder, partition) in levels[other] ?? [] {
          guard let owner = owners[remainder % divisor] else { continue }
          pairs.append((owner, partition))
          break
        }
      }
    }
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }
}
