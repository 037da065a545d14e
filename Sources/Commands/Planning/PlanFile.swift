import Diagnostics
import FoundationEssentials
import PartitionCore

/// The plan that somebody reviewed, as `plan --out` wrote it. No SQL is ever taken from it: it is held
/// against the plan of now.
struct PlanFile {
  /// What is read of schema version 1 (`PlanJSONV1`).
  private struct Document: Decodable {
    let schema_version: Int
    let command: String
    let tables: [Table]
  }

  private struct Table: Decodable {
    let schema: String
    let name: String
    let from: String?
    let to: String?
    let plan_id: String?
  }

  let path: String
  private let tables: [QualifiedName: Table]

  /// - Throws: E513 where the text is no such plan.
  init(_ bytes: [UInt8], path: String) throws {
    self.path = path
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: Data(bytes))
    } catch {
      throw Self.unreadable(path, "it is no JSON, or members are missing")
    }
    guard document.command == "plan", document.schema_version == 1 else {
      throw Self.unreadable(path, "its command is not plan, or its schema_version not 1")
    }
    let pairs = document.tables.map { (QualifiedName($0.schema, $0.name), $0) }
    tables = Dictionary(pairs) { first, _ in first }
    guard tables.count == pairs.count else {
      throw Self.unreadable(path, "it names a table twice")
    }
  }

  private static func unreadable(_ path: String, _ reason: String) -> Failure {
    Failure(
      Diagnostic(
        .malformedFile, "\(Printable.line(path)) is no plan of pgparcel: \(reason)",
        help: ["make it with  pgparcel plan --out \(Printable.line(path))"]))
  }

  /// A finding for each table whose plan is another one now.
  ///
  /// - Parameter all: Whether all tables of the schema files were planned.
  func check(_ result: PlanResult, all: Bool) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for table in result.tables {
      guard let plan = table.plan else { continue }
      let reviewed = tables[table.name]
      if reviewed?.plan_id == plan.id { continue }
      // Nothing to review, nothing to do.
      if reviewed == nil, !table.hasChanges { continue }
      findings.append(
        stale(table.name, Self.reason(reviewed, plan), at: table.declaration.table.span))
    }
    let planned = Set(result.tables.map(\.name))
    for name in tables.keys.sorted() where all && !planned.contains(name) {
      findings.append(stale(name, "no schema file names the table", at: nil))
    }
    return findings
  }

  private static func reason(_ reviewed: Table?, _ plan: Plan) -> String {
    guard let reviewed else { return "it does not name the table" }
    if reviewed.from != plan.from.text { return "the table changed since" }
    if reviewed.to != plan.to.text { return "the schema file changed since" }
    return "another pgparcel or other settings make other statements of it"
  }

  private func stale(_ table: QualifiedName, _ reason: String, at place: Span?) -> Diagnostic {
    Diagnostic(
      .stalePlan, "the plan of \(table) in \(Printable.line(path)) is stale: \(reason)", at: place,
      help: ["review it again:  pgparcel plan --out \(Printable.line(path))"])
  }
}
