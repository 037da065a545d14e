/// Why a file may do what a rule warns about: true in every situation that the sentence is given for.
extension LinterAnswers {
  static let buildsNothing =
    "ON ONLY the parent builds nothing; the partitions bring their finished indexes"
  static let together =
    "it belongs into one transaction with the rest, whose locks the header lists"

  static let comesBack = "it comes back valid, as it was, under the locks that the header lists"

  private func warns(of word: String) -> Bool { file.hazards.contains { $0.word == word } }

  func typeReason(_ table: String, _ rule: SquawkRule) -> String {
    // The logs are the only tables that such a file makes.
    if file.id.name == "capture" {
      return rule == .charField ? "the log's own column, of one byte" : "the key has this type"
    }
    return file.direction == .down || vacated.contains(table)
      ? "the column keeps its type" : "the schema file asks for this type"
  }

  func renameReason(_ old: String, _ new: String) -> String {
    taken.contains(old) || vacated.contains(new)
      ? "a successor bears the name before COMMIT, so nobody sees it missing"
      : "the layout wants this name; queries through the partitioned table do not notice"
  }

  var dropReason: String {
    if warns(of: "DELETES_DATA") { return "the header lists the loss as DELETES_DATA" }
    if file.direction == .up { return "its rows live on in \(file.table)" }
    let swaps = statements.contains {
      if case .alterTable(_, _, let actions) = $0 { renames(actions) } else { false }
    }
    return swaps
      ? "this file brought every row of it back first"
      : "this file stops if rows would be lost, or moves them first"
  }

  private func renames(_ actions: [LintedStatement.Action]) -> Bool {
    actions.contains { if case .renameTo = $0 { true } else { false } }
  }

  func dropReason(constraint: String, of table: String) -> String {
    if attached.contains(table) { return "the partition's bound guarantees the same" }
    if added.contains(constraint) { return "this file adds it anew, to the table that it is for" }
    if file.direction == .down { return "the up file added it" }
    if warns(of: "FOREIGN_KEY_LOST") { return "the header lists the loss as FOREIGN_KEY_LOST" }
    if warns(of: "INDEX_DROPPED") { return "the header lists the loss as INDEX_DROPPED" }
    return "what it guarantees is part of the table by now"
  }

  var detachReason: String {
    if ["swap", "rebound"].contains(file.id.name) {
      return "partitions are exchanged inside one transaction, where CONCURRENTLY cannot run"
    }
    return file.direction == .down
      ? "taken back inside one transaction, where CONCURRENTLY cannot run"
      : "PostgreSQL refuses CONCURRENTLY beside a default partition"
  }
}
