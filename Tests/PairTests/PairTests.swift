import TestSupport
import Testing

/// Random pairs of layouts: whatever the two are, the way from one to the other and back loses
/// nothing. `PairSeeds` says how one is repeated.
@Suite struct PairTests {
  @Test(.database, arguments: PairSeeds.all)
  func leadsThereAndBack(_ seed: Seed) { run(LayoutPair(seed)) }

  /// Below two partitions, while those beside them stay.
  @Test(.database, arguments: PairSeeds.some)
  func leadsThereAndBackInSeveralPlaces(_ seed: Seed) {
    run(LayoutPair(seed, inSeveralPlaces: true))
  }

  private func run(_ pair: LayoutPair) {
    do {
      try PairRun(pair, in: .current).run()
    } catch {
      Issue.record("\(error)\(pair.words)")
    }
  }

  /// Only these can be refused, so the others are all tried to their end.
  @Test func fewMayBeRefused() {
    let seeds = (1...1_000).map { Seed($0) }
    let refusable = seeds.filter { !PairRefusals.allowed(for: LayoutPair($0)).isEmpty }
    #expect(Double(refusable.count) / Double(seeds.count) < PairRefusals.share)
  }

  /// A table without rows, or a pair of equal layouts, shows little.
  @Test func mostHaveRowsAndDiffer() {
    let pairs = (1...200).map { LayoutPair(Seed($0)) }
    #expect(pairs.count { $0.rows.count >= 10 } > 170)
    #expect(pairs.count { $0.before != $0.after } > 190)
  }
}
