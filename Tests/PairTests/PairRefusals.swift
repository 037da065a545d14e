import Diagnostics
import Testing

/// Pairs that pgparcel may refuse: a closed list, each with its reason. All else is planned.
enum PairRefusals {
  /// The reasons for which this pair may be refused.
  static func allowed(for pair: LayoutPair) -> Set<Diagnostic.Code> {
    var codes: Set<Diagnostic.Code> = []
    // Beside its writers a row is followed by its key.
    if pair.isOnline, !pair.isKeyed { codes.insert(.noRowIdentity) }
    // A partition that the file does not name stays, in the way of those that take its rows, and the
    // keys below it stay too.
    if !pair.unsaid.isEmpty { codes.formUnion([.overlappingBounds, .keyLacksPartitionKey]) }
    return codes
  }

  /// At most this share of all pairs may be refused.
  static let share = 0.1

  static func expect(
    _ bag: DiagnosticBag, for pair: LayoutPair, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let errors = bag.diagnostics.filter { $0.severity == .error }
    #expect(!errors.isEmpty, "refused without a word\(pair.words)", sourceLocation: sourceLocation)
    let others = errors.filter { !allowed(for: pair).contains($0.code) }
    #expect(
      others.isEmpty, "\(TextRenderer().rendered(bag))\(pair.words)", sourceLocation: sourceLocation
    )
  }
}
