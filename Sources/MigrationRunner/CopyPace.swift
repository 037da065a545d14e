/// How fast a copy has been lately: pauses and earlier runs would make an average over all of it wrong.
struct CopyPace {
  private struct Sample {
    let time: ContinuousClock.Instant
    let rows: Int
    let done: Int
    let ranges: Int
  }

  private static let count = 20
  private var samples: [Sample] = []

  mutating func add(_ progress: ConversionProgress, at time: ContinuousClock.Instant) {
    let sample = Sample(
      time: time, rows: progress.rows, done: progress.done, ranges: progress.ranges)
    samples = samples.suffix(Self.count - 1) + [sample]
  }

  /// Rows a second; nil after one sample only.
  var rate: Double? { change.map { Double($0.last.rows - $0.first.rows) / $0.seconds } }

  /// Seconds; nil while nothing moves.
  var left: Double? {
    guard let (first, last, seconds) = change, last.done > first.done else { return nil }
    return seconds * Double(last.ranges - last.done) / Double(last.done - first.done)
  }

  private var change: (first: Sample, last: Sample, seconds: Double)? {
    guard let first = samples.first, let last = samples.last, last.time > first.time else {
      return nil
    }
    return (first, last, (last.time - first.time) / .seconds(1))
  }
}
