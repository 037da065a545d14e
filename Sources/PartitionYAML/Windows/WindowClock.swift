import PartitionCore

/// Between what clocks of a window's zone show and positions of its key, both in microseconds.
struct WindowClock {
  /// Nil where both are the same: UTC, and keys that know no zone.
  let zone: WindowAnswers.Zone?

  func position(ofLocal local: Int) -> Int { moved(local, zone?.instant) }
  func local(ofPosition position: Int) -> Int { moved(position, zone?.local) }

  private func moved(_ time: Int, _ table: [Int: Int]?) -> Int {
    guard let table else { return time }
    let second = time.dividedDown(by: 1_000_000)
    guard let moved = table[second] else {
      // A guess would name partitions after the wrong month.
      preconditionFailure("the zone was not asked about \(second)")
    }
    return moved * 1_000_000 + time - second * 1_000_000
  }
}
