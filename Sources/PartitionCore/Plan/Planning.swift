package import Diagnostics

/// From a declaration and the live table to a plan: the one door to the pure core.
package enum Planning {
  /// Everything that the core may know of the world.
  package struct Input: Sendable {
    package var declaration: TableDeclaration
    /// Nil where the table does not exist.
    package var actual: Table?
    /// Stand-alone tables that bear the names of declared partitions.
    package var standalone: [QualifiedName: Table]
    package var elaboration: Elaboration

    package init(
      declaration: TableDeclaration, actual: Table?, standalone: [QualifiedName: Table] = [:],
      elaboration: Elaboration
    ) {
      self.declaration = declaration
      self.actual = actual
      self.standalone = standalone
      self.elaboration = elaboration
    }
  }

  package struct Outcome: Sendable {
    package var desired: Table
    /// With no steps where nothing differs.
    package var plan: Plan

    package init(desired: Table, plan: Plan) {
      self.desired = desired
      self.plan = plan
    }
  }

  /// Nil where the bag received an error: nothing is planned half.
  package static func outcome(
    of input: Input, into bag: inout DiagnosticBag
  ) -> Outcome? {
    guard let resolution = Resolver(input: input).resolution(into: &bag) else { return nil }
    let stages = LayoutDiff(
      actual: input.actual, resolution: resolution, standalone: input.standalone,
      declaration: input.declaration
    ).stages(into: &bag)
    guard !bag.hasErrors, let first = stages.first?.plan else { return nil }
    let plan = stages.dropFirst().reduce(first) { $0.followed(by: $1.plan) }
    return Outcome(desired: resolution.desired, plan: plan)
  }
}
