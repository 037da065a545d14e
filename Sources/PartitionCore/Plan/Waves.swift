/// Steps of one kind, as many as it takes for each to fit the smallest lock table that anybody has.
struct Waves {
  private let empty: StepBuilder
  private var full: [StepBuilder] = []
  /// The one that is being filled.
  var step: StepBuilder
  /// Locks that it holds at its end.
  private var locks = 0

  init(_ empty: StepBuilder) {
    self.empty = empty
    step = empty
  }

  /// Begins another wave where the present one has no room for work on a table.
  mutating func makeRoom(for table: Table) {
    let need = LockNeed.count(adding: table)
    if locks + need > LockNeed.small, !step.isEmpty {
      full.append(step)
      step = empty
      locks = 0
    }
    locks += need
  }

  var builders: [StepBuilder] { full + [step] }
}
