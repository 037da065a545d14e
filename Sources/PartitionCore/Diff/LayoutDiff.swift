import Diagnostics

/// What differs between a live table and its resolution.
struct LayoutDiff {
  let actual: Table?
  let resolution: Resolution
  let standalone: [QualifiedName: Table]

  func changes(into bag: inout DiagnosticBag) -> [Change] { [] }
}
