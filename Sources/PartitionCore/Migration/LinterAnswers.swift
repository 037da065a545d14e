/// What a migration file answers to the linter squawk: the rules that will speak about it, each
/// with the reason why this file may do so.
///
/// Derived from the file's other parts whenever it is printed, and never stored.
struct LinterAnswers {
  struct Answer: Hashable {
    let rule: SquawkRule
    let reason: String
  }

  let file: MigrationFile
  let statements: [LintedStatement]
  private var unproven: Set<String> = []
  private var reasons: [SquawkRule: [String]] = [:]
  private var created: Set<String> = []
  private(set) var attached: Set<String> = []
  private(set) var added: Set<String> = []
  private(set) var vacated: Set<String> = []
  private(set) var taken: Set<String> = []

  init(_ file: MigrationFile) {
    self.file = file
    statements = file.statements.map { LintedStatement($0.sql.text) }
    for statement in statements { note(statement) }
    var robust = Robustness()
    for statement in statements {
      judge(statement)
      if file.transaction == .none, robust.misses(statement) {
        add(.robustStatements, "each statement is recorded; `pgparcel apply` resumes behind it")
      }
    }
    judgeTimeouts()
  }

  /// In the order of the rules; several reasons of one rule are one text.
  var answers: [Answer] {
    SquawkRule.allCases.compactMap { rule in
      reasons[rule].map { Answer(rule: rule, reason: $0.joined(separator: "; ")) }
    }
  }

  /// The header's lines: the reasons for people, then the rules for squawk. None where it is silent.
  var lines: [String] {
    let answers = answers
    if answers.isEmpty { return [] }
    var marks: [String] = []
    for answer in answers {
      let longer = marks.last.map { "\($0), \(answer.rule.rawValue)" }
      if let longer, longer.utf8.count <= HeaderList.width {
        marks[marks.count - 1] = longer
      } else {
        marks.append("-- squawk-ignore-file \(answer.rule.rawValue)")
      }
    }
    return HeaderList.squawk.printed(answers.map { "\($0.rule.rawValue): \($0.reason)" }) + marks
  }

  private mutating func add(_ rule: SquawkRule, _ reason: String) {
    if reasons[rule]?.contains(reason) != true { reasons[rule, default: []].append(reason) }
  }

  // MARK: The file as a whole

  private mutating func note(_ statement: LintedStatement) {
    switch statement {
    case .createTable(let name, _, _):
      // squawk too counts only tables that the same transaction creates.
      if file.transaction == .single { created.insert(name) }
      taken.insert(name)
    case .alterTable(let name, _, let actions):
      for action in actions {
        switch action {
        case .renameTo(let new):
          vacated.insert(name)
          taken.insert(new)
        case .attach(let partition): attached.insert(partition)
        case .add(let constraint?, _, _, let notValid):
          added.insert(constraint)
          if notValid, file.transaction == .single { unproven.insert(constraint) }
        default: break
        }
      }
    default: break
    }
  }

  private mutating func judgeTimeouts() {
    let defines = statements.contains { if case .other = $0 { false } else { true } }
    guard defines else { return }
    if file.transaction == .none {
      add(
        .lockTimeout,
        "a SET without transaction would outlast this file; `pgparcel apply` sets it itself")
      add(
        .statementTimeout, "cut short, a statement outside a transaction can stay half done")
    } else {
      if file.lockTimeout == nil { add(.lockTimeout, "the session's own one holds") }
      if file.statementTimeout == nil { add(.statementTimeout, "the session's own one holds") }
    }
  }

  // MARK: Statement by statement

  private mutating func judge(_ statement: LintedStatement) {
    switch statement {
    case .createTable(let name, let types, _):
      for rule in types { add(rule, typeReason(name, rule)) }
    case .createIndex(let table, let only, concurrently: false, _) where !created.contains(table):
      add(.concurrentIndexCreation, only ? Self.buildsNothing : Self.together)
    case .alterTable(let table, let only, let actions):
      for action in actions { judge(action, of: table, only: only) }
    case .dropTable: add(.banDropTable, dropReason)
    case .dropFunction: add(.banDropFunction, "only the files of this conversion call it")
    case .dropIndex(concurrently: false, _):
      add(
        .concurrentIndexDeletion,
        "CONCURRENTLY runs neither in a transaction nor for an index of a partitioned table")
    case .rename("SEQUENCE"):
      add(.renamingObject, "a sequence goes with its table; nobody sees the name missing")
    case .rename("INDEX"): add(.renamingObject, "queries choose indexes, they do not name them")
    case .rename: add(.renamingObject, "it goes with its table")
    default: break
    }
  }

  private mutating func judge(
    _ action: LintedStatement.Action, of table: String, only: Bool
  ) {
    switch action {
    case .renameTo(let new): add(.renamingTable, renameReason(table, new))
    case .renameConstraint: add(.renamingObject, "a constraint's name goes with its table's")
    case .setSchema:
      add(.banSetSchema, "a table that is no partition any more goes to its archive, or back")
    case .drop(let constraint, _):
      add(.banDropConstraint, dropReason(constraint: constraint, of: table))
    case .dropNotNull: add(.banDropNotNull, "the columns accepted NULL before the up file")
    case .alterIdentity:
      add(.banAlterIdentity, "the table that bears the name has the identity again before COMMIT")
    case .dropDefault:
      add(.banDropDefault, "the partition is new here and never had this default of its own")
    case .detach: add(.concurrentDetach, detachReason)
    case .validate(let constraint) where unproven.contains(constraint):
      add(.missingNotValid, Self.together)
    case .add(_, let kind, let usingIndex, notValid: false) where !created.contains(table):
      let key = kind == .unique || kind == .primaryKey
      if key, usingIndex { return }
      add(.missingNotValid, key && only ? Self.buildsNothing : Self.comesBack)
      switch kind {
      case .foreignKey: add(.foreignKey, Self.comesBack)
      case .unique: add(.uniqueConstraint, only ? Self.buildsNothing : Self.together)
      case .primaryKey: add(.primaryKey, only ? Self.buildsNothing : Self.together)
      case .other: break
      }
    default: break
    }
  }
}
