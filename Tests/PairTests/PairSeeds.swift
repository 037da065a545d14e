import Foundation
import TestSupport

/// Which pairs are tried: those of the same seeds in every run, so that a failure is one of the change
/// at hand.
///
///     swift test --skip-build --filter PairTests                                    # seeds 1 to 200
///     PGPARCEL_PAIRS=1 PGPARCEL_PAIRS_SEED=17 swift test --skip-build --filter PairTests   # one
///     make pairs PGPARCEL_PAIRS=5000 PGPARCEL_PAIRS_SEED=1000                       # others, more
enum PairSeeds {
  static let all: [Seed] = {
    let first = number("PGPARCEL_PAIRS_SEED") ?? 1
    return (first..<first + (number("PGPARCEL_PAIRS") ?? 200)).map { Seed($0) }
  }()

  /// A fifth of them.
  static let some = Array(all.prefix((all.count + 4) / 5))

  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
  }
}
