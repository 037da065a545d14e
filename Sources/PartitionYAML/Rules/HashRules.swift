import Diagnostics
import PartitionCore

extension LayoutRules {
  /// Hashes: moduli that divide each other, and every remainder taken exactly once.
  mutating func checkHash(_ layout: LayoutDeclaration) {
    // `count` cannot be wrong.
    guard layout.hash == nil else { return }
    let parts = layout.partitions.compactMap { partition -> HashPart? in
      guard case .hash(let modulus, let remainder) = partition.bound else { return nil }
      return HashPart(partition: partition, modulus: modulus, remainder: remainder)
    }
    guard !parts.isEmpty else { return }
    let moduli = Set(parts.map(\.modulus)).sorted()
    for (smaller, larger) in zip(moduli, moduli.dropFirst()) where larger % smaller != 0 {
      guard let part = parts.first(where: { $0.modulus == larger }) else { continue }
      add(
        Diagnostic(
          .incompleteHash, "modulus \(larger) is no multiple of modulus \(smaller)",
          at: part.partition.span,
          notes: ["PostgreSQL wants every modulus to divide the next larger one (42P17)"]))
      return
    }
    if !addOverlaps(parts, moduli) { addMissing(parts, moduli, layout) }
  }

  private mutating func addOverlaps(_ parts: [HashPart], _ moduli: [Int]) -> Bool {
    var taken: [[Int]: HashPart] = [:]
    var found = false
    // Small moduli first: a larger one overlaps if its remainder falls into theirs.
    for part in parts.sorted(by: { $0.modulus < $1.modulus }) {
      let other = moduli.prefix { $0 <= part.modulus }.lazy.compactMap {
        taken[[$0, part.remainder % $0]]
      }.first
      if let other {
        found = true
        add(
          Diagnostic(
            .overlappingBounds,
            "\(part.partition.name.value) takes rows of \(other.partition.name.value)",
            at: part.partition.name.span,
            labels: [
              Diagnostic.Label(
                other.partition.name.span, "modulus \(other.modulus), remainder \(other.remainder)")
            ]))
      } else {
        taken[[part.modulus, part.remainder]] = part
      }
    }
    return found
  }

  private mutating func addMissing(
    _ parts: [HashPart], _ moduli: [Int], _ layout: LayoutDeclaration
  ) {
    let missing = MissingRemainders(
      moduli: moduli, taken: Set(parts.map { [$0.modulus, $0.remainder] }), limit: 4)
    guard !missing.found.isEmpty, let largest = moduli.last else { return }
    let shown = missing.found.prefix(3).map(String.init).joined(separator: ", ")
    let more = missing.found.count > 3 ? ", …" : ""
    add(
      Diagnostic(
        .incompleteHash, "no partition takes remainder \(shown)\(more) of modulus \(largest)",
        at: layout.strategy.span,
        help: ["add the missing partitions: rows that hash there cannot be stored (23514)"]))
  }
}

/// Remainders of the largest modulus that no partition takes.
///
/// Moduli divide each other, so remainders form a tree; only branches with partitions in them are
/// walked to their ends, whatever the size of the moduli.
private struct MissingRemainders {
  private(set) var found: [Int] = []
  private let moduli: [Int]
  private let taken: Set<[Int]>
  private let limit: Int

  init(moduli: [Int], taken: Set<[Int]>, limit: Int) {
    self.moduli = moduli
    self.taken = taken
    self.limit = limit
    visit(level: 0, base: 0, step: 1)
    found.sort()
  }

  private mutating func visit(level: Int, base: Int, step: Int) {
    let modulus = moduli[level]
    for remainder in stride(from: base, to: modulus, by: step) {
      guard found.count < limit else { return }
      if taken.contains([modulus, remainder]) { continue }
      if level + 1 < moduli.count {
        visit(level: level + 1, base: remainder, step: modulus)
      } else {
        found.append(remainder)
      }
    }
  }
}

private struct HashPart {
  let partition: PartitionDeclaration
  let modulus: Int
  let remainder: Int
}
