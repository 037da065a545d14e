enum RulePages { static let text: [String: String] = [:] }
