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
  /// Whether anything restricts or joins the rows.
  private(set) var isRestricted = false
  /// Partitions that were left out when the plan was about to run.
  private(set) var removed = 0
  /// Unique indexes by which ON CONFLICT knows a row.
  private(set) var arbiters: [String] = []
  /// Whether rows are updated, by ON CONFLICT or MERGE too.
  private(set) var updates = false
  /// Whether parts of it run once for all, or again and again for rows of others.
  private(set) var hasSubplans = false

  /// - Throws: `DecodingError` for text that is no plan.
  package init(json: String) throws {
    let documents = try JSONDecoder().decode([Document].self, from: Data(json.utf8))
    for document in documents { visit(document.plan) }
  }

  private mutating func visit(_ node: Node) {
    if let relation = node.relation, let schema = node.schema {
      scans.insert(Scan(schema: schema, relation: relation))
    }
    // Every partition says the same in its own name.
    for condition in [node.filter, node.indexCondition].compactMap({ $0 })
    where conditions.count < 50 && !conditions.contains(condition) {
      conditions.append(condition)
    }
    isRestricted = isRestricted || node.isRestricted
    removed += node.removed ?? 0
    arbiters += node.arbiters ?? []
    updates =
      updates || ["Update", "Merge"].contains(node.operation) || node.resolution == "UPDATE"
    hasSubplans = hasSubplans || ["InitPlan", "SubPlan"].contains(node.relationship)
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
    let recheckCondition: String?
    let hashCondition: String?
    let mergeCondition: String?
    let joinFilter: String?
    let removed: Int?
    let arbiters: [String]?
    let operation: String?
    let resolution: String?
    let relationship: String?
    let plans: [Node]?

    var isRestricted: Bool {
      [filter, indexCondition, recheckCondition, hashCondition, mergeCondition, joinFilter]
        .contains { $0 != nil }
    }

    enum CodingKeys: String, CodingKey {
      case schema = "Schema"
      case relation = "Relation Name"
      case filter = "Filter"
      case indexCondition = "Index Cond"
      case recheckCondition = "Recheck Cond"
      case hashCondition = "Hash Cond"
      case mergeCondition = "Merge Cond"
      case joinFilter = "Join Filter"
      case removed = "Subplans Removed"
      case arbiters = "Conflict Arbiter Indexes"
      case operation = "Operation"
      case resolution = "Conflict Resolution"
      case relationship = "Parent Relationship"
      case plans = "Plans"
    }
  }
}
