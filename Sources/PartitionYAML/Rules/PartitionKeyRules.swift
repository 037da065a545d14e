import Diagnostics
import PartitionCore

extension LayoutRules {
  /// Keys that PostgreSQL certainly refuses, as far as `columns:` tells.
  mutating func checkKey(_ layout: LayoutDeclaration) {
    for key in layout.key.value {
      if let name = key.column, let generated = column(name)?.generated {
        add(
          Diagnostic(
            .invalidPartitionKey, "\(name) is a generated column, which cannot be a partition key",
            at: key.span, labels: [Diagnostic.Label(generated.span, "generated here")],
            help: ["partition by the column that it is generated from"],
            notes: ["PostgreSQL refuses it (42P17)"]))
      }
      if case .expression(let sql) = key { checkZone(of: sql, layout) }
    }
  }

  /// Days and months of an instant depend on the session's time zone.
  private mutating func checkZone(of sql: Spanned<String>, _ layout: LayoutDeclaration) {
    guard let (function, name) = TruncatedColumn.parts(of: sql.value),
      let type = column(name)?.type, TypeFamily(type.value) == .timestamptz
    else { return }
    let plain = "key: [\(YAMLText.flowScalar(name))]"
    add(
      Diagnostic(
        .invalidPartitionKey, "\(function) on timestamptz depends on the session's time zone",
        at: sql.span, labels: [Diagnostic.Label(type.span, "the type of \(name)")],
        help: ["`\(plain)` with a window of `interval: 1 month` does the same"],
        notes: ["keys must be immutable (42P17; pgparcel explain E103)"]))
  }
}

/// `date_trunc('month', column)` and `column::date`.
private enum TruncatedColumn {
  static func parts(of sql: String) -> (function: String, column: String)? {
    let text = sql.filter { $0 != " " }
    let start = "date_trunc("
    if text.lowercased().hasPrefix(start), text.hasSuffix(")") {
      let arguments = SQLScanner.split(text.dropFirst(start.count).dropLast(), at: ",")
      guard arguments.count == 2, let column = SQLScanner.identifier(arguments[1]) else {
        return nil
      }
      return ("date_trunc", column)
    }
    let cast = "::date"
    guard text.lowercased().hasSuffix(cast) else { return nil }
    var base = text.dropLast(cast.count)
    if base.hasPrefix("("), base.hasSuffix(")") { base = base.dropFirst().dropLast() }
    return SQLScanner.identifier(base).map { ("a cast to date", $0) }
  }
}
