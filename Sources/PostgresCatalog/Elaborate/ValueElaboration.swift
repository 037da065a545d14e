import Diagnostics
import PartitionCore
import PostgresClient

extension ElaborationWork {
  /// Every value's canonical text and rank: one query for each type and collation.
  func values(
    _ connection: borrowing Connection, _ keys: [String: PartitionKeyElement],
    into bag: inout DiagnosticBag
  ) throws(PostgresError) -> [Elaboration.TypedText: Elaboration.Value] {
    let bounds = BoundTexts(texts, keys: keys, actual: actual)
    var values: [Elaboration.TypedText: Elaboration.Value] = [:]
    for question in bounds.questions {
      let group = question.group
      var readable: [BoundTexts.Text] = []
      for text in question.texts {
        if let problem = ValueRules(type: group.type).problem(with: text.text), text.span != nil {
          bag.add(refusal(of: text, type: group.type, why: problem))
        } else {
          readable.append(text)
        }
      }
      let query = ValueQuery(group: group)
      var answer = try query.answer(readable, connection)
      if answer == nil {
        let refused = try query.refused(readable, connection)
        for (text, error) in refused {
          bag.add(refusal(of: text, type: group.type, why: error.message))
        }
        let inputs = Set(refused.map(\.text.input))
        readable.removeAll { inputs.contains($0.input) }
        answer = try query.answer(readable, connection)
      }
      for (text, value) in try query.values(readable, answer) {
        let key = Elaboration.TypedText(
          type: group.type, collation: group.collation, text: text)
        values[key] = value
      }
    }
    return values
  }

  private func refusal(of text: BoundTexts.Text, type: String, why: String) -> Diagnostic {
    let kind =
      switch type {
      case "boolean": "a boolean"
      case "smallint", "integer", "bigint": "a whole number of type \(type)"
      case "date": "a date"
      case "uuid": "a UUID"
      case _ where type.hasPrefix("timestamp"): "a timestamp"
      default: "a value of type \(type)"
      }
    return Diagnostic(
      .invalidBoundValue, "\"\(text.text)\" is not \(kind) (column \(text.key))", at: text.span,
      help: type == "boolean" ? ["allowed: true, false"] : [], notes: [why])
  }
}

/// Spellings that PostgreSQL would take, but that do not say one thing to all readers.
private struct ValueRules {
  let type: String

  func problem(with text: String) -> String? {
    switch type {
    case "smallint", "integer", "bigint":
      let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
      let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { 0x30...0x39 ~= $0 }
      return isNumber ? nil : "write it in decimal digits"
    case "date",
      _ where type.hasPrefix("timestamp"):
      let moving = ["now", "today", "tomorrow", "yesterday"]
      return moving.contains(text.lowercased()) ? "its meaning changes from day to day" : nil
    case _ where type.hasPrefix("character"):
      // A cast would cut the text silently; storing the bound would not.
      guard let limit, text.unicodeScalars.count > limit else { return nil }
      let kept = text.unicodeScalars.dropFirst(limit)
      return kept.allSatisfy { $0 == " " } ? nil : "longer than \(limit) characters"
    default: return nil
    }
  }

  /// The number in `character varying(20)`.
  private var limit: Int? {
    let parts = type.split { $0 == "(" || $0 == ")" }
    return parts.count > 1 ? Int(parts[1]) : nil
  }
}

/// Reads the texts of one type and collation.
private struct ValueQuery {
  let group: BoundTexts.Group

  /// Each text's canonical form and rank.
  private var sql: String {
    // As `get_const_expr` prints bounds: booleans as words, all else by the type's output.
    let canonical =
      group.type == "boolean"
      ? "CASE WHEN value THEN 'true' ELSE 'false' END" : "format('%s', value)"
    let collation = group.collation.map { " COLLATE \($0)" } ?? ""
    return """
      SELECT number, \(canonical) AS canonical,
             dense_rank() OVER (ORDER BY value\(collation)) AS rank
        FROM (SELECT number, text::\(group.type) AS value
                FROM unnest($1::text[]) WITH ORDINALITY AS given(text, number)) AS given
       ORDER BY number
      """
  }

  /// What the server answered for `texts`; nothing for a refusal.
  func values(
    _ texts: [BoundTexts.Text], _ rows: Rows?
  ) throws(PostgresError) -> [(text: String, value: Elaboration.Value)] {
    guard let rows else { return [] }
    var answers: [(text: BoundTexts.Text, canonical: String, rank: Int)] = []
    answers.reserveCapacity(rows.count)
    // Equal values in several spellings take that of a live bound, which come first.
    var spellings: [Int: String] = [:]
    for index in 0..<rows.count {
      var row = RowReader(rows, index)
      let text = texts[try row.number()]
      let canonical = try row.text()
      let rank = try row.int()
      answers.append((text, canonical, rank))
      if spellings[rank] == nil { spellings[rank] = text.span == nil ? text.text : canonical }
    }
    return answers.map { answer in
      let canonical =
        answer.text.span == nil && !answer.text.isDeclared
        ? answer.text.text : spellings[answer.rank] ?? answer.canonical
      return (answer.text.text, Elaboration.Value(canonical: canonical, rank: answer.rank))
    }
  }

  /// Nil if the server refuses one of them.
  func answer(
    _ texts: [BoundTexts.Text], _ connection: borrowing Connection
  ) throws(PostgresError) -> Rows? {
    switch try attempt(texts, connection) {
    case .success(let rows): rows
    case .failure: nil
    }
  }

  /// Halves until the culprits stand alone: their number times the logarithm of all.
  func refused(
    _ texts: [BoundTexts.Text], _ connection: borrowing Connection
  ) throws(PostgresError) -> [(text: BoundTexts.Text, error: PostgresError)] {
    guard case .failure(let error) = try attempt(texts, connection) else { return [] }
    if texts.count == 1 { return [(texts[0], error)] }
    let middle = texts.count / 2
    return try refused(Array(texts[..<middle]), connection)
      + refused(Array(texts[middle...]), connection)
  }

  private func attempt(
    _ texts: [BoundTexts.Text], _ connection: borrowing Connection
  ) throws(PostgresError) -> Result<Rows, PostgresError> {
    try connection.execute("SAVEPOINT pgparcel_values")
    let rows: Rows
    do throws(PostgresError) {
      rows = try connection.query(sql, [arrayText(texts.map(\.input))])
    } catch  where error.kind == .server {
      try connection.execute(
        "ROLLBACK TO SAVEPOINT pgparcel_values; RELEASE SAVEPOINT pgparcel_values")
      return .failure(error)
    }
    try connection.execute("RELEASE SAVEPOINT pgparcel_values")
    return .success(rows)
  }
}
