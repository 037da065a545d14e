import Foundation
import Testing

/// A seed for random tests: the argument of a test, so that its name shows what to repeat.
///
///     @Test(arguments: Seed.some(20)) func holds(_ seed: Seed) {
///       var random = Seeded(seed)
package struct Seed: Hashable, Sendable, CustomTestStringConvertible {
  package let value: UInt64
  package init(_ value: UInt64) { self.value = value }
  package var testDescription: String { "seed \(value)" }

  /// `count` seeds, each run others; only that of `PGPARCEL_TEST_SEED` if it is set.
  /// `scale` multiplies the count.
  package static func some(_ count: Int) -> [Seed] {
    if let seed = environment["PGPARCEL_TEST_SEED"].flatMap({ UInt64($0) }) { return [Seed(seed)] }
    return (0..<count * scale).map { _ in Seed(.random(in: 0...999_999_999)) }
  }

  /// How much more than usual is wanted: `PGPARCEL_TEST_SCALE`, 1 or more.
  package static var scale: Int {
    max(environment["PGPARCEL_TEST_SCALE"].flatMap { Int($0) } ?? 1, 1)
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }
}

/// Random numbers that a seed repeats: SplitMix64 (Steele, Lea, Flood 2014).
package struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  package init(_ seed: Seed) { state = seed.value }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
