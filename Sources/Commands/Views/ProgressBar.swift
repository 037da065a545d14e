import Diagnostics
import MigrationRunner
import PartitionCore

/// How far a statement is, in one line of a terminal.
struct ProgressBar {
  let width: Int

  func text(_ event: RunnerEvent) -> String {
    switch event {
    case .progress(_, let copy, let rate, let left):
      line("copy \(copy.table.name)", copy.percent, Self.words(copy, rate, left))
    case .building(_, let build): line("index \(build.name)", build.percent, Self.words(build))
    default: ""
    }
  }

  /// `copied 3.1M of ~5M rows, 40.1k rows/s, ETA 2h45m`.
  private static func words(
    _ copy: ConversionProgress, _ rate: Double?, _ left: Double?
  ) -> String {
    var words = Amounts.count(Double(copy.rows))
    if let all = copy.estimatedRows { words += " of ~\(Amounts.count(Double(all)))" }
    words += " rows"
    if copy.paused { return words + ", paused" }
    if let rate { words += ", \(Amounts.count(rate)) rows/s" }
    if let left { words += ", ETA \(TimeText.short(left))" }
    return words
  }

  static func words(_ build: BuildProgress) -> String {
    var words = build.phase
    if let pid = build.waitsFor { words += " (pid \(pid))" }
    if build.total > 0 {
      words +=
        ", \(Amounts.count(Double(build.done))) of \(Amounts.count(Double(build.total)))"
        + " \(build.unit.rawValue)"
    }
    return words
  }

  /// The bar takes what the words leave; without room for one there is none, and names are cut
  /// before numbers.
  private func line(_ head: String, _ percent: Int?, _ words: String) -> String {
    let number = percent.map { "\($0) %" }
    let tail = [number, words].compactMap { $0 }.joined(separator: "  ")
    let room = width - tail.count - 2
    let name = head.count <= max(room, 12) ? head : head.prefix(max(room, 12) - 3) + "..."
    let size = min(24, room - name.count - 4)
    guard let percent, size >= 8 else { return "\(name)  \(tail)" }
    let full = size * percent / 100
    let bar = String(repeating: "#", count: full) + String(repeating: "-", count: size - full)
    return "\(name)  [\(bar)]  \(tail)"
  }
}
