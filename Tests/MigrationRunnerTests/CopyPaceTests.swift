import PartitionCore
import Testing

@testable import MigrationRunner

@Suite struct CopyPaceTests {
  private func progress(_ rows: Int, _ done: Int) -> ConversionProgress {
    ConversionProgress(
      table: QualifiedName("public", "visits"), phase: "armed", paused: false, done: done,
      ranges: 100, rows: rows, backlog: 0, sinceSwap: nil, kept: nil, keptUntil: nil,
      age: 0, attended: true)
  }

  @Test func countsWhatItSawAndNotWhatRanBefore() {
    var pace = CopyPace()
    let start = ContinuousClock.now
    pace.add(progress(50_000, 50), at: start)
    #expect(pace.rate == nil && pace.left == nil)
    pace.add(progress(50_000, 50), at: start.advanced(by: .seconds(1)))
    #expect(pace.rate == 0 && pace.left == nil)
    pace.add(progress(60_000, 60), at: start.advanced(by: .seconds(2)))
    #expect(pace.rate == 5000)
    #expect(pace.left == 8)
  }

  @Test func forgetsWhatWasLongAgo() {
    var pace = CopyPace()
    let start = ContinuousClock.now
    for second in 0..<40 {
      pace.add(
        progress(second < 20 ? 0 : 1000 * second, min(second, 99)),
        at: start.advanced(by: .seconds(second)))
    }
    #expect(pace.rate == 1000)
  }
}
