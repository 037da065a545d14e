import Diagnostics
import Testing

@testable import PartitionCore

/// No attribute of the model may differ in silence.
@Suite struct LayoutDiffTotalityTests {
  /// One change of one attribute, named `Type.property` as reflection names it.
  struct Mutation: CustomTestStringConvertible, Sendable {
    let attribute: String
    let apply: @Sendable (inout Table) -> Void
    var testDescription: String { attribute }

    init(_ attribute: String, _ apply: @escaping @Sendable (inout Table) -> Void) {
      self.attribute = attribute
      self.apply = apply
    }
  }

  @Test(arguments: mutations)
  func seesAChangeOf(_ mutation: Mutation) {
    var actual = SampleLayout.table
    mutation.apply(&actual)
    #expect(actual != SampleLayout.table, "the mutation changes nothing")
    var bag = DiagnosticBag()
    let retired = Dictionary(
      actual.allPartitions.map { ($0.name, Departure.detach) },
      uniquingKeysWith: { first, _ in first })
    let resolution = Resolution(
      desired: SampleLayout.table, retired: retired,
      conversion: ConversionSettings(ConversionDeclaration(strategy: .offline)))
    let stages = LayoutDiff(actual: actual, resolution: resolution).stages(into: &bag)
    #expect(
      stages.contains { !$0.plan.steps.isEmpty } || bag.hasErrors,
      "\(mutation.attribute) differs in silence")
  }

  @Test func findsNothingBetweenEqualLayouts() {
    var bag = DiagnosticBag()
    let resolution = Resolution(desired: SampleLayout.table)
    let stages = LayoutDiff(actual: SampleLayout.table, resolution: resolution).stages(into: &bag)
    #expect(stages.flatMap(\.changes) == [])
    #expect(bag.diagnostics.isEmpty)
  }

  /// A new attribute without a mutation fails here: the list cannot fall behind the model.
  @Test func coversEveryAttribute() {
    let table = SampleLayout.table
    let relation = table.relation
    var values: [Any] = [table, relation, relation.columns[0], relation.constraints[0]]
    values += [relation.indexes[0], relation.triggers[0], relation.policies[0]]
    values += [relation.rules[0], relation.statistics[0], relation.publications[0]]
    values += [relation.rowSecurity, table.dependents[0], table.sequences[0]]
    values += [relation.privileges?.first as Any].compactMap { $0 as? Privilege }
    values += [relation.indexes[0].constraint as Any].compactMap { $0 as? Index.KeyConstraint }
    values += [table.partitioning as Any].compactMap { $0 as? Partitioning }
    values += table.partitioning.map { [$0.partitions[0], $0.key[0]] as [Any] } ?? []
    let attributes = values.flatMap { value in
      Mirror(reflecting: value).children.compactMap { child in
        child.label.map { "\(type(of: value)).\($0)" }
      }
    }
    #expect(Set(attributes).subtracting(Self.mutations.map(\.attribute)) == [])
  }
}
