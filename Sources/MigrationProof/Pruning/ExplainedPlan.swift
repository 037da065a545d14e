import FoundationEssentials

/// Which relations a query plan reads, from `EXPLAIN (COSTS OFF, VERBOSE, FORMAT JSON)`.
package struct ExplainedPlan {
  /// A relation that the plan reads.
  package struct Scan: Hashable {
    package let schema: String
    package let relation: String
  }

  package private(set) var scans: Set<Scan> = []
  /// Conditions of the scans, for messages.
  private(set) var conditions: [String] = []

  /// - Throws: `DecodingError` for text that is no plan.
  package init(json: String) throws {
    let documents = try JSONDecoder().decode([Document].self, from: Data(json.utf8))
    for document in documents { visit(document.plan) }
  }

  private mutating func visit(_ node: Node) {
    if let relation = node.relation, let schema = node.schema {
      scans.insert(Scan(schema: schema, relation: relation))
    }
    for condition in [node.filter, node.indexCondition].compactMap({ $0 })
    where !conditions.contains(condition) {
      conditions.append(condition)
    }
    for child in node.plans ?? [] { visit(child) }
  }

  private struct Document: Decodable {
    let plan: Node
    enum CodingKeys: String, CodingKey { case plan = "Plan" }
  }

  private struct Node: Decodable {
    let schema: String?
    let relation: String?
    let filter: String?
    let indexCondition: String?
    let plans: [Node]?

    enum CodingKeys: String, CodingKey {
      case schema = "Schema"
      case relation = "Relation Name"
      case filter = "Filter"
      case indexCondition = "Index Cond"
      case plans = "Plans"
    }
  }
}
