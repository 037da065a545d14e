import Diagnostics

/// Turns a declaration and the live table into the desired table.
struct Resolver {
  let input: Planning.Input

  func resolution(into bag: inout DiagnosticBag) -> Resolution? { nil }
}
