/// Tells which statements fail when they run twice, as squawk's `prefer-robust-stmts` counts them:
/// what was dropped before may be added again.
struct Robustness {
  private var dropped: Set<String> = []
  private var readded: Set<String> = []

  /// Whether the next statement of a file without transaction cannot simply run again.
  mutating func misses(_ statement: LintedStatement) -> Bool {
    switch statement {
    case .createTable(_, _, let unlessThere), .createIndex(_, _, _, let unlessThere): !unlessThere
    case .dropTable(let ifThere), .dropIndex(_, let ifThere): !ifThere
    case .alterTable(_, _, let actions):
      // Every action counts, since each may drop what a later one adds.
      actions.map { misses($0) }.contains(true)
    default: false
    }
  }

  private mutating func misses(_ action: LintedStatement.Action) -> Bool {
    switch action {
    case .drop(let constraint, let ifThere):
      dropped.insert(constraint)
      readded.remove(constraint)
      return !ifThere
    case .validate(let constraint): return !dropped.contains(constraint)
    case .add(let constraint?, _, _, _):
      return !dropped.contains(constraint) || !readded.insert(constraint).inserted
    default: return true
    }
  }
}
