extension Column {
  /// The column as CREATE TABLE takes it. `notNullName` is the constraint's name where the
  /// server knows one (18 and newer). Identity columns are written with their sequence.
  func definition(notNullName: String?, sequence: Sequence?) -> SQLText {
    var sql: SQLText = "\(name: name) \(deparsed: type)"
    if let collation { sql = "\(sql) COLLATE \(deparsed: collation)" }
    if let generated {
      let kind: SQLText = generated.stored ? "STORED" : "VIRTUAL"
      sql = "\(sql) GENERATED ALWAYS AS (\(deparsed: generated.expression)) \(kind)"
    } else if let identity {
      sql = "\(sql) GENERATED \(deparsed: identity.rawValue) AS IDENTITY"
      if let sequence { sql = "\(sql) (SEQUENCE NAME \(sequence.name) \(sequence.options))" }
    } else if let defaultExpression {
      sql = "\(sql) DEFAULT \(deparsed: defaultExpression)"
    }
    if notNull {
      if let notNullName { sql = "\(sql) CONSTRAINT \(name: notNullName)" }
      sql = "\(sql) NOT NULL"
    }
    return sql
  }

  /// What CREATE TABLE cannot say on all supported majors: storage, compression, statistics,
  /// options. One clause list of ALTER TABLE.
  var adjustments: [SQLText] {
    var clauses: [SQLText] = []
    if let storage {
      clauses.append("ALTER COLUMN \(name: name) SET STORAGE \(deparsed: storage)")
    }
    if let compression {
      clauses.append("ALTER COLUMN \(name: name) SET COMPRESSION \(deparsed: compression)")
    }
    if let statisticsTarget {
      clauses.append("ALTER COLUMN \(name: name) SET STATISTICS \(statisticsTarget)")
    }
    if !options.isEmpty {
      clauses.append("ALTER COLUMN \(name: name) SET (\(options.assignments))")
    }
    return clauses
  }
}

extension Sequence {
  var options: SQLText {
    let base: SQLText = """
      START WITH \(deparsed: start) INCREMENT BY \(deparsed: increment) \
      MINVALUE \(deparsed: minimum) MAXVALUE \(deparsed: maximum) CACHE \(deparsed: cache)
      """
    return cycle ? "\(base) CYCLE" : base
  }
}

extension [StorageParameter] {
  /// `fillfactor = '85', …`. Names are PostgreSQL's own words, possibly with a `toast.` prefix.
  var assignments: SQLText {
    .joined(map { SQLText("\(parameterName($0.name)) = \(literal: $0.value)") })
  }

  var names: SQLText { .joined(map { parameterName($0.name) }) }
}

/// `fillfactor` or `toast.autovacuum_enabled`, each part quoted as a name.
private func parameterName(_ name: String) -> SQLText {
  .joined(name.split(separator: ".", maxSplits: 1).map { SQLText("\(name: String($0))") }, ".")
}
