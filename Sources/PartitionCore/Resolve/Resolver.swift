import Diagnostics

/// Turns a declaration and the live table into the desired table.
///
/// What the file says is taken from the file, what it is silent about stays as it is. Partitions
/// are recognised by their bound, indexes by their definition or declared name.
struct Resolver {
  let input: Planning.Input
  let elaboration: Elaboration

  init(input: Planning.Input) {
    self.input = input
    elaboration = input.elaboration.withCanonicalTexts()
  }

  var declaration: TableDeclaration { input.declaration }

  /// Nil only where nothing can be said of the desired table. Errors do not end the work: what the
  /// diff finds besides is reported in the same run.
  func resolution(into bag: inout DiagnosticBag) -> Resolution? {
    let name = declaration.table.value
    guard let columns = input.actual?.relation.columns ?? elaboration.columns else { return nil }
    var desired =
      input.actual
      ?? Table(
        relation: Relation(name: name, columns: columns), sequences: elaboration.sequences)
    var resolution = Resolution(
      desired: desired, conversion: ConversionSettings(declaration.convert))
    resolution.rollingDepths = declaration.rollingDepths
    for item in declaration.retired {
      let relation = name.sibling(item.name.value)
      resolution.retired[relation] = item.departure
      resolution.retiredIndexes.insert(item.name.value)
    }
    for (key, treatment) in declaration.foreignKeysIn {
      switch treatment {
      case .drop: resolution.droppedForeignKeys.insert(key.value)
      case .extend: bag.add(.unplanned("extending foreign key \(key.value)", at: key.span))
      }
    }
    var origins: [String: String] = [:]
    switch declaration.layout {
    case .plain: desired.partitioning = nil
    case .partitioned(let layout):
      var levels = LevelResolver(resolver: self, resolution: resolution)
      desired.partitioning = levels.level(
        layout, actual: input.actual?.partitioning, root: desired.relation, into: &bag)
      (resolution, origins) = (levels.resolution, levels.indexOrigins)
      guard desired.partitioning != nil else { return nil }
    }
    let converts = (desired.partitioning == nil) != (input.actual?.partitioning == nil)
    if converts, desired.partitioning != nil {
      // A partitioned table has no storage of its own; its partitions took it over.
      desired.relation.options = []
    }
    var keys = KeyResolver(resolver: self, retired: resolution.retiredIndexes)
    keys.resolve(&desired.relation, into: &bag)
    var indexes = IndexResolver(resolver: self, retired: resolution.retiredIndexes)
    indexes.resolve(
      declaration.indexes, of: &desired.relation, actual: input.actual?.relation,
      origins: &keys.origins, into: &bag)
    UniquenessRule(
      table: desired, declaration: declaration, quotedNames: elaboration.quotedNames
    ).check(into: &bag)
    origins.merge(keys.origins) { _, ofTable in ofTable }
    IndexPropagation(actual: input.actual, desired: desired, origins: origins)
      .propagate(to: &desired)
    resolution.desired = desired
    resolution.indexOrigins = origins
    return resolution
  }

  /// The server's reading of a value under one element of a key.
  func value(
    _ value: BoundValue, of element: PartitionKeyElement
  ) -> (canonical: BoundValue, rank: Int)? {
    switch value {
    case .null: return (.null, Int.max)
    case .minValue: return (.minValue, Int.min)
    case .maxValue: return (.maxValue, Int.max)
    case .value(let text):
      let key = Elaboration.TypedText(
        type: element.type, collation: element.collation, text: text)
      return elaboration.values[key].map { (.value($0.canonical), $0.rank) }
    }
  }
}

extension Diagnostic {
  /// A change that pgparcel knows and this release does not plan.
  static func unplanned(_ what: String, at span: Span?, help: String...) -> Diagnostic {
    Diagnostic(
      .unplannedChange, "\(what) is not planned by this release; nothing was written", at: span,
      help: help)
  }
}
