import PartitionCore

/// A step cut into files of one statement each, for tools that take no more of those that need no
/// transaction.
///
/// Down files run in reverse order, and only for what has run before. A way up that is cut can stop in
/// the middle, and its whole way back has to lie behind it then, as `pgparcel down` would run it: the
/// parts of the way back come first, the last statement of all foremost, with nothing to do on the way
/// up, and the statements of the way up follow. A way up in one transaction is done or not: it comes
/// first.
struct StepParts {
  struct Part {
    /// Nil for a part that does nothing in that direction.
    let up: Script?
    let down: Script?
    /// `undo1` behind the step's name; nil for a step that is not cut.
    let label: String?
  }

  let parts: [Part]
  /// Digits that the number of a part needs, so that parts sort as text: at least two.
  let width: Int

  init(_ step: ExportedStep) {
    let ups = Self.units(of: step.up)
    let downs = Self.units(of: step.down)
    if ups.count <= 1, downs.count <= 1 {
      parts = [Part(up: ups.first, down: downs.first, label: nil)]
    } else {
      let undoing = downs.enumerated().reversed().map { index, script in
        Part(up: nil, down: script, label: "undo\(index + 1)")
      }
      let doing = ups.enumerated().map { index, script in
        Part(up: script, down: nil, label: ups.count > 1 ? "do\(index + 1)" : "do")
      }
      parts = step.up.needsNoTransaction ? undoing + doing : doing + undoing
    }
    width = max(2, String(parts.count).utf8.count)
  }

  /// `01`, `02`, …
  func number(_ index: Int) -> String {
    let digits = String(index + 1)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Settings beside a statement without transaction have no place in such a file.
  private static func units(of script: Script) -> [Script] {
    guard script.transaction == .none else { return [script] }
    return script.statements.filter { !$0.isSetting }.map { statement in
      var unit = script
      unit.statements = [statement]
      return unit
    }
  }
}

extension ExportedStep {
  /// The name of one of its parts, without a version.
  func name(of part: StepParts.Part) -> String { part.label.map { "\(name)_\($0)" } ?? name }
}
